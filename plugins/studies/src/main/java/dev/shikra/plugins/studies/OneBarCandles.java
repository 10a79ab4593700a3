package dev.shikra.plugins.studies;

/**
 * Candle functions of a single bar (and, for hammers, where it stands to the bar before). Each
 * gives 0 or its signal; what long, short and the like mean is said in {@link CandleWindow}.
 */
final class OneBarCandles {
    private OneBarCandles() {}

    private static int signal(boolean found, int value) {
        return found ? value : 0;
    }

    /** A long body that opens at its extreme. */
    static int beltHold(CandleWindow w) {
        boolean found = w.longBody(0) && (w.white(0) ? w.noLower(0) : w.noUpper(0));
        return signal(found, 100 * w.color[0]);
    }

    /** A long body that closes at its extreme. */
    static int closingMarubozu(CandleWindow w) {
        boolean found = w.longBody(0) && (w.white(0) ? w.noUpper(0) : w.noLower(0));
        return signal(found, 100 * w.color[0]);
    }

    static int doji(CandleWindow w) {
        return signal(w.doji(0), 100);
    }

    static int dragonflyDoji(CandleWindow w) {
        return signal(w.doji(0) && w.noUpper(0) && w.lower[0] > w.tiny[0], 100);
    }

    static int gravestoneDoji(CandleWindow w) {
        return signal(w.doji(0) && w.noLower(0) && w.upper[0] > w.tiny[0], 100);
    }

    static int longLeggedDoji(CandleWindow w) {
        boolean legs = w.lower[0] > w.body[0] || w.upper[0] > w.body[0];
        return signal(w.doji(0) && legs, 100);
    }

    /** A long-legged doji on both sides whose body is near the middle of its range. */
    static int rickshawMan(CandleWindow w) {
        double middle = w.low[0] + (w.high[0] - w.low[0]) / 2;
        boolean found =
                w.doji(0)
                        && w.lower[0] > w.body[0]
                        && w.upper[0] > w.body[0]
                        && w.bottom[0] <= middle + w.near[0]
                        && w.top[0] >= middle - w.near[0];
        return signal(found, 100);
    }

    /** A dragonfly doji with a very long lower shadow. */
    static int takuri(CandleWindow w) {
        return signal(w.doji(0) && w.noUpper(0) && w.lower[0] > 2 * w.body[0], 100);
    }

    static int highWave(CandleWindow w) {
        boolean found = w.shortBody(0) && w.upper[0] > 2 * w.body[0] && w.lower[0] > 2 * w.body[0];
        return signal(found, 100 * w.color[0]);
    }

    static int spinningTop(CandleWindow w) {
        boolean found = w.shortBody(0) && w.upper[0] > w.body[0] && w.lower[0] > w.body[0];
        return signal(found, 100 * w.color[0]);
    }

    private static boolean shortShadows(CandleWindow w) {
        return w.upper[0] < w.shortShadow[0] && w.lower[0] < w.shortShadow[0];
    }

    static int longLine(CandleWindow w) {
        return signal(w.longBody(0) && shortShadows(w), 100 * w.color[0]);
    }

    static int shortLine(CandleWindow w) {
        return signal(w.shortBody(0) && shortShadows(w), 100 * w.color[0]);
    }

    static int marubozu(CandleWindow w) {
        return signal(w.longBody(0) && w.noUpper(0) && w.noLower(0), 100 * w.color[0]);
    }

    private static boolean hammerShape(CandleWindow w) {
        return w.shortBody(0) && w.lower[0] > w.body[0] && w.noUpper(0);
    }

    private static boolean invertedHammerShape(CandleWindow w) {
        return w.shortBody(0) && w.upper[0] > w.body[0] && w.noLower(0);
    }

    /** Hammer shape with its body at or below the last low. */
    static int hammer(CandleWindow w) {
        return signal(hammerShape(w) && w.bottom[0] <= w.low[1] + w.near[1], 100);
    }

    /** Hammer shape with its body at or above the last high. */
    static int hangingMan(CandleWindow w) {
        return signal(hammerShape(w) && w.bottom[0] >= w.high[1] - w.near[1], -100);
    }

    static int invertedHammer(CandleWindow w) {
        return signal(invertedHammerShape(w) && w.bodyBelow(0, 1), 100);
    }

    static int shootingStar(CandleWindow w) {
        return signal(invertedHammerShape(w) && w.bodyAbove(0, 1), -100);
    }
}
