package dev.shikra.plugins.studies;

/**
 * The sum over a window, in constant time. Kept as an exact pair of doubles, and beside it a second
 * pair that sums only what came since the ring's last wrap. At each wrap that second sum is the sum
 * of the whole window and takes over, so that neither rounding nor an outlier outlives its window
 * by more than a window.
 *
 * <p>What goes in and out may be pairs as well (a product and its rounding error). In the slice, as
 * two parts: the head, the sum without the number that the next one pushes out, so that a preview
 * only adds; and the body, the sum as it is and the fresh one.
 */
final class MovingSum {
    /** Doubles of the head. */
    static final int HEAD = 2;

    /** Doubles of the body. */
    static final int BODY = 4;

    private static final int REST_HIGH = 0;
    private static final int REST_LOW = 1;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int SINCE_WRAP_HIGH = 2;
    private static final int SINCE_WRAP_LOW = 3;

    private MovingSum() {}

    /** {@return the sum if {@code in} came} */
    static double with(double[] state, int head, double in) {
        return high(state, head, in) + low(state, head, in, 0);
    }

    /** {@return the larger part of the sum if {@code in} came} */
    static double high(double[] state, int head, double in) {
        return state[head + REST_HIGH] + in;
    }

    /** {@return the smaller part of the sum if {@code in + inLow} came} */
    static double low(double[] state, int head, double in, double inLow) {
        double rest = state[head + REST_HIGH];
        return state[head + REST_LOW] + inLow + Exact.sumError(rest, in, rest + in);
    }

    /** {@return the sum as it is} */
    static double current(double[] state, int body) {
        return state[body + HIGH] + state[body + LOW];
    }

    /** {@return the larger part of the sum as it is} */
    static double currentHigh(double[] state, int body) {
        return state[body + HIGH];
    }

    /** {@return the smaller part of the sum as it is} */
    static double currentLow(double[] state, int body) {
        return state[body + LOW];
    }

    /**
     * Takes {@code in + inLow} in.
     *
     * @param leaving with {@code leavingLow}: what the number after it will push out
     * @param wraps whether {@code in} is the last of a ring's turn
     * @param wrapsNext whether the number after it is
     */
    static void push(
            double[] state,
            int head,
            int body,
            double in,
            double inLow,
            double leaving,
            double leavingLow,
            boolean wraps,
            boolean wrapsNext) {
        double high = high(state, head, in);
        double low = low(state, head, in, inLow);
        double fresh = state[body + SINCE_WRAP_HIGH];
        double freshHigh = wraps ? 0 : fresh + in;
        double freshLow =
                wraps
                        ? 0
                        : state[body + SINCE_WRAP_LOW]
                                + inLow
                                + Exact.sumError(fresh, in, freshHigh);
        state[body + HIGH] = high;
        state[body + LOW] = low;
        state[body + SINCE_WRAP_HIGH] = freshHigh;
        state[body + SINCE_WRAP_LOW] = freshLow;
        double rest = high - leaving;
        state[head + REST_HIGH] = wrapsNext ? freshHigh : rest;
        state[head + REST_LOW] =
                wrapsNext ? freshLow : low - leavingLow + Exact.sumError(high, -leaving, rest);
    }
}
