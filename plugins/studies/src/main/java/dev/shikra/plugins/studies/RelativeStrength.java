package dev.shikra.plugins.studies;

/**
 * Wilder's relative strength index of a series, 0 to 100: 100 * gain / (gain + loss), both Wilder
 * averages of the changes' upward and downward parts, seeded with the mean of the first {@code
 * length} changes. 0 where gain and loss together are below 1e-14. In the slice: whether there is a
 * previous number, that number, two averages.
 */
final class RelativeStrength {
    static final int SIZE = 2 + 2 * Smoothing.SIZE;
    private static final int STARTED = 0;
    private static final int PREVIOUS = 1;
    private static final int GAIN = 2;
    private static final int LOSS = GAIN + Smoothing.SIZE;

    /** Sums of changes below this are rounding, not movement. */
    private static final double STILL = 1e-14;

    private RelativeStrength() {}

    /** {@return the index; NaN for the first {@code length} numbers} */
    static double next(double[] state, int at, int length, double x, boolean keep) {
        boolean started = state[at + STARTED] != 0;
        double change = x - state[at + PREVIOUS];
        if (keep) {
            state[at + STARTED] = 1;
            state[at + PREVIOUS] = x;
        }
        if (!started) {
            return Double.NaN;
        }
        double gain = Smoothing.wilder(state, at + GAIN, length, Math.max(change, 0), keep);
        double loss = Smoothing.wilder(state, at + LOSS, length, Math.max(-change, 0), keep);
        double both = gain + loss;
        return both < STILL ? 0 : 100 * (gain / both);
    }
}
