/**
 * Binance's public trade stream as a source: the pure decoder of its messages (engine thread), and
 * one connection that receives them and comes back by itself (a thread of its own).
 */
@NullMarked
package dev.shikra.plugins.binance;

import org.jspecify.annotations.NullMarked;
