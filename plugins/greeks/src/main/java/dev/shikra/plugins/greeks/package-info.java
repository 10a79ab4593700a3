/**
 * Option prices, Greeks and implied volatility. Pure functions of their arguments, any thread; only
 * the lattice keeps scratch. Volatility as a fraction (0.20 = 20 %), time in years (ACT/365).
 */
@NullMarked
package dev.shikra.plugins.greeks;

import org.jspecify.annotations.NullMarked;
