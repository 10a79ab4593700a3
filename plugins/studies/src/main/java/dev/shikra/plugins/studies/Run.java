package dev.shikra.plugins.studies;

/**
 * How many numbers in a row were equal: tells a flat window without trusting rounded sums. In the
 * slice: the last number and how often it came.
 */
final class Run {
    static final int SIZE = 2;
    private static final int VALUE = 0;
    private static final int TIMES = 1;

    private Run() {}

    /** {@return how often {@code x} came in a row, this time included} */
    static double next(double[] state, int at, double x, boolean keep) {
        double times = x == state[at + VALUE] ? state[at + TIMES] + 1 : 1;
        if (keep) {
            state[at + VALUE] = x;
            state[at + TIMES] = times;
        }
        return times;
    }
}
