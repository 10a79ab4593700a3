package dev.shikra.plugins.simulator;

/** Black's 1976 price of a European option on a forward, enough to make a chain live. Pure. */
final class OptionPrice {
    private OptionPrice() {}

    /**
     * {@return undiscounted price, {@code >= 0}} c = F N(d1) - K N(d2), d1,2 = (ln(F/K) ± σ²T/2) /
     * (σ√T); a put by parity.
     *
     * @param volatility a year, fraction, above 0
     * @param years to expiry, above 0
     */
    static double black76(
            double forward, double strike, double volatility, double years, boolean call) {
        double deviation = volatility * StrictMath.sqrt(years);
        double d1 = StrictMath.log(forward / strike) / deviation + deviation / 2;
        double price = forward * cumulative(d1) - strike * cumulative(d1 - deviation);
        return Math.max(0, call ? price : price - forward + strike);
    }

    /** Normal distribution function; Abramowitz and Stegun 26.2.17, error below 1e-7. */
    private static double cumulative(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double series =
                t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        double tail = series * StrictMath.exp(-x * x / 2) / 2.5066282746310002;
        return x >= 0 ? 1 - tail : tail;
    }
}
