/**
 * Where ticks come from. A source brings frames as received, one venue frame a batch, and a pure
 * decoder that the engine thread calls.
 */
@NullMarked
package dev.shikra.api.source;

import org.jspecify.annotations.NullMarked;
