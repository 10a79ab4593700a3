package dev.shikra.plugins.studies;

/**
 * The 61 candle functions by the names that TA-Lib gave them, in its order; all with its default
 * settings. Values: 0 for nothing, 100 or -100 (80 or -80: two bodies share an end; 200 or -200: a
 * break confirmed).
 */
enum CandleFunction {
    CDL2CROWS(12),
    CDL3BLACKCROWS(13),
    CDL3INSIDE(12),
    CDL3LINESTRIKE(8),
    CDL3OUTSIDE(3),
    CDL3STARSINSOUTH(12),
    CDL3WHITESOLDIERS(12),
    CDLABANDONEDBABY(12),
    CDLADVANCEBLOCK(12),
    CDLBELTHOLD(10),
    CDLBREAKAWAY(14),
    CDLCLOSINGMARUBOZU(10),
    CDLCONCEALBABYSWALL(13),
    CDLCOUNTERATTACK(11),
    CDLDARKCLOUDCOVER(11),
    CDLDOJI(10),
    CDLDOJISTAR(11),
    CDLDRAGONFLYDOJI(10),
    CDLENGULFING(2),
    CDLEVENINGDOJISTAR(12),
    CDLEVENINGSTAR(12),
    CDLGAPSIDESIDEWHITE(7),
    CDLGRAVESTONEDOJI(10),
    CDLHAMMER(11),
    CDLHANGINGMAN(11),
    CDLHARAMI(11),
    CDLHARAMICROSS(11),
    CDLHIGHWAVE(10),
    CDLHIKKAKE(5),
    CDLHIKKAKEMOD(10),
    CDLHOMINGPIGEON(11),
    CDLIDENTICAL3CROWS(12),
    CDLINNECK(11),
    CDLINVERTEDHAMMER(11),
    CDLKICKING(11),
    CDLKICKINGBYLENGTH(11),
    CDLLADDERBOTTOM(14),
    CDLLONGLEGGEDDOJI(10),
    CDLLONGLINE(10),
    CDLMARUBOZU(10),
    CDLMATCHINGLOW(6),
    CDLMATHOLD(14),
    CDLMORNINGDOJISTAR(12),
    CDLMORNINGSTAR(12),
    CDLONNECK(11),
    CDLPIERCING(11),
    CDLRICKSHAWMAN(10),
    CDLRISEFALL3METHODS(14),
    CDLSEPARATINGLINES(11),
    CDLSHOOTINGSTAR(11),
    CDLSHORTLINE(10),
    CDLSPINNINGTOP(10),
    CDLSTALLEDPATTERN(12),
    CDLSTICKSANDWICH(7),
    CDLTAKURI(10),
    CDLTASUKIGAP(7),
    CDLTHRUSTING(11),
    CDLTRISTAR(12),
    CDLUNIQUE3RIVER(12),
    CDLUPSIDEGAP2CROWS(12),
    CDLXSIDEGAP3METHODS(2);

    /** Bars that must come before the first value. */
    final int barsBefore;

    CandleFunction(int barsBefore) {
        this.barsBefore = barsBefore;
    }

    /**
     * {@return the function's value for the window's newest bar}
     *
     * @param state of two {@link Hikkake} slices, which a closed bar advances
     */
    int value(CandleWindow w, double[] state, int at, boolean keep) {
        return switch (this) {
            case CDL2CROWS -> ThreeBarCandles.twoCrows(w);
            case CDL3BLACKCROWS -> LongCandles.threeBlackCrows(w);
            case CDL3INSIDE -> ThreeBarCandles.threeInside(w);
            case CDL3LINESTRIKE -> LongCandles.threeLineStrike(w);
            case CDL3OUTSIDE -> ThreeBarCandles.threeOutside(w);
            case CDL3STARSINSOUTH -> ThreeBarCandles.threeStarsInSouth(w);
            case CDL3WHITESOLDIERS -> ThreeBarCandles.threeWhiteSoldiers(w);
            case CDLABANDONEDBABY -> ThreeBarCandles.abandonedBaby(w);
            case CDLADVANCEBLOCK -> ThreeBarCandles.advanceBlock(w);
            case CDLBELTHOLD -> OneBarCandles.beltHold(w);
            case CDLBREAKAWAY -> LongCandles.breakaway(w);
            case CDLCLOSINGMARUBOZU -> OneBarCandles.closingMarubozu(w);
            case CDLCONCEALBABYSWALL -> LongCandles.concealBabySwallow(w);
            case CDLCOUNTERATTACK -> TwoBarCandles.counterattack(w);
            case CDLDARKCLOUDCOVER -> TwoBarCandles.darkCloudCover(w);
            case CDLDOJI -> OneBarCandles.doji(w);
            case CDLDOJISTAR -> TwoBarCandles.dojiStar(w);
            case CDLDRAGONFLYDOJI -> OneBarCandles.dragonflyDoji(w);
            case CDLENGULFING -> TwoBarCandles.engulfing(w);
            case CDLEVENINGDOJISTAR -> ThreeBarCandles.eveningDojiStar(w);
            case CDLEVENINGSTAR -> ThreeBarCandles.eveningStar(w);
            case CDLGAPSIDESIDEWHITE -> ThreeBarCandles.gapSideSideWhite(w);
            case CDLGRAVESTONEDOJI -> OneBarCandles.gravestoneDoji(w);
            case CDLHAMMER -> OneBarCandles.hammer(w);
            case CDLHANGINGMAN -> OneBarCandles.hangingMan(w);
            case CDLHARAMI -> TwoBarCandles.harami(w);
            case CDLHARAMICROSS -> TwoBarCandles.haramiCross(w);
            case CDLHIGHWAVE -> OneBarCandles.highWave(w);
            case CDLHIKKAKE -> Hikkake.plain(w, state, at, keep);
            case CDLHIKKAKEMOD -> Hikkake.modified(w, state, at + Hikkake.SIZE, keep);
            case CDLHOMINGPIGEON -> TwoBarCandles.homingPigeon(w);
            case CDLIDENTICAL3CROWS -> ThreeBarCandles.identicalThreeCrows(w);
            case CDLINNECK -> TwoBarCandles.inNeck(w);
            case CDLINVERTEDHAMMER -> OneBarCandles.invertedHammer(w);
            case CDLKICKING -> TwoBarCandles.kicking(w);
            case CDLKICKINGBYLENGTH -> TwoBarCandles.kickingByLength(w);
            case CDLLADDERBOTTOM -> LongCandles.ladderBottom(w);
            case CDLLONGLEGGEDDOJI -> OneBarCandles.longLeggedDoji(w);
            case CDLLONGLINE -> OneBarCandles.longLine(w);
            case CDLMARUBOZU -> OneBarCandles.marubozu(w);
            case CDLMATCHINGLOW -> TwoBarCandles.matchingLow(w);
            case CDLMATHOLD -> LongCandles.matHold(w);
            case CDLMORNINGDOJISTAR -> ThreeBarCandles.morningDojiStar(w);
            case CDLMORNINGSTAR -> ThreeBarCandles.morningStar(w);
            case CDLONNECK -> TwoBarCandles.onNeck(w);
            case CDLPIERCING -> TwoBarCandles.piercing(w);
            case CDLRICKSHAWMAN -> OneBarCandles.rickshawMan(w);
            case CDLRISEFALL3METHODS -> LongCandles.riseFallThreeMethods(w);
            case CDLSEPARATINGLINES -> TwoBarCandles.separatingLines(w);
            case CDLSHOOTINGSTAR -> OneBarCandles.shootingStar(w);
            case CDLSHORTLINE -> OneBarCandles.shortLine(w);
            case CDLSPINNINGTOP -> OneBarCandles.spinningTop(w);
            case CDLSTALLEDPATTERN -> ThreeBarCandles.stalledPattern(w);
            case CDLSTICKSANDWICH -> ThreeBarCandles.stickSandwich(w);
            case CDLTAKURI -> OneBarCandles.takuri(w);
            case CDLTASUKIGAP -> ThreeBarCandles.tasukiGap(w);
            case CDLTHRUSTING -> TwoBarCandles.thrusting(w);
            case CDLTRISTAR -> ThreeBarCandles.triStar(w);
            case CDLUNIQUE3RIVER -> ThreeBarCandles.uniqueThreeRiver(w);
            case CDLUPSIDEGAP2CROWS -> ThreeBarCandles.upsideGapTwoCrows(w);
            case CDLXSIDEGAP3METHODS -> ThreeBarCandles.gapThreeMethods(w);
        };
    }
}
