package dev.shikra.plugins.studies;

/** Candle functions of three bars. Each gives 0 or its signal. */
final class ThreeBarCandles {
    /** How far the last bar of a star must reach into the body of the first. */
    private static final double PENETRATION = 0.3;

    private ThreeBarCandles() {}

    private static int signal(boolean found, int value) {
        return found ? value : 0;
    }

    private static boolean allWhite(CandleWindow w) {
        return w.white(2) && w.white(1) && w.white(0);
    }

    private static boolean allBlack(CandleWindow w) {
        return w.black(2) && w.black(1) && w.black(0);
    }

    private static boolean closesRise(CandleWindow w) {
        return w.close[0] > w.close[1] && w.close[1] > w.close[2];
    }

    /** Whether bar {@code i} opens above the open before, not far above the close before. */
    private static boolean opensInBody(CandleWindow w, int i) {
        return w.open[i] > w.open[i + 1] && w.open[i] <= w.close[i + 1] + w.near[i + 1];
    }

    private static boolean pierces(CandleWindow w) {
        return w.white(2)
                ? w.close[0] < w.close[2] - w.body[2] * PENETRATION
                : w.close[0] > w.close[2] + w.body[2] * PENETRATION;
    }

    static int twoCrows(CandleWindow w) {
        boolean found =
                w.white(2)
                        && w.longBody(2)
                        && w.black(1)
                        && w.bodyAbove(1, 2)
                        && w.black(0)
                        && w.open[0] < w.open[1]
                        && w.open[0] > w.close[1]
                        && w.close[0] > w.open[2]
                        && w.close[0] < w.close[2];
        return signal(found, -100);
    }

    static int threeInside(CandleWindow w) {
        boolean found =
                w.longBody(2)
                        && w.notLongBody(1)
                        && w.top[1] < w.top[2]
                        && w.bottom[1] > w.bottom[2]
                        && w.color[0] == -w.color[2]
                        && (w.white(2) ? w.close[0] < w.open[2] : w.close[0] > w.open[2]);
        return signal(found, -100 * w.color[2]);
    }

    static int threeOutside(CandleWindow w) {
        boolean found =
                w.color[1] == -w.color[2]
                        && w.top[1] > w.top[2]
                        && w.bottom[1] < w.bottom[2]
                        && (w.white(1) ? w.close[0] > w.close[1] : w.close[0] < w.close[1]);
        return signal(found, 100 * w.color[1]);
    }

    static int threeStarsInSouth(CandleWindow w) {
        boolean found =
                allBlack(w)
                        && w.longBody(2)
                        && w.lower[2] > w.body[2]
                        && w.body[1] < w.body[2]
                        && w.open[1] > w.close[2]
                        && w.open[1] <= w.high[2]
                        && w.low[1] < w.close[2]
                        && w.low[1] >= w.low[2]
                        && w.lower[1] > w.tiny[1]
                        && w.shortBody(0)
                        && w.noLower(0)
                        && w.noUpper(0)
                        && w.low[0] > w.low[1]
                        && w.high[0] < w.high[1];
        return signal(found, 100);
    }

    static int threeWhiteSoldiers(CandleWindow w) {
        boolean found =
                allWhite(w)
                        && w.noUpper(2)
                        && w.noUpper(1)
                        && w.noUpper(0)
                        && closesRise(w)
                        && opensInBody(w, 1)
                        && opensInBody(w, 0)
                        && w.body[1] > w.body[2] - w.far[2]
                        && w.body[0] > w.body[1] - w.far[1]
                        && w.longBody(0);
        return signal(found, 100);
    }

    static int abandonedBaby(CandleWindow w) {
        boolean found =
                w.longBody(2)
                        && w.doji(1)
                        && w.longBody(0)
                        && w.color[0] == -w.color[2]
                        && pierces(w)
                        && (w.white(2)
                                ? w.gapUp(1, 2) && w.gapDown(0, 1)
                                : w.gapDown(1, 2) && w.gapUp(0, 1));
        return signal(found, 100 * w.color[0]);
    }

    /** Three rising white bars of which the later ones weaken. */
    static int advanceBlock(CandleWindow w) {
        boolean found =
                allWhite(w)
                        && closesRise(w)
                        && opensInBody(w, 1)
                        && opensInBody(w, 0)
                        && w.longBody(2)
                        && w.upper[2] < w.shortShadow[2]
                        && weakens(w);
        return signal(found, -100);
    }

    private static boolean weakens(CandleWindow w) {
        boolean smaller = w.body[0] < w.body[1];
        return (w.body[1] < w.body[2] - w.far[2] && w.body[0] < w.body[1] + w.near[1])
                || w.body[0] < w.body[1] - w.far[1]
                || (smaller
                        && w.body[1] < w.body[2]
                        && (w.upper[0] > w.shortShadow[0] || w.upper[1] > w.shortShadow[1]))
                || (smaller && w.upper[0] > w.body[0]);
    }

    private static boolean evening(CandleWindow w) {
        return w.longBody(2)
                && w.white(2)
                && w.bodyAbove(1, 2)
                && w.longBody(0)
                && w.black(0)
                && pierces(w);
    }

    private static boolean morning(CandleWindow w) {
        return w.longBody(2)
                && w.black(2)
                && w.bodyBelow(1, 2)
                && w.longBody(0)
                && w.white(0)
                && pierces(w);
    }

    static int eveningDojiStar(CandleWindow w) {
        return signal(w.doji(1) && evening(w), -100);
    }

    static int eveningStar(CandleWindow w) {
        return signal(w.notLongBody(1) && evening(w), -100);
    }

    static int morningDojiStar(CandleWindow w) {
        return signal(w.doji(1) && morning(w), 100);
    }

    static int morningStar(CandleWindow w) {
        return signal(w.notLongBody(1) && morning(w), 100);
    }

    static int gapSideSideWhite(CandleWindow w) {
        boolean up = w.bodyAbove(1, 2) && w.bodyAbove(0, 2);
        boolean down = w.bodyBelow(1, 2) && w.bodyBelow(0, 2);
        boolean found =
                (up || down)
                        && w.white(1)
                        && w.white(0)
                        && CandleWindow.within(w.body[0], w.body[1], w.near[1])
                        && CandleWindow.within(w.open[0], w.open[1], w.equal[1]);
        return signal(found, up ? 100 : -100);
    }

    static int identicalThreeCrows(CandleWindow w) {
        boolean found =
                allBlack(w)
                        && w.noLower(2)
                        && w.noLower(1)
                        && w.noLower(0)
                        && w.close[2] > w.close[1]
                        && w.close[1] > w.close[0]
                        && CandleWindow.within(w.open[1], w.close[2], w.equal[2])
                        && CandleWindow.within(w.open[0], w.close[1], w.equal[1]);
        return signal(found, -100);
    }

    static int stalledPattern(CandleWindow w) {
        boolean found =
                allWhite(w)
                        && closesRise(w)
                        && w.longBody(2)
                        && w.longBody(1)
                        && w.noUpper(1)
                        && opensInBody(w, 1)
                        && w.shortBody(0)
                        && w.open[0] >= w.close[1] - w.body[0] - w.near[1];
        return signal(found, -100);
    }

    static int stickSandwich(CandleWindow w) {
        boolean found =
                w.black(2)
                        && w.white(1)
                        && w.black(0)
                        && w.low[1] > w.close[2]
                        && CandleWindow.within(w.close[0], w.close[2], w.equal[2]);
        return signal(found, 100);
    }

    /** A gap that a bar of the other colour and like size fills in part. */
    static int tasukiGap(CandleWindow w) {
        boolean up =
                w.bodyAbove(1, 2)
                        && w.white(1)
                        && w.black(0)
                        && w.close[0] < w.open[1]
                        && w.close[0] > w.top[2];
        boolean down =
                w.bodyBelow(1, 2)
                        && w.black(1)
                        && w.white(0)
                        && w.close[0] > w.open[1]
                        && w.close[0] < w.bottom[2];
        boolean found =
                (up || down)
                        && w.open[0] < w.top[1]
                        && w.open[0] > w.bottom[1]
                        && Math.abs(w.body[1] - w.body[0]) < w.near[1];
        return signal(found, 100 * w.color[1]);
    }

    /** Three dojis, all measured by the first one's surroundings, the middle one a star. */
    static int triStar(CandleWindow w) {
        double doji = w.tiny[2];
        if (w.body[2] > doji || w.body[1] > doji || w.body[0] > doji) {
            return 0;
        }
        if (w.bodyAbove(1, 2) && w.top[0] < w.top[1]) {
            return -100;
        }
        return w.bodyBelow(1, 2) && w.bottom[0] > w.bottom[1] ? 100 : 0;
    }

    static int uniqueThreeRiver(CandleWindow w) {
        boolean found =
                w.longBody(2)
                        && w.black(2)
                        && w.notLongBody(1)
                        && w.black(1)
                        && w.close[1] > w.close[2]
                        && w.open[1] <= w.open[2]
                        && w.low[1] < w.low[2]
                        && w.shortBody(0)
                        && w.white(0)
                        && w.open[0] > w.low[1];
        return signal(found, 100);
    }

    static int upsideGapTwoCrows(CandleWindow w) {
        boolean found =
                w.white(2)
                        && w.longBody(2)
                        && w.black(1)
                        && w.notLongBody(1)
                        && w.bodyAbove(1, 2)
                        && w.black(0)
                        && w.open[0] > w.open[1]
                        && w.close[0] < w.close[1]
                        && w.close[0] > w.close[2];
        return signal(found, -100);
    }

    /** A gap between two bars of one colour, closed by one of the other. */
    static int gapThreeMethods(CandleWindow w) {
        boolean found =
                w.color[2] == w.color[1]
                        && w.color[1] == -w.color[0]
                        && w.open[0] < w.top[1]
                        && w.open[0] > w.bottom[1]
                        && w.close[0] < w.top[2]
                        && w.close[0] > w.bottom[2]
                        && (w.white(2) ? w.bodyAbove(1, 2) : w.bodyBelow(1, 2));
        return signal(found, 100 * w.color[2]);
    }
}
