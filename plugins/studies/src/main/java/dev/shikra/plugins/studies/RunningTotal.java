package dev.shikra.plugins.studies;

/** A sum since the first bar that does not drift. In the slice: the sum as an exact pair. */
final class RunningTotal {
    static final int SIZE = 2;
    private static final int HIGH = 0;
    private static final int LOW = 1;

    private RunningTotal() {}

    /** {@return the sum with {@code x}} */
    static double next(double[] state, int at, double x, boolean keep) {
        double high = state[at + HIGH] + x;
        double low = state[at + LOW] + Exact.sumError(state[at + HIGH], x, high);
        if (keep) {
            state[at + HIGH] = high;
            state[at + LOW] = low;
        }
        return high + low;
    }
}
