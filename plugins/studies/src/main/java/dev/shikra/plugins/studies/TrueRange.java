package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * Wilder's true range: from the higher of high and previous close to the lower of low and previous
 * close. In the slice: whether there is a previous close, and it.
 */
final class TrueRange {
    static final int SIZE = 2;
    private static final int STARTED = 0;
    private static final int PREVIOUS_CLOSE = 1;

    private TrueRange() {}

    /** {@return the true range; NaN for the first bar} */
    static double next(double[] state, int at, Bar bar, boolean keep) {
        boolean started = state[at + STARTED] != 0;
        double previous = state[at + PREVIOUS_CLOSE];
        if (keep) {
            state[at + STARTED] = 1;
            state[at + PREVIOUS_CLOSE] = bar.close;
        }
        if (!started) {
            return Double.NaN;
        }
        return Math.max(
                bar.high - bar.low,
                Math.max(Math.abs(bar.high - previous), Math.abs(bar.low - previous)));
    }

    /** {@return as {@link #next}, but high - low for the first bar} */
    static double nextFromFirst(double[] state, int at, Bar bar, boolean keep) {
        double range = next(state, at, bar, keep);
        return Double.isNaN(range) ? bar.high - bar.low : range;
    }
}
