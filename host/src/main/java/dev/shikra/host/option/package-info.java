/**
 * Options: what is known of each underlying's chains, the forward and the time of each expiry,
 * volatilities and Greeks by a pricing plugin, and what a chain says as a whole. Values go into
 * feature rows under names ({@link dev.shikra.host.option.OptionField}, {@link
 * dev.shikra.host.option.ChainField}). Owned by the engine thread; allocates nothing per tick.
 */
@NullMarked
package dev.shikra.host.option;

import org.jspecify.annotations.NullMarked;
