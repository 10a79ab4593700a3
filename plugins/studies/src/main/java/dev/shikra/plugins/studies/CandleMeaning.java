package dev.shikra.plugins.studies;

/**
 * What a candle function's signal is taken to mean, after the usual readings (Nison, Bulkowski).
 *
 * @param bars of the pattern, 1 to 5: the trend that matters is the one before them
 * @param sense how it stands to that trend
 */
record CandleMeaning(int bars, Sense sense) {
    /** How a pattern stands to the trend before it. */
    enum Sense {
        /** It ends the trend: up after a fall, down after a rise. */
        REVERSAL,
        /** As {@link #REVERSAL}, but its function always gives 100 where it means down. */
        REVERSAL_DOWN,
        /** It goes on with the trend. */
        CONTINUATION,
        /** It points somewhere whatever the trend. */
        EITHER,
        /** Indecision: it points nowhere. */
        INDECISION
    }

    /** The longest pattern. */
    static final int LONGEST = 5;

    static CandleMeaning of(CandleFunction function) {
        return switch (function) {
            case CDLDOJI, CDLHIGHWAVE, CDLLONGLEGGEDDOJI, CDLRICKSHAWMAN, CDLSHORTLINE,
                    CDLSPINNINGTOP ->
                    new CandleMeaning(1, Sense.INDECISION);
            case CDLGRAVESTONEDOJI -> new CandleMeaning(1, Sense.REVERSAL_DOWN);
            case CDLBELTHOLD, CDLDRAGONFLYDOJI, CDLHAMMER, CDLHANGINGMAN, CDLINVERTEDHAMMER,
                    CDLSHOOTINGSTAR, CDLTAKURI ->
                    new CandleMeaning(1, Sense.REVERSAL);
            case CDLCLOSINGMARUBOZU, CDLLONGLINE, CDLMARUBOZU ->
                    new CandleMeaning(1, Sense.CONTINUATION);
            case CDLCOUNTERATTACK, CDLDARKCLOUDCOVER, CDLDOJISTAR, CDLENGULFING, CDLHARAMI,
                    CDLHARAMICROSS, CDLHOMINGPIGEON, CDLMATCHINGLOW, CDLPIERCING ->
                    new CandleMeaning(2, Sense.REVERSAL);
            case CDLINNECK, CDLONNECK, CDLSEPARATINGLINES, CDLTHRUSTING ->
                    new CandleMeaning(2, Sense.CONTINUATION);
            case CDLKICKING, CDLKICKINGBYLENGTH -> new CandleMeaning(2, Sense.EITHER);
            case CDL2CROWS, CDL3BLACKCROWS, CDL3INSIDE, CDL3OUTSIDE, CDL3STARSINSOUTH,
                    CDL3WHITESOLDIERS, CDLABANDONEDBABY, CDLADVANCEBLOCK, CDLEVENINGDOJISTAR,
                    CDLEVENINGSTAR, CDLIDENTICAL3CROWS, CDLMORNINGDOJISTAR, CDLMORNINGSTAR,
                    CDLSTALLEDPATTERN, CDLSTICKSANDWICH, CDLTRISTAR, CDLUNIQUE3RIVER,
                    CDLUPSIDEGAP2CROWS ->
                    new CandleMeaning(3, Sense.REVERSAL);
            case CDLGAPSIDESIDEWHITE, CDLTASUKIGAP, CDLXSIDEGAP3METHODS ->
                    new CandleMeaning(3, Sense.CONTINUATION);
            case CDLHIKKAKE -> new CandleMeaning(3, Sense.EITHER);
            case CDLHIKKAKEMOD -> new CandleMeaning(4, Sense.EITHER);
            case CDL3LINESTRIKE -> new CandleMeaning(4, Sense.CONTINUATION);
            case CDLCONCEALBABYSWALL -> new CandleMeaning(4, Sense.REVERSAL);
            case CDLBREAKAWAY, CDLLADDERBOTTOM -> new CandleMeaning(5, Sense.REVERSAL);
            case CDLMATHOLD, CDLRISEFALL3METHODS -> new CandleMeaning(5, Sense.CONTINUATION);
        };
    }

    /** {@return which way a signal points: 1 up, -1 down, 0 nowhere} */
    int direction(double signal) {
        return switch (sense) {
            case INDECISION -> 0;
            case REVERSAL_DOWN -> signal > 0 ? -1 : 0;
            default -> signal > 0 ? 1 : signal < 0 ? -1 : 0;
        };
    }

    /**
     * {@return whether a signal has the trend that gives it its meaning}
     *
     * @param trend before the pattern: 1 up, -1 down, 0 none
     */
    boolean fits(double signal, int trend) {
        return switch (sense) {
            case REVERSAL, REVERSAL_DOWN -> direction(signal) == -trend && trend != 0;
            case CONTINUATION -> direction(signal) == trend && trend != 0;
            case EITHER, INDECISION -> trend != 0;
        };
    }
}
