package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * A bar and the four before it, as the candle functions read them: place 0 is the newest, place 1
 * the bar before. Beside prices it holds, for each bar, what counts as long, short, near or equal
 * there: means over the 10 (near, far, equal: 5) bars before that bar. Working memory of one study,
 * filled from a slice for each bar.
 *
 * <p>In the slice: bars taken, the running sums, four bars with their means.
 */
final class CandleWindow {
    static final int BARS = 5;

    private static final int LONG_MEAN = 10;
    private static final int SHORT_MEAN = 5;

    private static final int TAKEN = 0;
    private static final int BODIES = 1;
    private static final int RANGES = BODIES + MovingTotal.size(LONG_MEAN);
    private static final int SHADOWS = RANGES + MovingTotal.size(LONG_MEAN);
    private static final int LATE_RANGES = SHADOWS + MovingTotal.size(LONG_MEAN);
    private static final int CANDLES = LATE_RANGES + MovingTotal.size(SHORT_MEAN);
    private static final int FIELDS = 8;
    static final int SIZE = CANDLES + (BARS - 1) * FIELDS;

    /** How many bars came before the newest. */
    double taken;

    final double[] open = new double[BARS];
    final double[] high = new double[BARS];
    final double[] low = new double[BARS];
    final double[] close = new double[BARS];

    /** Distance of open and close. */
    final double[] body = new double[BARS];

    /** The higher of open and close. */
    final double[] top = new double[BARS];

    /** The lower of open and close. */
    final double[] bottom = new double[BARS];

    /** From the body up to the high. */
    final double[] upper = new double[BARS];

    /** From the body down to the low. */
    final double[] lower = new double[BARS];

    /** 1: close not below open; -1: below. */
    final int[] color = new int[BARS];

    /** Mean body: a body above it is long, one below it short. */
    final double[] meanBody = new double[BARS];

    /** A body up to this is a doji's; a shadow below it is very short. */
    final double[] tiny = new double[BARS];

    /** A shadow below this is short. */
    final double[] shortShadow = new double[BARS];

    final double[] near = new double[BARS];
    final double[] far = new double[BARS];
    final double[] equal = new double[BARS];

    /** Takes the newest bar and what the slice remembers. */
    void load(Bar bar, double[] state, int at) {
        taken = state[at + TAKEN];
        place(
                0,
                bar.open,
                bar.high,
                bar.low,
                bar.close,
                mean(state, at + BODIES, LONG_MEAN),
                mean(state, at + RANGES, LONG_MEAN),
                mean(state, at + SHADOWS, LONG_MEAN),
                mean(state, at + LATE_RANGES, SHORT_MEAN));
        for (int i = 1; i < BARS; i++) {
            int candle = at + CANDLES + (i - 1) * FIELDS;
            place(
                    i,
                    state[candle],
                    state[candle + 1],
                    state[candle + 2],
                    state[candle + 3],
                    state[candle + 4],
                    state[candle + 5],
                    state[candle + 6],
                    state[candle + 7]);
        }
    }

    /** Puts the newest bar of the last {@link #load} into the slice. */
    void keep(double[] state, int at) {
        int candles = at + CANDLES;
        double meanRange = mean(state, at + RANGES, LONG_MEAN);
        double meanShadow = mean(state, at + SHADOWS, LONG_MEAN);
        double lateRange = mean(state, at + LATE_RANGES, SHORT_MEAN);
        System.arraycopy(state, candles, state, candles + FIELDS, (BARS - 2) * FIELDS);
        state[candles] = open[0];
        state[candles + 1] = high[0];
        state[candles + 2] = low[0];
        state[candles + 3] = close[0];
        state[candles + 4] = meanBody[0];
        state[candles + 5] = meanRange;
        state[candles + 6] = meanShadow;
        state[candles + 7] = lateRange;
        take(state, at + BODIES, LONG_MEAN, body[0]);
        take(state, at + RANGES, LONG_MEAN, high[0] - low[0]);
        take(state, at + SHADOWS, LONG_MEAN, upper[0] + lower[0]);
        take(state, at + LATE_RANGES, SHORT_MEAN, high[0] - low[0]);
        state[at + TAKEN] = taken + 1;
    }

    private static double mean(double[] state, int at, int length) {
        return MovingTotal.current(state, at + MovingTotal.HEAD) / length;
    }

    private static void take(double[] state, int at, int length, double x) {
        MovingTotal.next(state, at, at + MovingTotal.HEAD, length, x, true);
    }

    private void place(
            int i,
            double o,
            double h,
            double l,
            double c,
            double meanBodyBefore,
            double meanRangeBefore,
            double meanShadowBefore,
            double lateRangeBefore) {
        open[i] = o;
        high[i] = h;
        low[i] = l;
        close[i] = c;
        body[i] = Math.abs(c - o);
        top[i] = Math.max(o, c);
        bottom[i] = Math.min(o, c);
        upper[i] = h - top[i];
        lower[i] = bottom[i] - l;
        color[i] = c >= o ? 1 : -1;
        meanBody[i] = meanBodyBefore;
        tiny[i] = 0.1 * meanRangeBefore;
        shortShadow[i] = meanShadowBefore / 2;
        near[i] = 0.2 * lateRangeBefore;
        far[i] = 0.6 * lateRangeBefore;
        equal[i] = 0.05 * lateRangeBefore;
    }

    boolean white(int i) {
        return color[i] > 0;
    }

    boolean black(int i) {
        return color[i] < 0;
    }

    boolean longBody(int i) {
        return body[i] > meanBody[i];
    }

    boolean shortBody(int i) {
        return body[i] < meanBody[i];
    }

    boolean notLongBody(int i) {
        return body[i] <= meanBody[i];
    }

    boolean doji(int i) {
        return body[i] <= tiny[i];
    }

    /** Whether the shadow above the body is very short. */
    boolean noUpper(int i) {
        return upper[i] < tiny[i];
    }

    /** Whether the shadow below the body is very short. */
    boolean noLower(int i) {
        return lower[i] < tiny[i];
    }

    /** Whether the body of {@code later} lies wholly above that of {@code earlier}. */
    boolean bodyAbove(int later, int earlier) {
        return bottom[later] > top[earlier];
    }

    boolean bodyBelow(int later, int earlier) {
        return top[later] < bottom[earlier];
    }

    /** Whether the whole bar {@code later} lies above {@code earlier}. */
    boolean gapUp(int later, int earlier) {
        return low[later] > high[earlier];
    }

    boolean gapDown(int later, int earlier) {
        return high[later] < low[earlier];
    }

    static boolean within(double x, double centre, double distance) {
        return x <= centre + distance && x >= centre - distance;
    }
}
