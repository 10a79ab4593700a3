package dev.shikra.plugins.studies;

/**
 * What is true of a {@link CandleWindow}, a bit for each fact. Most candle functions need several
 * facts at once, and hardly a bar has them all, so one comparison of bits tells that a function has
 * nothing to say. A name ends with the bar it is about, 0 the newest.
 */
final class CandleFacts {
    private static final int PER_BAR = 8;
    private static final long WHITE = 1;
    private static final long BLACK = 1 << 1;
    private static final long LONG = 1 << 2;
    private static final long SHORT = 1 << 3;
    private static final long NOT_LONG = 1 << 4;
    private static final long DOJI = 1 << 5;
    private static final long NO_UPPER = 1 << 6;
    private static final long NO_LOWER = 1 << 7;

    static final long WHITE0 = WHITE;
    static final long BLACK0 = BLACK;
    static final long LONG0 = LONG;
    static final long SHORT0 = SHORT;
    static final long NOT_LONG0 = NOT_LONG;
    static final long DOJI0 = DOJI;
    static final long NO_UPPER0 = NO_UPPER;
    static final long NO_LOWER0 = NO_LOWER;
    static final long MARUBOZU0 = LONG | NO_UPPER | NO_LOWER;

    static final long WHITE1 = WHITE << PER_BAR;
    static final long BLACK1 = BLACK << PER_BAR;
    static final long LONG1 = LONG << PER_BAR;
    static final long SHORT1 = SHORT << PER_BAR;
    static final long NOT_LONG1 = NOT_LONG << PER_BAR;
    static final long DOJI1 = DOJI << PER_BAR;
    static final long NO_UPPER1 = NO_UPPER << PER_BAR;
    static final long NO_LOWER1 = NO_LOWER << PER_BAR;
    static final long MARUBOZU1 = MARUBOZU0 << PER_BAR;

    static final long WHITE2 = WHITE << 2 * PER_BAR;
    static final long BLACK2 = BLACK << 2 * PER_BAR;
    static final long LONG2 = LONG << 2 * PER_BAR;
    static final long SHORT2 = SHORT << 2 * PER_BAR;
    static final long DOJI2 = DOJI << 2 * PER_BAR;
    static final long NO_UPPER2 = NO_UPPER << 2 * PER_BAR;
    static final long NO_LOWER2 = NO_LOWER << 2 * PER_BAR;

    static final long WHITE3 = WHITE << 3 * PER_BAR;
    static final long BLACK3 = BLACK << 3 * PER_BAR;
    static final long SHORT3 = SHORT << 3 * PER_BAR;
    static final long NO_UPPER3 = NO_UPPER << 3 * PER_BAR;
    static final long NO_LOWER3 = NO_LOWER << 3 * PER_BAR;

    static final long WHITE4 = WHITE << 4 * PER_BAR;
    static final long BLACK4 = BLACK << 4 * PER_BAR;
    static final long LONG4 = LONG << 4 * PER_BAR;

    /** Two bars of opposite colour, and of the same. */
    static final long TURNS01 = 1L << 40;

    static final long SAME12 = 1L << 41;
    static final long TURNS12 = 1L << 42;
    static final long SAME23 = 1L << 43;
    static final long SAME34 = 1L << 44;
    static final long TURNS02 = 1L << 45;

    /** The later body lies wholly above, or below, the earlier, or either. */
    static final long ABOVE01 = 1L << 46;

    static final long BELOW01 = 1L << 47;
    static final long ABOVE12 = 1L << 48;
    static final long BELOW12 = 1L << 49;
    static final long APART12 = 1L << 50;

    /** The later body reaches as far as the earlier one on both sides. */
    static final long COVERS01 = 1L << 51;

    static final long COVERS12 = 1L << 52;

    /** The newest bar opens below the low before. */
    static final long OPENS_BELOW0 = 1L << 53;

    private CandleFacts() {}

    static long of(CandleWindow w) {
        long facts = 0;
        for (int i = CandleWindow.BARS - 1; i >= 0; i--) {
            facts = facts << PER_BAR | bar(w, i);
        }
        int[] c = w.color;
        double[] top = w.top;
        double[] bottom = w.bottom;
        boolean above12 = w.bodyAbove(1, 2);
        boolean below12 = w.bodyBelow(1, 2);
        return facts
                | (c[0] != c[1] ? TURNS01 : 0)
                | (c[1] == c[2] ? SAME12 : TURNS12)
                | (c[2] == c[3] ? SAME23 : 0)
                | (c[3] == c[4] ? SAME34 : 0)
                | (c[0] != c[2] ? TURNS02 : 0)
                | (w.bodyAbove(0, 1) ? ABOVE01 : 0)
                | (w.bodyBelow(0, 1) ? BELOW01 : 0)
                | (above12 ? ABOVE12 : 0)
                | (below12 ? BELOW12 : 0)
                | (above12 | below12 ? APART12 : 0)
                | (top[0] >= top[1] & bottom[0] <= bottom[1] ? COVERS01 : 0)
                | (top[1] >= top[2] & bottom[1] <= bottom[2] ? COVERS12 : 0)
                | (w.open[0] < w.low[1] ? OPENS_BELOW0 : 0);
    }

    private static long bar(CandleWindow w, int i) {
        return (w.white(i) ? WHITE : BLACK)
                | (w.longBody(i) ? LONG : 0)
                | (w.shortBody(i) ? SHORT : 0)
                | (w.notLongBody(i) ? NOT_LONG : 0)
                | (w.doji(i) ? DOJI : 0)
                | (w.noUpper(i) ? NO_UPPER : 0)
                | (w.noLower(i) ? NO_LOWER : 0);
    }
}
