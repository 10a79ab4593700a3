package dev.shikra.plugins.studies;

/**
 * Exponential averages. In the slice: numbers taken (up to the seed), and the average or, before
 * the seed, the sum. A NaN is not taken and gives NaN, so that a chain of averages warms up link by
 * link.
 */
final class Smoothing {
    static final int SIZE = 2;
    private static final int TAKEN = 0;
    private static final int AVERAGE = 1;

    private Smoothing() {}

    /** {@return the weight of the newest number in an exponential average: 2 / (length + 1)} */
    static double weight(int length) {
        return 2.0 / (length + 1);
    }

    /**
     * {@return {@code previous + weight * (x - previous)}, seeded with the mean of the first {@code
     * seedBars} numbers; NaN before}
     */
    static double next(
            double[] state, int at, int seedBars, double weight, double x, boolean keep) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        double taken = state[at + TAKEN];
        double previous = state[at + AVERAGE];
        if (taken >= seedBars) {
            double average = previous + weight * (x - previous);
            if (keep) {
                state[at + AVERAGE] = average;
            }
            return average;
        }
        return seed(state, at, seedBars, x, keep);
    }

    /**
     * {@return Wilder's average {@code (previous * (length - 1) + x) / length}, seeded with the
     * mean of the first {@code length} numbers; NaN before}
     */
    static double wilder(double[] state, int at, int length, double x, boolean keep) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (state[at + TAKEN] >= length) {
            double average = (state[at + AVERAGE] * (length - 1) + x) / length;
            if (keep) {
                state[at + AVERAGE] = average;
            }
            return average;
        }
        return seed(state, at, length, x, keep);
    }

    private static double seed(double[] state, int at, int seedBars, double x, boolean keep) {
        double taken = state[at + TAKEN] + 1;
        double sum = state[at + AVERAGE] + x;
        boolean complete = taken >= seedBars;
        double average = sum / seedBars;
        if (keep) {
            state[at + TAKEN] = taken;
            state[at + AVERAGE] = complete ? average : sum;
        }
        return complete ? average : Double.NaN;
    }
}
