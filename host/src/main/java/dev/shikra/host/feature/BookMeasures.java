package dev.shikra.host.feature;

import dev.shikra.api.market.Tick;
import dev.shikra.host.feature.FeatureKey.TickField;

/**
 * Measures of the order book, from the levels that a tick brings; computed if anybody reads one.
 * Constant work per tick. A slice of the block. Owned by the engine thread.
 *
 * <ul>
 *   <li>{@code spread}: best ask less best bid, in price units.
 *   <li>{@code imbalance}: (bid quantity - ask quantity) over their sum, over all levels that came;
 *       -1 to 1.
 *   <li>{@code microprice}: the best prices weighted by the quantity on the other side, (bid * ask
 *       quantity + ask * bid quantity) / (bid quantity + ask quantity); Stoikov 2018, first order.
 *   <li>{@code orderFlow}: order-flow imbalance since the session's open over the mean depth at the
 *       best prices: per update, quantity that came to the best bid or left it, less the same at the
 *       best ask (Cont, Kukanov, Stoikov 2014, equation 2); the depth is the mean over the
 *       session's updates of half the sum of both best quantities.
 *   <li>{@code volumeDelta}: units traded at or above the ask less those traded at or below the bid
 *       since the session's open, by the book before the trade; between the two by the side of the
 *       middle, at the middle neither (Lee and Ready 1991 without their tick test).
 * </ul>
 *
 * <p>{@code NaN} without a book of both sides, with a bid above the ask or a price or quantity that
 * is none (the first three), and before a session's first such book (the last two). A new session
 * begins anew.
 */
final class BookMeasures {
    private static final int SESSION = 0;
    private static final int BID = 1;
    private static final int BID_QUANTITY = 2;
    private static final int ASK = 3;
    private static final int ASK_QUANTITY = 4;
    private static final int UPDATES = 5;
    private static final int FLOW = 6;
    private static final int DEPTHS = 7;
    private static final int DELTA = 8;
    private static final int WIDTH = 9;

    private final int at;

    BookMeasures(StateBlocks blocks) {
        at = blocks.allocate(WIDTH);
    }

    /** Takes a tick that was no duplicate. */
    void tick(double[] b, Tick tick, double traded, double sessionOpenMs) {
        if (b[at + SESSION] != sessionOpenMs) {
            java.util.Arrays.fill(b, at, at + WIDTH, 0);
            b[at + SESSION] = sessionOpenMs;
        }
        if (b[at + UPDATES] > 0 && traded > 0) {
            b[at + DELTA] += traded * side(b, tick.lastPrice);
        }
        if (isBook(tick)) {
            double bid = tick.bidPrice[0];
            double bidQuantity = tick.bidQuantity[0];
            double ask = tick.askPrice[0];
            double askQuantity = tick.askQuantity[0];
            if (b[at + UPDATES] > 0) {
                b[at + FLOW] +=
                        (bid >= b[at + BID] ? bidQuantity : 0)
                                - (bid <= b[at + BID] ? b[at + BID_QUANTITY] : 0)
                                - (ask <= b[at + ASK] ? askQuantity : 0)
                                + (ask >= b[at + ASK] ? b[at + ASK_QUANTITY] : 0);
            }
            b[at + BID] = bid;
            b[at + BID_QUANTITY] = bidQuantity;
            b[at + ASK] = ask;
            b[at + ASK_QUANTITY] = askQuantity;
            b[at + UPDATES]++;
            b[at + DEPTHS] += (bidQuantity + askQuantity) / 2;
        }
    }

    private int side(double[] b, double price) {
        double middle = (b[at + BID] + b[at + ASK]) / 2;
        return price > middle ? 1 : price < middle ? -1 : 0;
    }

    static boolean isBook(Tick tick) {
        if (tick.depth < 1) {
            return false;
        }
        double bid = tick.bidPrice[0];
        double ask = tick.askPrice[0];
        double quantity = tick.bidQuantity[0] + tick.askQuantity[0];
        return bid > 0
                && ask >= bid
                && ask < Double.POSITIVE_INFINITY
                && tick.bidQuantity[0] >= 0
                && tick.askQuantity[0] >= 0
                && quantity > 0
                && quantity < Double.POSITIVE_INFINITY;
    }

    /** {@return a measure as of the tick taken last, which is {@code tick}} */
    double value(double[] b, TickField field, Tick tick) {
        boolean book = isBook(tick);
        return switch (field) {
            case SPREAD -> book ? tick.askPrice[0] - tick.bidPrice[0] : Double.NaN;
            case IMBALANCE -> book ? imbalance(tick) : Double.NaN;
            case MICROPRICE ->
                    book
                            ? (tick.bidPrice[0] * tick.askQuantity[0]
                                            + tick.askPrice[0] * tick.bidQuantity[0])
                                    / (tick.bidQuantity[0] + tick.askQuantity[0])
                            : Double.NaN;
            case ORDER_FLOW ->
                    b[at + UPDATES] > 0
                            ? b[at + FLOW] / (b[at + DEPTHS] / b[at + UPDATES])
                            : Double.NaN;
            case VOLUME_DELTA -> b[at + UPDATES] > 0 ? b[at + DELTA] : Double.NaN;
            case PRICE, QUANTITY, BID, ASK, OPEN_INTEREST -> Double.NaN;
        };
    }

    private static double imbalance(Tick tick) {
        double bids = 0;
        double asks = 0;
        for (int level = 0; level < tick.depth; level++) {
            bids += tick.bidQuantity[level];
            asks += tick.askQuantity[level];
        }
        double value = (bids - asks) / (bids + asks);
        return value >= -1 && value <= 1 ? value : Double.NaN;
    }
}
