package dev.shikra.plugins.studies;

/**
 * Sum over a window of each number times its place, 1 for the oldest to {@code length} for the
 * newest, and the plain sum, in constant time: when a number comes, every weight falls by one, that
 * is, the plain sum is taken off. Kept as exact pairs and replaced once a turn by a fresh sum, as
 * in {@link MovingSum}. In the slice: the plain sum, the weighted one, its fresh one, the ring.
 */
final class WeightedSum {
    private static final int PLAIN = 0;
    private static final int HIGH = MovingSum.SIZE;
    private static final int LOW = HIGH + 1;
    private static final int SINCE_WRAP_HIGH = HIGH + 2;
    private static final int SINCE_WRAP_LOW = HIGH + 3;
    private static final int RING = HIGH + 4;

    private WeightedSum() {}

    static int size(int length) {
        return RING + Ring.size(length);
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int at, int length) {
        return Ring.completes(state, at + RING, length);
    }

    /** {@return the plain sum if {@code x} came} */
    static double plain(double[] state, int at, int length, double x) {
        int ring = at + RING;
        return MovingSum.next(
                state,
                at + PLAIN,
                x,
                Ring.oldest(state, ring),
                Ring.wraps(state, ring, length),
                false);
    }

    /** {@return the weighted sum if {@code x} came; of a full window} */
    static double weighted(double[] state, int at, int length, double x) {
        return high(state, at, length, x) + low(state, at, length, x);
    }

    static void push(double[] state, int at, int length, double x) {
        int ring = at + RING;
        boolean wraps = Ring.wraps(state, ring, length);
        double high = high(state, at, length, x);
        double low = low(state, at, length, x);
        double weight = Ring.next(state, ring) + 1;
        double in = weight * x;
        double fresh = state[at + SINCE_WRAP_HIGH];
        double freshLow =
                state[at + SINCE_WRAP_LOW]
                        + Exact.productError(weight, x, in)
                        + Exact.sumError(fresh, in, fresh + in);
        state[at + HIGH] = high;
        state[at + LOW] = low;
        state[at + SINCE_WRAP_HIGH] = wraps ? 0 : fresh + in;
        state[at + SINCE_WRAP_LOW] = wraps ? 0 : freshLow;
        MovingSum.push(state, at + PLAIN, x, 0, Ring.oldest(state, ring), 0, wraps);
        Ring.push(state, ring, length, x);
    }

    private static double high(double[] state, int at, int length, double x) {
        double in = length * x;
        return Ring.wraps(state, at + RING, length)
                ? state[at + SINCE_WRAP_HIGH] + in
                : (state[at + HIGH] - MovingSum.currentHigh(state, at + PLAIN)) + in;
    }

    private static double low(double[] state, int at, int length, double x) {
        double in = length * x;
        double inError = Exact.productError(length, x, in);
        if (Ring.wraps(state, at + RING, length)) {
            double fresh = state[at + SINCE_WRAP_HIGH];
            return state[at + SINCE_WRAP_LOW] + inError + Exact.sumError(fresh, in, fresh + in);
        }
        double high = state[at + HIGH];
        double plain = MovingSum.currentHigh(state, at + PLAIN);
        double without = high - plain;
        return state[at + LOW]
                - MovingSum.currentLow(state, at + PLAIN)
                + inError
                + Exact.sumError(high, -plain, without)
                + Exact.sumError(without, in, without + in);
    }
}
