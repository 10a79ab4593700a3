package dev.shikra.plugins.kite;

import dev.shikra.api.market.Tick;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One packet of the ticker, read in place. Tokens, quantities, volume, open interest and order
 * counts are unsigned; prices and times are signed 32-bit numbers, a time of 0 or less being none.
 * A price is the number over the segment's divisor, correctly rounded. Stateless, any thread.
 */
final class KitePacket {
    /** Last price only, any instrument. */
    static final int LAST_PRICE = 8;

    static final int INDEX_QUOTE = 28;
    static final int INDEX_FULL = 32;
    static final int QUOTE = 44;

    /** Quote with times, open interest and depth. */
    static final int FULL = 184;

    private static final int SEGMENT_NSE_CURRENCY = 3;
    private static final int SEGMENT_BSE_CURRENCY = 6;
    private static final int SEGMENT_INDICES = 9;

    /** Commodities at the NSE; in Zerodha's clients since 2026. */
    private static final int SEGMENT_NSE_COMMODITY = 12;

    private static final int DEPTH_AT = 64;
    private static final int LEVEL_LENGTH = 12;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private KitePacket() {}

    static boolean isKnown(int length) {
        return length == FULL
                || length == QUOTE
                || length == LAST_PRICE
                || length == INDEX_FULL
                || length == INDEX_QUOTE;
    }

    static long token(byte[] bytes, int at) {
        return unsigned(bytes, at);
    }

    /** {@return the segment, 0 to 255: the token's low byte} */
    static int segment(long token) {
        return (int) (token & 0xFF);
    }

    static boolean isTradable(int segment) {
        return segment != SEGMENT_INDICES;
    }

    /** {@return what an integer price of the segment is divided by} */
    static double divisor(int segment) {
        return switch (segment) {
            case SEGMENT_NSE_CURRENCY -> 10_000_000.0;
            case SEGMENT_BSE_CURRENCY, SEGMENT_NSE_COMMODITY -> 10_000.0;
            default -> 100.0;
        };
    }

    /**
     * Fills {@code tick} with all that the packet carries; the instrument's place is the caller's
     * business.
     *
     * <p>A depth level with neither price nor quantity is an empty one: its price is NaN.
     *
     * @param length one that {@link #isKnown}; as many bytes stand at {@code at}
     */
    static void read(byte[] bytes, int at, int length, Tick tick) {
        tick.clear();
        tick.kind = Tick.Kind.SNAPSHOT;
        tick.packetAt = at;
        tick.packetLength = length;
        double divisor = divisor(segment(token(bytes, at)));
        tick.lastPrice = price(bytes, at + 4, divisor);
        switch (length) {
            case INDEX_QUOTE, INDEX_FULL -> readIndex(bytes, at, length, divisor, tick);
            case QUOTE -> readQuote(bytes, at, divisor, tick);
            case FULL -> {
                readQuote(bytes, at, divisor, tick);
                readFull(bytes, at, divisor, tick);
            }
            default -> {} // last price only
        }
    }

    /** High, low, open, close: not the order of what trades. */
    private static void readIndex(byte[] bytes, int at, int length, double divisor, Tick tick) {
        tick.high = price(bytes, at + 8, divisor);
        tick.low = price(bytes, at + 12, divisor);
        tick.open = price(bytes, at + 16, divisor);
        tick.close = price(bytes, at + 20, divisor);
        if (length == INDEX_FULL) {
            tick.exchangeTimeMs = timeMs(bytes, at + 28);
        }
    }

    private static void readQuote(byte[] bytes, int at, double divisor, Tick tick) {
        tick.lastQuantity = unsigned(bytes, at + 8);
        tick.averagePrice = price(bytes, at + 12, divisor);
        tick.volume = unsigned(bytes, at + 16);
        tick.totalBuyQuantity = unsigned(bytes, at + 20);
        tick.totalSellQuantity = unsigned(bytes, at + 24);
        tick.open = price(bytes, at + 28, divisor);
        tick.high = price(bytes, at + 32, divisor);
        tick.low = price(bytes, at + 36, divisor);
        tick.close = price(bytes, at + 40, divisor);
    }

    private static void readFull(byte[] bytes, int at, double divisor, Tick tick) {
        tick.lastTradeTimeMs = timeMs(bytes, at + 44);
        tick.openInterest = unsigned(bytes, at + 48);
        tick.openInterestDayHigh = unsigned(bytes, at + 52);
        tick.openInterestDayLow = unsigned(bytes, at + 56);
        tick.exchangeTimeMs = timeMs(bytes, at + 60);
        tick.depth = Tick.DEPTH;
        int bids = at + DEPTH_AT;
        int asks = bids + Tick.DEPTH * LEVEL_LENGTH;
        readSide(bytes, bids, divisor, tick.bidPrice, tick.bidQuantity, tick.bidOrders);
        readSide(bytes, asks, divisor, tick.askPrice, tick.askQuantity, tick.askOrders);
    }

    private static void readSide(
            byte[] bytes,
            int at,
            double divisor,
            double[] prices,
            double[] quantities,
            int[] orders) {
        for (int level = 0; level < Tick.DEPTH; level++) {
            int levelAt = at + level * LEVEL_LENGTH;
            int quantity = signed(bytes, levelAt);
            int price = signed(bytes, levelAt + 4);
            quantities[level] = quantity & 0xFFFF_FFFFL;
            prices[level] = (quantity | price) == 0 ? Double.NaN : price / divisor;
            orders[level] = KiteFrame.unsignedShort(bytes, levelAt + 8);
        }
    }

    private static int signed(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    private static long unsigned(byte[] bytes, int at) {
        return signed(bytes, at) & 0xFFFF_FFFFL;
    }

    private static double price(byte[] bytes, int at, double divisor) {
        return signed(bytes, at) / divisor;
    }

    private static long timeMs(byte[] bytes, int at) {
        return Math.max(signed(bytes, at), 0) * 1000L;
    }
}
