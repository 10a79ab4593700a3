/**
 * A simulated exchange: a deterministic market from a seed ({@link
 * dev.shikra.plugins.simulator.Market}, pure, no clock, one thread) and the loopback server that
 * offers it over Kite's protocol ({@link dev.shikra.plugins.simulator.SimulatedExchange}, threads
 * of its own). Symbols are real names; every number is generated.
 */
@NullMarked
package dev.shikra.plugins.simulator;

import org.jspecify.annotations.NullMarked;
