/**
 * The engine: one thread owns the market. Per record it decodes, drops duplicates and stale ticks,
 * makes volume increments, builds bars, commits studies, fills features, runs rules and hands
 * signals to the desk. It reads no clock, draws no chance, waits for nothing: what it does is a
 * function of the records it was given.
 */
@NullMarked
package dev.shikra.host.engine;

import org.jspecify.annotations.NullMarked;
