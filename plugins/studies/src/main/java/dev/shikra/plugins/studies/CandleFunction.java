package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.CandleFacts.ABOVE01;
import static dev.shikra.plugins.studies.CandleFacts.ABOVE12;
import static dev.shikra.plugins.studies.CandleFacts.APART12;
import static dev.shikra.plugins.studies.CandleFacts.BELOW01;
import static dev.shikra.plugins.studies.CandleFacts.BELOW12;
import static dev.shikra.plugins.studies.CandleFacts.BLACK0;
import static dev.shikra.plugins.studies.CandleFacts.BLACK1;
import static dev.shikra.plugins.studies.CandleFacts.BLACK2;
import static dev.shikra.plugins.studies.CandleFacts.BLACK3;
import static dev.shikra.plugins.studies.CandleFacts.BLACK4;
import static dev.shikra.plugins.studies.CandleFacts.COVERS01;
import static dev.shikra.plugins.studies.CandleFacts.COVERS12;
import static dev.shikra.plugins.studies.CandleFacts.DOJI0;
import static dev.shikra.plugins.studies.CandleFacts.DOJI1;
import static dev.shikra.plugins.studies.CandleFacts.DOJI2;
import static dev.shikra.plugins.studies.CandleFacts.LONG0;
import static dev.shikra.plugins.studies.CandleFacts.LONG1;
import static dev.shikra.plugins.studies.CandleFacts.LONG2;
import static dev.shikra.plugins.studies.CandleFacts.LONG4;
import static dev.shikra.plugins.studies.CandleFacts.MARUBOZU0;
import static dev.shikra.plugins.studies.CandleFacts.MARUBOZU1;
import static dev.shikra.plugins.studies.CandleFacts.NOT_LONG0;
import static dev.shikra.plugins.studies.CandleFacts.NOT_LONG1;
import static dev.shikra.plugins.studies.CandleFacts.NO_LOWER0;
import static dev.shikra.plugins.studies.CandleFacts.NO_LOWER1;
import static dev.shikra.plugins.studies.CandleFacts.NO_LOWER2;
import static dev.shikra.plugins.studies.CandleFacts.NO_LOWER3;
import static dev.shikra.plugins.studies.CandleFacts.NO_UPPER0;
import static dev.shikra.plugins.studies.CandleFacts.NO_UPPER1;
import static dev.shikra.plugins.studies.CandleFacts.NO_UPPER2;
import static dev.shikra.plugins.studies.CandleFacts.NO_UPPER3;
import static dev.shikra.plugins.studies.CandleFacts.OPENS_BELOW0;
import static dev.shikra.plugins.studies.CandleFacts.SAME12;
import static dev.shikra.plugins.studies.CandleFacts.SAME23;
import static dev.shikra.plugins.studies.CandleFacts.SAME34;
import static dev.shikra.plugins.studies.CandleFacts.SHORT0;
import static dev.shikra.plugins.studies.CandleFacts.SHORT1;
import static dev.shikra.plugins.studies.CandleFacts.SHORT2;
import static dev.shikra.plugins.studies.CandleFacts.SHORT3;
import static dev.shikra.plugins.studies.CandleFacts.TURNS01;
import static dev.shikra.plugins.studies.CandleFacts.TURNS02;
import static dev.shikra.plugins.studies.CandleFacts.TURNS12;
import static dev.shikra.plugins.studies.CandleFacts.WHITE0;
import static dev.shikra.plugins.studies.CandleFacts.WHITE1;
import static dev.shikra.plugins.studies.CandleFacts.WHITE2;
import static dev.shikra.plugins.studies.CandleFacts.WHITE3;
import static dev.shikra.plugins.studies.CandleFacts.WHITE4;

/**
 * The 61 candle functions by the names that TA-Lib gave them, in its order; all with its default
 * settings. Values: 0 for nothing, 100 or -100 (80 or -80: two bodies share an end; 200 or -200: a
 * break confirmed).
 */
enum CandleFunction {
    CDL2CROWS(12, WHITE2 | LONG2 | BLACK1 | ABOVE12 | BLACK0),
    CDL3BLACKCROWS(13, WHITE3 | BLACK2 | NO_LOWER2 | BLACK1 | NO_LOWER1 | BLACK0 | NO_LOWER0),
    CDL3INSIDE(12, LONG2 | NOT_LONG1 | TURNS02),
    CDL3LINESTRIKE(8, SAME23 | SAME12 | TURNS01),
    CDL3OUTSIDE(3, TURNS12 | COVERS12),
    CDL3STARSINSOUTH(12, BLACK2 | LONG2 | BLACK1 | BLACK0 | SHORT0 | NO_UPPER0 | NO_LOWER0),
    CDL3WHITESOLDIERS(12, WHITE2 | NO_UPPER2 | WHITE1 | NO_UPPER1 | WHITE0 | NO_UPPER0 | LONG0),
    CDLABANDONEDBABY(12, LONG2 | DOJI1 | LONG0 | TURNS02),
    CDLADVANCEBLOCK(12, WHITE2 | LONG2 | WHITE1 | WHITE0),
    CDLBELTHOLD(10, LONG0),
    CDLBREAKAWAY(14, LONG4 | SAME34 | TURNS01),
    CDLCLOSINGMARUBOZU(10, LONG0),
    CDLCONCEALBABYSWALL(
            13, BLACK3 | NO_UPPER3 | NO_LOWER3 | BLACK2 | NO_UPPER2 | NO_LOWER2 | BLACK1 | BLACK0),
    CDLCOUNTERATTACK(11, TURNS01 | LONG1 | LONG0),
    CDLDARKCLOUDCOVER(11, WHITE1 | LONG1 | BLACK0),
    CDLDOJI(10, DOJI0),
    CDLDOJISTAR(11, LONG1 | DOJI0),
    CDLDRAGONFLYDOJI(10, DOJI0 | NO_UPPER0),
    CDLENGULFING(2, TURNS01 | COVERS01),
    CDLEVENINGDOJISTAR(12, WHITE2 | LONG2 | DOJI1 | ABOVE12 | BLACK0 | LONG0),
    CDLEVENINGSTAR(12, WHITE2 | LONG2 | NOT_LONG1 | ABOVE12 | BLACK0 | LONG0),
    CDLGAPSIDESIDEWHITE(7, WHITE1 | WHITE0 | APART12),
    CDLGRAVESTONEDOJI(10, DOJI0 | NO_LOWER0),
    CDLHAMMER(11, SHORT0 | NO_UPPER0),
    CDLHANGINGMAN(11, SHORT0 | NO_UPPER0),
    CDLHARAMI(11, LONG1 | NOT_LONG0),
    CDLHARAMICROSS(11, LONG1 | DOJI0),
    CDLHIGHWAVE(10, SHORT0),
    CDLHIKKAKE(5, 0),
    CDLHIKKAKEMOD(10, 0),
    CDLHOMINGPIGEON(11, BLACK1 | LONG1 | BLACK0 | NOT_LONG0),
    CDLIDENTICAL3CROWS(12, BLACK2 | NO_LOWER2 | BLACK1 | NO_LOWER1 | BLACK0 | NO_LOWER0),
    CDLINNECK(11, BLACK1 | LONG1 | WHITE0 | OPENS_BELOW0),
    CDLINVERTEDHAMMER(11, SHORT0 | NO_LOWER0 | BELOW01),
    CDLKICKING(11, TURNS01 | MARUBOZU1 | MARUBOZU0),
    CDLKICKINGBYLENGTH(11, TURNS01 | MARUBOZU1 | MARUBOZU0),
    CDLLADDERBOTTOM(14, BLACK4 | BLACK3 | BLACK2 | BLACK1 | WHITE0),
    CDLLONGLEGGEDDOJI(10, DOJI0),
    CDLLONGLINE(10, LONG0),
    CDLMARUBOZU(10, MARUBOZU0),
    CDLMATCHINGLOW(6, BLACK1 | BLACK0),
    CDLMATHOLD(14, WHITE4 | LONG4 | BLACK3 | SHORT3 | SHORT2 | SHORT1 | WHITE0),
    CDLMORNINGDOJISTAR(12, BLACK2 | LONG2 | DOJI1 | BELOW12 | WHITE0 | LONG0),
    CDLMORNINGSTAR(12, BLACK2 | LONG2 | NOT_LONG1 | BELOW12 | WHITE0 | LONG0),
    CDLONNECK(11, BLACK1 | LONG1 | WHITE0 | OPENS_BELOW0),
    CDLPIERCING(11, BLACK1 | LONG1 | WHITE0 | LONG0 | OPENS_BELOW0),
    CDLRICKSHAWMAN(10, DOJI0),
    CDLRISEFALL3METHODS(14, LONG4 | SHORT3 | SHORT2 | SHORT1 | LONG0 | SAME23 | SAME12 | TURNS01),
    CDLSEPARATINGLINES(11, TURNS01 | LONG0),
    CDLSHOOTINGSTAR(11, SHORT0 | NO_LOWER0 | ABOVE01),
    CDLSHORTLINE(10, SHORT0),
    CDLSPINNINGTOP(10, SHORT0),
    CDLSTALLEDPATTERN(12, WHITE2 | LONG2 | WHITE1 | LONG1 | NO_UPPER1 | WHITE0 | SHORT0),
    CDLSTICKSANDWICH(7, BLACK2 | WHITE1 | BLACK0),
    CDLTAKURI(10, DOJI0 | NO_UPPER0),
    CDLTASUKIGAP(7, TURNS01 | APART12),
    CDLTHRUSTING(11, BLACK1 | LONG1 | WHITE0 | OPENS_BELOW0),
    CDLTRISTAR(12, DOJI2),
    CDLUNIQUE3RIVER(12, BLACK2 | LONG2 | BLACK1 | NOT_LONG1 | WHITE0 | SHORT0),
    CDLUPSIDEGAP2CROWS(12, WHITE2 | LONG2 | BLACK1 | NOT_LONG1 | ABOVE12 | BLACK0),
    CDLXSIDEGAP3METHODS(2, SAME12 | TURNS01 | APART12);

    /** Bars that must come before the first value. */
    final int barsBefore;

    /** {@link CandleFacts} without which its value is 0; 0: it must be asked for each bar. */
    final long needs;

    CandleFunction(int barsBefore, long needs) {
        this.barsBefore = barsBefore;
        this.needs = needs;
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
