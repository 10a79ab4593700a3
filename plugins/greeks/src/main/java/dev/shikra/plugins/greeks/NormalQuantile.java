package dev.shikra.plugins.greeks;

/**
 * Inverse of the cumulative normal distribution, to seven digits: enough for a first guess.
 *
 * <p>Rational approximations of M. J. Wichura, "The Percentage Points of the Normal Distribution",
 * Applied Statistics 37 (1988), algorithm AS 241, routine PPND7; relative error below 1.2e-7 from
 * 1e-300 to the centre.
 */
final class NormalQuantile {
    private static final double CENTRAL = 0.425;
    private static final double TAIL = 0.5 - CENTRAL;
    private static final double FAR = 5;

    private NormalQuantile() {}

    /**
     * {@return z with N(z) = p}
     *
     * @param p in (0, 1); outside gives NaN or an infinity
     */
    static double of(double p) {
        double centred = p - 0.5;
        if (Math.abs(centred) <= CENTRAL) {
            double r = CENTRAL * CENTRAL - centred * centred;
            return centred
                    * cubic(r, 3.3871327179, 50.434271938, 159.29113202, 59.109374720)
                    / cubic(r, 1, 17.895169469, 78.757757664, 67.187563600);
        }
        return Math.copySign(tail(Math.sqrt(-Math.log(Math.min(p, 1 - p)))), centred);
    }

    /**
     * {@return z with N(z) cubed = cube}
     *
     * @param cube in (0, 1/8)
     */
    static double ofCube(double cube) {
        return cube < TAIL * TAIL * TAIL
                ? -tail(Math.sqrt(Math.log(cube) * (-1.0 / 3)))
                : of(Math.cbrt(cube));
    }

    /** By the root of the negative logarithm of the tail's weight. */
    private static double tail(double root) {
        if (root <= FAR) {
            double r = root - 1.6;
            return cubic(r, 1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103)
                    / cubic(r, 1, 0.73700164250, 0.12021132975, 0);
        }
        double r = root - FAR;
        return cubic(r, 6.6579051150, 3.0812263860, 0.42868294337, 0.017337203997)
                / cubic(r, 1, 0.24197894225, 0.012258202635, 0);
    }

    private static double cubic(double r, double c0, double c1, double c2, double c3) {
        return Math.fma(Math.fma(c3, r, c2), r * r, Math.fma(c1, r, c0));
    }
}
