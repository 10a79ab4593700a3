package dev.shikra.plugins.studies;

/**
 * Sum over a window of each number times its place, 1 for the oldest to {@code length} for the
 * newest, and the plain sum, in constant time: when a number comes, every weight falls by one, that
 * is, the plain sum is taken off. Kept as exact pairs and replaced once a turn by a fresh sum, as
 * in {@link MovingSum}.
 *
 * <p>In the slice, as two parts: the head, how many numbers are held, the plain sum without the
 * number that the next one pushes out and the weighted one less the plain one, which is all that a
 * preview reads; and the body, the plain sum, the fresh weighted one, the ring.
 */
final class WeightedSum {
    private static final int PLAIN = Ring.HEAD;
    private static final int REST_HIGH = PLAIN + MovingSum.HEAD;
    private static final int REST_LOW = REST_HIGH + 1;

    /** Doubles of the head. */
    static final int HEAD = REST_LOW + 1;

    private static final int SINCE_WRAP_HIGH = MovingSum.BODY;
    private static final int SINCE_WRAP_LOW = SINCE_WRAP_HIGH + 1;
    private static final int RING = SINCE_WRAP_LOW + 1;

    private WeightedSum() {}

    /** {@return doubles of head and body} */
    static int size(int length) {
        return HEAD + RING + Ring.body(length);
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int head, int length) {
        return Ring.completes(state, head, length);
    }

    /** {@return the plain sum if {@code x} came} */
    static double plain(double[] state, int head, double x) {
        return MovingSum.with(state, head + PLAIN, x);
    }

    /** {@return the weighted sum if {@code x} came; of a full window} */
    static double weighted(double[] state, int head, int length, double x) {
        double in = length * x;
        return state[head + REST_HIGH] + in + low(state, head, length, x);
    }

    private static double low(double[] state, int head, int length, double x) {
        double in = length * x;
        double rest = state[head + REST_HIGH];
        return state[head + REST_LOW]
                + Exact.productError(length, x, in)
                + Exact.sumError(rest, in, rest + in);
    }

    static void push(double[] state, int head, int body, int length, double x) {
        int ring = body + RING;
        boolean wraps = Ring.wraps(state, ring, length);
        double high = state[head + REST_HIGH] + length * x;
        double low = low(state, head, length, x);
        double weight = Ring.next(state, ring) + 1;
        double in = weight * x;
        double fresh = state[body + SINCE_WRAP_HIGH];
        double freshHigh = wraps ? 0 : fresh + in;
        double freshLow =
                wraps
                        ? 0
                        : state[body + SINCE_WRAP_LOW]
                                + Exact.productError(weight, x, in)
                                + Exact.sumError(fresh, in, freshHigh);
        state[body + SINCE_WRAP_HIGH] = freshHigh;
        state[body + SINCE_WRAP_LOW] = freshLow;
        double leaving = Ring.push(state, head, ring, length, x);
        boolean wrapsNext = Ring.wraps(state, ring, length);
        MovingSum.push(state, head + PLAIN, body, x, 0, leaving, 0, wraps, wrapsNext);
        double plain = MovingSum.currentHigh(state, body);
        double rest = high - plain;
        state[head + REST_HIGH] = wrapsNext ? freshHigh : rest;
        state[head + REST_LOW] =
                wrapsNext
                        ? freshLow
                        : low
                                - MovingSum.currentLow(state, body)
                                + Exact.sumError(high, -plain, rest);
    }
}
