package dev.shikra.plugins.studies;

/** Candle functions of two bars. Each gives 0 or its signal. */
final class TwoBarCandles {
    private TwoBarCandles() {}

    private static int signal(boolean found, int value) {
        return found ? value : 0;
    }

    private static boolean turns(CandleWindow w) {
        return w.color[1] == -w.color[0];
    }

    /** Two long bars of opposite colour that close at the same price. */
    static int counterattack(CandleWindow w) {
        boolean found =
                turns(w)
                        && w.longBody(1)
                        && w.longBody(0)
                        && CandleWindow.within(w.close[0], w.close[1], w.equal[1]);
        return signal(found, 100 * w.color[0]);
    }

    /** Opens above a long white bar's high and closes deep in its body. */
    static int darkCloudCover(CandleWindow w) {
        boolean found =
                w.white(1)
                        && w.longBody(1)
                        && w.black(0)
                        && w.open[0] > w.high[1]
                        && w.close[0] > w.open[1]
                        && w.close[0] < w.close[1] - w.body[1] * 0.5;
        return signal(found, -100);
    }

    static int dojiStar(CandleWindow w) {
        boolean found =
                w.longBody(1) && w.doji(0) && (w.white(1) ? w.bodyAbove(0, 1) : w.bodyBelow(0, 1));
        return signal(found, -100 * w.color[1]);
    }

    /** A body that holds the other one of opposite colour; 80 if they share an end. */
    static int engulfing(CandleWindow w) {
        boolean found =
                turns(w)
                        && w.top[0] >= w.top[1]
                        && w.bottom[0] <= w.bottom[1]
                        && (w.top[0] > w.top[1] || w.bottom[0] < w.bottom[1]);
        boolean meets = w.open[0] == w.close[1] || w.close[0] == w.open[1];
        return signal(found, (meets ? 80 : 100) * w.color[0]);
    }

    static int harami(CandleWindow w) {
        return w.longBody(1) && w.notLongBody(0) ? inside(w) : 0;
    }

    static int haramiCross(CandleWindow w) {
        return w.longBody(1) && w.doji(0) ? inside(w) : 0;
    }

    private static int inside(CandleWindow w) {
        if (w.top[0] < w.top[1] && w.bottom[0] > w.bottom[1]) {
            return -100 * w.color[1];
        }
        return w.top[0] <= w.top[1] && w.bottom[0] >= w.bottom[1] ? -80 * w.color[1] : 0;
    }

    static int homingPigeon(CandleWindow w) {
        boolean found =
                w.black(1)
                        && w.black(0)
                        && w.longBody(1)
                        && w.notLongBody(0)
                        && w.open[0] < w.open[1]
                        && w.close[0] > w.close[1];
        return signal(found, 100);
    }

    /** Whether a white bar opens below the low of a long black one. */
    private static boolean opensBelow(CandleWindow w) {
        return w.black(1) && w.longBody(1) && w.white(0) && w.open[0] < w.low[1];
    }

    static int inNeck(CandleWindow w) {
        boolean found =
                opensBelow(w) && w.close[0] <= w.close[1] + w.equal[1] && w.close[0] >= w.close[1];
        return signal(found, -100);
    }

    static int onNeck(CandleWindow w) {
        return signal(opensBelow(w) && CandleWindow.within(w.close[0], w.low[1], w.equal[1]), -100);
    }

    static int thrusting(CandleWindow w) {
        boolean found =
                opensBelow(w)
                        && w.close[0] > w.close[1] + w.equal[1]
                        && w.close[0] <= w.close[1] + w.body[1] * 0.5;
        return signal(found, -100);
    }

    static int piercing(CandleWindow w) {
        boolean found =
                opensBelow(w)
                        && w.longBody(0)
                        && w.close[0] < w.open[1]
                        && w.close[0] > w.close[1] + w.body[1] * 0.5;
        return signal(found, 100);
    }

    private static boolean marubozu(CandleWindow w, int i) {
        return w.longBody(i) && w.noUpper(i) && w.noLower(i);
    }

    private static boolean kicks(CandleWindow w) {
        return turns(w)
                && marubozu(w, 1)
                && marubozu(w, 0)
                && (w.black(1) ? w.gapUp(0, 1) : w.gapDown(0, 1));
    }

    /** Two marubozu of opposite colour with a gap between them, in the direction of the second. */
    static int kicking(CandleWindow w) {
        return signal(kicks(w), 100 * w.color[0]);
    }

    /** As {@link #kicking}, in the direction of the longer one. */
    static int kickingByLength(CandleWindow w) {
        return signal(kicks(w), 100 * (w.body[0] > w.body[1] ? w.color[0] : w.color[1]));
    }

    static int matchingLow(CandleWindow w) {
        boolean found =
                w.black(1) && w.black(0) && CandleWindow.within(w.close[0], w.close[1], w.equal[1]);
        return signal(found, 100);
    }

    /** A belt hold that opens where the last bar of opposite colour opened. */
    static int separatingLines(CandleWindow w) {
        boolean found =
                turns(w)
                        && CandleWindow.within(w.open[0], w.open[1], w.equal[1])
                        && w.longBody(0)
                        && (w.white(0) ? w.noLower(0) : w.noUpper(0));
        return signal(found, 100 * w.color[0]);
    }
}
