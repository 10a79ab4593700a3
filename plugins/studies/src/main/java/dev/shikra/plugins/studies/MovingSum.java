package dev.shikra.plugins.studies;

/**
 * The sum over a window, in constant time. In the slice: the sum as an exact pair and a second pair
 * that sums only what came since the ring's last wrap. At each wrap that second sum is the sum of
 * the whole window and takes over, so that neither rounding nor an outlier outlives its window by
 * more than a window.
 *
 * <p>What goes in and out may be pairs as well (a product and its rounding error).
 */
final class MovingSum {
    static final int SIZE = 4;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int SINCE_WRAP_HIGH = 2;
    private static final int SINCE_WRAP_LOW = 3;

    private MovingSum() {}

    /**
     * {@return the sum with {@code added} in and {@code removed} out}
     *
     * @param wraps whether {@code added} is the last of a ring's turn
     */
    static double next(
            double[] state, int at, double added, double removed, boolean wraps, boolean keep) {
        double fresh = state[at + SINCE_WRAP_HIGH];
        double freshHigh = fresh + added;
        double freshLow = state[at + SINCE_WRAP_LOW] + Exact.sumError(fresh, added, freshHigh);
        if (wraps) {
            if (keep) {
                state[at + HIGH] = freshHigh;
                state[at + LOW] = freshLow;
                state[at + SINCE_WRAP_HIGH] = 0;
                state[at + SINCE_WRAP_LOW] = 0;
            }
            return freshHigh + freshLow;
        }
        double before = state[at + HIGH];
        double without = before - removed;
        double high = without + added;
        double low =
                state[at + LOW]
                        + Exact.sumError(before, -removed, without)
                        + Exact.sumError(without, added, high);
        if (keep) {
            state[at + HIGH] = high;
            state[at + LOW] = low;
            state[at + SINCE_WRAP_HIGH] = freshHigh;
            state[at + SINCE_WRAP_LOW] = freshLow;
        }
        return high + low;
    }

    /** {@return the larger part of the sum as it is} */
    static double currentHigh(double[] state, int at) {
        return state[at + HIGH];
    }

    /** {@return the smaller part of the sum as it is} */
    static double currentLow(double[] state, int at) {
        return state[at + LOW];
    }

    /** {@return the larger part of the sum that {@link #push} would leave} */
    static double high(double[] state, int at, double added, double removed, boolean wraps) {
        return wraps ? state[at + SINCE_WRAP_HIGH] + added : (state[at + HIGH] - removed) + added;
    }

    /** {@return the smaller part of the sum that {@link #push} would leave} */
    static double low(
            double[] state,
            int at,
            double added,
            double addedLow,
            double removed,
            double removedLow,
            boolean wraps) {
        if (wraps) {
            double fresh = state[at + SINCE_WRAP_HIGH];
            return state[at + SINCE_WRAP_LOW]
                    + addedLow
                    + Exact.sumError(fresh, added, fresh + added);
        }
        double high = state[at + HIGH];
        double without = high - removed;
        return state[at + LOW]
                + (addedLow - removedLow)
                + Exact.sumError(high, -removed, without)
                + Exact.sumError(without, added, without + added);
    }

    /** Takes {@code added} in and {@code removed} out, both as pairs. */
    static void push(
            double[] state,
            int at,
            double added,
            double addedLow,
            double removed,
            double removedLow,
            boolean wraps) {
        double high = high(state, at, added, removed, wraps);
        double low = low(state, at, added, addedLow, removed, removedLow, wraps);
        double fresh = state[at + SINCE_WRAP_HIGH];
        double freshError = Exact.sumError(fresh, added, fresh + added);
        state[at + HIGH] = high;
        state[at + LOW] = low;
        state[at + SINCE_WRAP_HIGH] = wraps ? 0 : fresh + added;
        state[at + SINCE_WRAP_LOW] = wraps ? 0 : state[at + SINCE_WRAP_LOW] + addedLow + freshError;
    }
}
