/**
 * The field's values: instruments, ticks, bars, timeframes. JDK only; the mutable flyweights
 * ({@link dev.shikra.api.market.Tick}, {@link dev.shikra.api.market.Bar}) belong to the thread that
 * made them.
 */
@NullMarked
package dev.shikra.api.market;

import org.jspecify.annotations.NullMarked;
