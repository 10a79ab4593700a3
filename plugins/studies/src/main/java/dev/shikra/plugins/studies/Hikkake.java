package dev.shikra.plugins.studies;

/**
 * The hikkake (a false break out of inside bars) and its modified form. 100 or -100 where the break
 * comes, 200 or -200 where one of the next three bars closes beyond the inside bar against it. In
 * the slice: the break's signal (0: none waits), bars left, high and low of the inside bar.
 */
final class Hikkake {
    static final int SIZE = 4;
    private static final int SIGNAL = 0;
    private static final int BARS_LEFT = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;

    private static final int CONFIRMED_WITHIN = 3;

    /** Bars before a break can be told: two, and five for a mean before the inner bar. */
    private static final int PLAIN_BARS = 2;

    private static final int MODIFIED_BARS = 7;

    private Hikkake() {}

    private static boolean inside(CandleWindow w, int i) {
        return w.high[i] < w.high[i + 1] && w.low[i] > w.low[i + 1];
    }

    /** {@return 1 if the newest bar breaks out below, -1 above, 0 not} */
    private static int side(CandleWindow w) {
        if (w.high[0] < w.high[1] && w.low[0] < w.low[1]) {
            return 1;
        }
        return w.high[0] > w.high[1] && w.low[0] > w.low[1] ? -1 : 0;
    }

    static int plain(CandleWindow w, double[] state, int at, boolean keep) {
        int side = w.taken >= PLAIN_BARS && inside(w, 1) ? side(w) : 0;
        return next(side, w, state, at, keep);
    }

    /** Two inside bars, of which the first closes near the end where the break comes. */
    static int modified(CandleWindow w, double[] state, int at, boolean keep) {
        int side = w.taken >= MODIFIED_BARS && inside(w, 2) && inside(w, 1) ? side(w) : 0;
        boolean closesThere =
                side > 0 ? w.close[2] <= w.low[2] + w.near[2] : w.close[2] >= w.high[2] - w.near[2];
        return next(closesThere ? side : 0, w, state, at, keep);
    }

    private static int next(int side, CandleWindow w, double[] state, int at, boolean keep) {
        if (side != 0) {
            if (keep) {
                state[at + SIGNAL] = side;
                state[at + BARS_LEFT] = CONFIRMED_WITHIN;
                state[at + HIGH] = w.high[1];
                state[at + LOW] = w.low[1];
            }
            return 100 * side;
        }
        double waiting = state[at + BARS_LEFT] > 0 ? state[at + SIGNAL] : 0;
        boolean confirmed =
                (waiting > 0 && w.close[0] > state[at + HIGH])
                        || (waiting < 0 && w.close[0] < state[at + LOW]);
        if (keep) {
            state[at + BARS_LEFT] = confirmed ? 0 : Math.max(0, state[at + BARS_LEFT] - 1);
        }
        return confirmed ? (int) (200 * waiting) : 0;
    }
}
