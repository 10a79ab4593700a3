/**
 * Pricing of options: what a model is asked and what it answers. Units are the same everywhere:
 * volatility, rates and yields as fractions per year (0.20 = 20 %), continuously compounded; time
 * in years of 365 days; theta per day, vega and rho per 1 %.
 */
@NullMarked
package dev.shikra.api.option;

import org.jspecify.annotations.NullMarked;
