package dev.shikra.plugins.greeks;

/**
 * Black's formula without units, for an out-of-the-money call: {@code b(x, s) = e^(x/2) N(x/s +
 * s/2) - e^(-x/2) N(x/s - s/2)} with log-moneyness {@code x = ln(F/K) <= 0} and total volatility
 * {@code s = sigma sqrt(T)}; a price is {@code b} times the discounted geometric mean of forward
 * and strike.
 *
 * <p>Written in {@code h = x/s} and {@code t = s/2}, everything carries the same exponential, the
 * slope {@code b'(s) = e^(-(h^2 + t^2)/2) / sqrt(2 pi)}. With Y(z) = N(z)/n(z) (Mills' ratio of
 * -z):
 *
 * <ul>
 *   <li>{@code b / b' = Y(h + t) - Y(h - t)}: the spread from below
 *   <li>{@code (e^(x/2) - b) / b' = Y(-h - t) + Y(h - t)}: the gap to the greatest price, a sum, so
 *       nothing cancels
 * </ul>
 *
 * The two need at most two Mills ratios and no exponential. Regions of the spread: near the money
 * with little volatility an odd Taylor series in t, whose coefficients follow from {@code Y' = 1 +
 * z Y}; {@code h + t <= 0} the difference of two Mills ratios, which holds far out too because the
 * ratio itself is asymptotic there; {@code h + t > 0} the greatest price less the gap.
 */
final class NormalisedBlack {
    static final double ROOT_TWO_PI = 2.5066282746310002;
    static final double LOG_ROOT_TWO_PI = 0.9189385332046728;
    private static final double SERIES_T = 0.25;
    private static final double SERIES_X = 1;
    private static final double SERIES_H = -40;

    private NormalisedBlack() {}

    /** {@return b'(s)} */
    static double slope(double h, double t) {
        return Math.exp(-0.5 * (h * h + t * t)) / ROOT_TWO_PI;
    }

    /** {@return 1 / b'(s)} */
    static double inverseSlope(double h, double t) {
        return ROOT_TWO_PI * Math.exp(0.5 * (h * h + t * t));
    }

    /** {@return whether {@link #spread} can be had without the greatest price} */
    static boolean hasSpread(double h, double t) {
        return h + t <= 0 || inSeries(h, t);
    }

    /**
     * {@return b / b' as a plain difference, where {@code h + t <= 0}: a shorter way that loses
     * digits like 1/s, for a first step}
     */
    static double roughSpread(double h, double t) {
        return MillsRatio.of(-(h + t)) - MillsRatio.of(t - h);
    }

    /** {@return b / b', where {@link #hasSpread}} */
    static double spread(double h, double t) {
        return inSeries(h, t) ? series(h, t) : roughSpread(h, t);
    }

    /** {@return (e^(x/2) - b) / b', where {@code h + t >= 0}} */
    static double gap(double h, double t) {
        return MillsRatio.of(h + t) + MillsRatio.of(t - h);
    }

    /**
     * {@return b}
     *
     * @param greatest e^(x/2)
     */
    static double price(double h, double t, double greatest) {
        double slope = slope(h, t);
        return hasSpread(h, t) ? slope * spread(h, t) : greatest - slope * gap(h, t);
    }

    private static boolean inSeries(double h, double t) {
        return t < SERIES_T && -2 * h * t < SERIES_X && h > SERIES_H;
    }

    /**
     * Y's odd derivatives obey y[n+2] = (h^2 + 2n + 1) y[n] - n (n-1) y[n-2]; rounding grows like
     * sinh(ht)/(ht), hence the limit on x = 2ht; beyond h = -40 the price itself is below the
     * smallest double. The first term left out is below 1e-17.
     */
    private static double series(double h, double t) {
        double y1 = Math.fma(h, MillsRatio.of(-h), 1);
        double hh = h * h;
        double y3 = Math.fma(hh + 3, y1, -1);
        double y5 = Math.fma(hh + 7, y3, -6 * y1);
        double y7 = Math.fma(hh + 11, y5, -20 * y3);
        double y9 = Math.fma(hh + 15, y7, -42 * y5);
        double y11 = Math.fma(hh + 19, y9, -72 * y7);
        double y13 = Math.fma(hh + 23, y11, -110 * y9);
        double y15 = Math.fma(hh + 27, y13, -156 * y11);
        double tt = t * t;
        double low = Math.fma(y3, tt * (1.0 / 6), y1);
        double next = Math.fma(y7, tt * (1.0 / 5_040), y5 * (1.0 / 120));
        double third = Math.fma(y11, tt * (1.0 / 39_916_800), y9 * (1.0 / 362_880));
        double last =
                Math.fma(y15, tt * (1.0 / 1_307_674_368_000.0), y13 * (1.0 / 6_227_020_800.0));
        double t4 = tt * tt;
        return 2 * t * Math.fma(Math.fma(Math.fma(last, t4, third), t4, next), t4, low);
    }
}
