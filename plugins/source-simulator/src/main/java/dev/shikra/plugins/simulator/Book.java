package dev.shikra.plugins.simulator;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is publicly known of each instrument: last trade, day's prices, volume, interest, five
 * levels a side; and its packets in Kite's layout. Prices in paise. Not thread-safe.
 */
final class Book {
    static final int DEPTH = 5;

    final int[] last;
    final int[] lastQuantity;
    final long[] volume;
    final double[] turnover;
    final int[] open;
    final int[] high;
    final int[] low;
    final int[] close;
    final int[] lastTradeTime;
    final int[] interest;
    final int[] interestHigh;
    final int[] interestLow;
    final int[] exchangeTime;
    final int[] bid;
    final int[] ask;
    final int[] bidQuantity;
    final int[] askQuantity;
    private final long[] tokens;
    private final int[] ticks;

    Book(List<Listing> listings) {
        int size = listings.size();
        last = new int[size];
        lastQuantity = new int[size];
        volume = new long[size];
        turnover = new double[size];
        open = new int[size];
        high = new int[size];
        low = new int[size];
        close = new int[size];
        lastTradeTime = new int[size];
        interest = new int[size];
        interestHigh = new int[size];
        interestLow = new int[size];
        exchangeTime = new int[size];
        bid = new int[size];
        ask = new int[size];
        bidQuantity = new int[size * DEPTH];
        askQuantity = new int[size * DEPTH];
        tokens = listings.stream().mapToLong(Listing::token).toArray();
        ticks = listings.stream().mapToInt(Listing::tickPaise).toArray();
    }

    /** The day before's close; nothing has traded yet. */
    void startDay(int place, int closePaise, int openInterest) {
        last[place] = closePaise;
        close[place] = closePaise;
        interest[place] = openInterest;
        interestHigh[place] = openInterest;
        interestLow[place] = openInterest;
    }

    /** A level of an index. */
    void level(int place, int paise, int second) {
        last[place] = paise;
        exchangeTime[place] = second;
        range(place, paise);
    }

    void trade(int place, int paise, int quantity, int second) {
        last[place] = paise;
        lastQuantity[place] = quantity;
        volume[place] = Math.min(volume[place] + quantity, 0xFFFF_FFFFL);
        turnover[place] += (double) paise * quantity;
        lastTradeTime[place] = second;
        exchangeTime[place] = second;
        range(place, paise);
    }

    void interestChanged(int place, int by) {
        interest[place] = Math.max(0, interest[place] + by);
        interestHigh[place] = Math.max(interestHigh[place], interest[place]);
        interestLow[place] = Math.min(interestLow[place], interest[place]);
    }

    private void range(int place, int paise) {
        if (open[place] == 0) {
            open[place] = paise;
            high[place] = paise;
            low[place] = paise;
        }
        high[place] = Math.max(high[place], paise);
        low[place] = Math.min(low[place], paise);
    }

    /**
     * Writes the instrument's packet, without a length before it.
     *
     * @return its bytes
     */
    int write(int place, Mode mode, ByteBuffer to) {
        int start = to.position();
        to.putInt((int) tokens[place]).putInt(last[place]);
        if (mode == Mode.LTP) {
            return 8;
        }
        if (ticks[place] == 0) {
            to.putInt(high[place]).putInt(low[place]).putInt(open[place]).putInt(close[place]);
            to.putInt(last[place] - close[place]);
            if (mode == Mode.FULL) {
                to.putInt(exchangeTime[place]);
            }
            return to.position() - start;
        }
        long average = volume[place] == 0 ? 0 : Math.round(turnover[place] / volume[place]);
        to.putInt(lastQuantity[place]).putInt((int) average).putInt((int) volume[place]);
        to.putInt(total(bidQuantity, place)).putInt(total(askQuantity, place));
        to.putInt(open[place]).putInt(high[place]).putInt(low[place]).putInt(close[place]);
        if (mode == Mode.FULL) {
            to.putInt(lastTradeTime[place]).putInt(interest[place]);
            to.putInt(interestHigh[place]).putInt(interestLow[place]);
            to.putInt(exchangeTime[place]);
            side(place, bid[place], -ticks[place], bidQuantity, to);
            side(place, ask[place], ticks[place], askQuantity, to);
        }
        return to.position() - start;
    }

    private static void side(int place, int best, int step, int[] quantities, ByteBuffer to) {
        for (int level = 0; level < DEPTH; level++) {
            int quantity = quantities[place * DEPTH + level];
            int price = best + level * step;
            boolean empty = quantity == 0 || price <= 0;
            to.putInt(empty ? 0 : quantity).putInt(empty ? 0 : price);
            to.putShort((short) (empty ? 0 : 1 + quantity % 29)).putShort((short) 0);
        }
    }

    /** The whole side's quantity: what the five levels show and as much again behind them. */
    private static int total(int[] quantities, int place) {
        int sum = 0;
        for (int level = 0; level < DEPTH; level++) {
            sum += quantities[place * DEPTH + level];
        }
        return sum * 6;
    }
}
