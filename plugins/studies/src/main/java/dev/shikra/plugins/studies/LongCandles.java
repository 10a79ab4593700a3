package dev.shikra.plugins.studies;

/** Candle functions of four and five bars. Each gives 0 or its signal. */
final class LongCandles {
    private LongCandles() {}

    private static int signal(boolean found, int value) {
        return found ? value : 0;
    }

    private static boolean blackWithoutTail(CandleWindow w, int i) {
        return w.black(i) && w.noLower(i);
    }

    /** Whether bar {@code i} opens within the body of the black bar before it. */
    private static boolean opensInBlackBody(CandleWindow w, int i) {
        return w.open[i] < w.open[i + 1] && w.open[i] > w.close[i + 1];
    }

    static int threeBlackCrows(CandleWindow w) {
        boolean found =
                w.white(3)
                        && blackWithoutTail(w, 2)
                        && blackWithoutTail(w, 1)
                        && blackWithoutTail(w, 0)
                        && opensInBlackBody(w, 1)
                        && opensInBlackBody(w, 0)
                        && w.high[3] > w.close[2]
                        && w.close[2] > w.close[1]
                        && w.close[1] > w.close[0];
        return signal(found, -100);
    }

    private static boolean opensNearBody(CandleWindow w, int i) {
        return w.open[i] >= w.bottom[i + 1] - w.near[i + 1]
                && w.open[i] <= w.top[i + 1] + w.near[i + 1];
    }

    /** Three bars of one colour going on, and one of the other that takes all of them back. */
    static int threeLineStrike(CandleWindow w) {
        int color = w.color[1];
        boolean found =
                w.color[3] == color
                        && w.color[2] == color
                        && w.color[0] == -color
                        && opensNearBody(w, 2)
                        && opensNearBody(w, 1)
                        && (color > 0
                                ? w.close[1] > w.close[2]
                                        && w.close[2] > w.close[3]
                                        && w.open[0] > w.close[1]
                                        && w.close[0] < w.open[3]
                                : w.close[1] < w.close[2]
                                        && w.close[2] < w.close[3]
                                        && w.open[0] < w.close[1]
                                        && w.close[0] > w.open[3]);
        return signal(found, 100 * color);
    }

    private static boolean blackMarubozu(CandleWindow w, int i) {
        return w.black(i) && w.noLower(i) && w.noUpper(i);
    }

    static int concealBabySwallow(CandleWindow w) {
        boolean found =
                blackMarubozu(w, 3)
                        && blackMarubozu(w, 2)
                        && w.black(1)
                        && w.black(0)
                        && w.bodyBelow(1, 2)
                        && w.upper[1] > w.tiny[1]
                        && w.high[1] > w.close[2]
                        && w.high[0] > w.high[1]
                        && w.low[0] < w.low[1];
        return signal(found, 100);
    }

    private static boolean fallsFrom(CandleWindow w, int i) {
        return w.high[i] < w.high[i + 1] && w.low[i] < w.low[i + 1];
    }

    private static boolean risesFrom(CandleWindow w, int i) {
        return w.high[i] > w.high[i + 1] && w.low[i] > w.low[i + 1];
    }

    static int breakaway(CandleWindow w) {
        int color = w.color[4];
        boolean found =
                w.longBody(4)
                        && w.color[3] == color
                        && w.color[1] == color
                        && w.color[0] == -color
                        && (color < 0
                                ? w.bodyBelow(3, 4)
                                        && fallsFrom(w, 2)
                                        && fallsFrom(w, 1)
                                        && w.close[0] > w.open[3]
                                        && w.close[0] < w.close[4]
                                : w.bodyAbove(3, 4)
                                        && risesFrom(w, 2)
                                        && risesFrom(w, 1)
                                        && w.close[0] < w.open[3]
                                        && w.close[0] > w.close[4]);
        return signal(found, 100 * w.color[0]);
    }

    static int ladderBottom(CandleWindow w) {
        boolean found =
                w.black(4)
                        && w.black(3)
                        && w.black(2)
                        && w.open[4] > w.open[3]
                        && w.open[3] > w.open[2]
                        && w.close[4] > w.close[3]
                        && w.close[3] > w.close[2]
                        && w.black(1)
                        && w.upper[1] > w.tiny[1]
                        && w.white(0)
                        && w.open[0] > w.open[1]
                        && w.close[0] > w.high[1];
        return signal(found, 100);
    }

    private static boolean threeShortBodies(CandleWindow w) {
        return w.shortBody(3) && w.shortBody(2) && w.shortBody(1);
    }

    /** A long white bar, three short ones that hold above half of it, and a new high. */
    static int matHold(CandleWindow w) {
        double floor = w.close[4] - w.body[4] * 0.5;
        boolean found =
                w.longBody(4)
                        && threeShortBodies(w)
                        && w.white(4)
                        && w.black(3)
                        && w.white(0)
                        && w.bodyAbove(3, 4)
                        && w.bottom[2] < w.close[4]
                        && w.bottom[1] < w.close[4]
                        && w.bottom[2] > floor
                        && w.bottom[1] > floor
                        && w.top[2] < w.open[3]
                        && w.top[1] < w.top[2]
                        && w.open[0] > w.close[1]
                        && w.close[0] > Math.max(Math.max(w.high[3], w.high[2]), w.high[1]);
        return signal(found, 100);
    }

    private static boolean bodyTouchesRange(CandleWindow w, int i) {
        return w.bottom[i] < w.high[4] && w.top[i] > w.low[4];
    }

    /** A long bar, three short ones against it within its range, and a long one that goes on. */
    static int riseFallThreeMethods(CandleWindow w) {
        int color = w.color[4];
        boolean found =
                w.longBody(4)
                        && threeShortBodies(w)
                        && w.longBody(0)
                        && w.color[3] == -color
                        && w.color[2] == -color
                        && w.color[1] == -color
                        && w.color[0] == color
                        && bodyTouchesRange(w, 3)
                        && bodyTouchesRange(w, 2)
                        && bodyTouchesRange(w, 1)
                        && w.close[2] * color < w.close[3] * color
                        && w.close[1] * color < w.close[2] * color
                        && w.open[0] * color > w.close[1] * color
                        && w.close[0] * color > w.close[4] * color;
        return signal(found, 100 * color);
    }
}
