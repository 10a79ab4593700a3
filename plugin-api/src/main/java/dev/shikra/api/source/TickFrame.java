package dev.shikra.api.source;

import dev.shikra.api.market.Tick;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The host's own tick frame: what a file source writes and the host decodes.
 *
 * <p>Big-endian. One byte {@link #VERSION}, then entries to the end of the frame. An entry is its
 * code (u8), the instrument's place in the session's list (u32), the event's time (i64, epoch ms,
 * 0: absent) and what the code says; all prices and quantities are f64, {@code NaN} where absent:
 *
 * <table>
 * <caption>Entries</caption>
 * <tr><th>code</th><th>bytes</th><th>fields</th></tr>
 * <tr><td>1 trade</td><td>29</td><td>price, quantity</td></tr>
 * <tr><td>2 quoted trade</td><td>69</td><td>price, quantity, then as quote from bid price</td></tr>
 * <tr><td>3 quote</td><td>61</td><td>last price, bid price, bid quantity, ask price, ask quantity,
 * open interest</td></tr>
 * <tr><td>4 snapshot, last price</td><td>21</td><td>last price</td></tr>
 * <tr><td>5 snapshot, quote</td><td>93</td><td>last price, last quantity, average price, volume, total
 * buy and sell quantity, open, high, low, close</td></tr>
 * <tr><td>6 snapshot, full</td><td>326</td><td>as 5, then last trade time (i64), open interest, its day
 * high and low, depth (u8), five levels of bid price, quantity, orders (i32), ask price, quantity,
 * orders</td></tr>
 * <tr><td>7 bar</td><td>61</td><td>open, high, low, close, volume, open interest</td></tr>
 * </table>
 */
public final class TickFrame {
    /** First byte of every frame. */
    public static final byte VERSION = 1;

    static final int TRADE = 1;
    static final int QUOTED_TRADE = 2;
    static final int QUOTE = 3;
    static final int SNAPSHOT_PRICE = 4;
    static final int SNAPSHOT_QUOTE = 5;
    static final int SNAPSHOT_FULL = 6;
    static final int BAR = 7;

    static final int HEAD = 13;
    static final int LEVEL = 40;

    /** Bytes of an entry by its code; 0: no such code. */
    static final int[] LENGTH = {
        0,
        HEAD + 16,
        HEAD + 56,
        HEAD + 48,
        HEAD + 8,
        HEAD + 80,
        HEAD + 80 + 8 + 24 + 1 + Tick.DEPTH * LEVEL,
        HEAD + 48
    };

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private TickFrame() {}

    private static double f64(byte[] bytes, int at) {
        return Double.longBitsToDouble((long) LONG.get(bytes, at));
    }

    /** Builds frames in a buffer that it keeps and grows. Not thread-safe. */
    public static final class Writer {
        private byte[] bytes = new byte[4096];
        private int length;
        private int entries;

        public Writer() {
            clear();
        }

        /** Begins a frame. */
        public void clear() {
            bytes[0] = VERSION;
            length = 1;
            entries = 0;
        }

        /** {@return entries since {@link #clear}} */
        public int entries() {
            return entries;
        }

        /** {@return the frame's bytes, {@code [0, length())}; valid until the next entry} */
        public byte[] bytes() {
            return bytes;
        }

        public int length() {
            return length;
        }

        /**
         * A print.
         *
         * @param timeMs epoch ms, 0: not known
         * @param quantity units, {@code >= 0}; 0 for what has no volume
         */
        public void trade(int instrument, long timeMs, double price, double quantity) {
            int at = begin(TRADE, instrument, timeMs);
            put(at, price);
            put(at + 8, quantity);
        }

        /** A print with the best bid and ask beside it; {@code NaN} for what is not known. */
        public void trade(
                int instrument,
                long timeMs,
                double price,
                double quantity,
                double bidPrice,
                double bidQuantity,
                double askPrice,
                double askQuantity,
                double openInterest) {
            int at = begin(QUOTED_TRADE, instrument, timeMs);
            put(at, price);
            put(at + 8, quantity);
            putTop(at + 16, bidPrice, bidQuantity, askPrice, askQuantity, openInterest);
        }

        /** A change without a trade; {@code NaN} for what is not known. */
        public void quote(
                int instrument,
                long timeMs,
                double lastPrice,
                double bidPrice,
                double bidQuantity,
                double askPrice,
                double askQuantity,
                double openInterest) {
            int at = begin(QUOTE, instrument, timeMs);
            put(at, lastPrice);
            putTop(at + 8, bidPrice, bidQuantity, askPrice, askQuantity, openInterest);
        }

        /** The last price alone, as an index has. */
        public void snapshot(int instrument, long timeMs, double lastPrice) {
            put(begin(SNAPSHOT_PRICE, instrument, timeMs), lastPrice);
        }

        /** A snapshot without depth: instrument, time, prices and quantities of {@code tick}. */
        public void quoteSnapshot(Tick tick) {
            putQuote(begin(SNAPSHOT_QUOTE, tick.instrument, tick.exchangeTimeMs), tick);
        }

        /** A snapshot of all that {@code tick} has. */
        public void fullSnapshot(Tick tick) {
            int at = begin(SNAPSHOT_FULL, tick.instrument, tick.exchangeTimeMs);
            putQuote(at, tick);
            LONG.set(bytes, at + 80, tick.lastTradeTimeMs);
            put(at + 88, tick.openInterest);
            put(at + 96, tick.openInterestDayHigh);
            put(at + 104, tick.openInterestDayLow);
            bytes[at + 112] = (byte) tick.depth;
            int level = at + 113;
            for (int i = 0; i < Tick.DEPTH; i++, level += LEVEL) {
                // Levels beyond the depth are stale in the tick: equal ticks must give equal bytes.
                boolean filled = i < tick.depth;
                put(level, filled ? tick.bidPrice[i] : 0);
                put(level + 8, filled ? tick.bidQuantity[i] : 0);
                INT.set(bytes, level + 16, filled ? tick.bidOrders[i] : 0);
                put(level + 20, filled ? tick.askPrice[i] : 0);
                put(level + 28, filled ? tick.askQuantity[i] : 0);
                INT.set(bytes, level + 36, filled ? tick.askOrders[i] : 0);
            }
        }

        /**
         * A closed 1-minute bar.
         *
         * @param startMs epoch ms
         * @param volume the bar's own, {@code >= 0}; 0 for what has no volume
         * @param openInterest at its end; {@code NaN} if not known
         */
        public void bar(
                int instrument,
                long startMs,
                double open,
                double high,
                double low,
                double close,
                double volume,
                double openInterest) {
            int at = begin(BAR, instrument, startMs);
            put(at, open);
            put(at + 8, high);
            put(at + 16, low);
            put(at + 24, close);
            put(at + 32, volume);
            put(at + 40, openInterest);
        }

        private int begin(int code, int instrument, long timeMs) {
            int at = length;
            length += LENGTH[code];
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
            }
            bytes[at] = (byte) code;
            INT.set(bytes, at + 1, instrument);
            LONG.set(bytes, at + 5, timeMs);
            entries++;
            return at + HEAD;
        }

        private void put(int at, double value) {
            LONG.set(bytes, at, Double.doubleToLongBits(value));
        }

        private void putTop(
                int at,
                double bidPrice,
                double bidQuantity,
                double askPrice,
                double askQuantity,
                double openInterest) {
            put(at, bidPrice);
            put(at + 8, bidQuantity);
            put(at + 16, askPrice);
            put(at + 24, askQuantity);
            put(at + 32, openInterest);
        }

        private void putQuote(int at, Tick tick) {
            put(at, tick.lastPrice);
            put(at + 8, tick.lastQuantity);
            put(at + 16, tick.averagePrice);
            put(at + 24, tick.volume);
            put(at + 32, tick.totalBuyQuantity);
            put(at + 40, tick.totalSellQuantity);
            put(at + 48, tick.open);
            put(at + 56, tick.high);
            put(at + 64, tick.low);
            put(at + 72, tick.close);
        }
    }

    /**
     * Reads what {@link Writer} wrote. One thread.
     *
     * <p>An entry whose instrument is not in the list or whose numbers can't be is a fault and is
     * passed over; a code that is not known or an entry cut short ends the frame.
     */
    public static final class Decoder implements FrameDecoder {
        private final int instruments;
        private final Tick tick = new Tick();

        /**
         * @param instruments how many the session's list holds
         */
        public Decoder(int instruments) {
            this.instruments = instruments;
        }

        @Override
        public void decode(byte[] bytes, int offset, int length, TickSink sink) {
            if (offset < 0 || length < 1 || offset > bytes.length - length) {
                sink.fault(TickSink.Fault.TRUNCATED, 0);
                return;
            }
            if (bytes[offset] != VERSION) {
                sink.fault(TickSink.Fault.UNKNOWN_PACKET, 0);
                return;
            }
            int end = offset + length;
            int at = offset + 1;
            while (at < end) {
                int code = bytes[at];
                if (code < TRADE || code > BAR) {
                    sink.fault(TickSink.Fault.UNKNOWN_PACKET, at - offset);
                    return;
                }
                int size = LENGTH[code];
                if (size > end - at) {
                    sink.fault(TickSink.Fault.TRUNCATED, at - offset);
                    return;
                }
                int instrument = (int) INT.get(bytes, at + 1);
                if (instrument < 0 || instrument >= instruments) {
                    sink.fault(TickSink.Fault.UNKNOWN_INSTRUMENT, at - offset);
                } else if (read(bytes, at, code)) {
                    tick.instrument = instrument;
                    tick.packetAt = at;
                    tick.packetLength = size;
                    sink.tick(tick);
                } else {
                    sink.fault(TickSink.Fault.BAD_VALUE, at - offset);
                }
                at += size;
            }
        }

        private boolean read(byte[] bytes, int at, int code) {
            tick.clear();
            tick.exchangeTimeMs = (long) LONG.get(bytes, at + 5);
            int body = at + HEAD;
            boolean good =
                    switch (code) {
                        case TRADE -> readTrade(bytes, body);
                        case QUOTED_TRADE -> readTrade(bytes, body) && readTop(bytes, body + 16);
                        case QUOTE -> {
                            tick.kind = Tick.Kind.QUOTE;
                            tick.lastPrice = f64(bytes, body);
                            yield !Double.isInfinite(tick.lastPrice) && readTop(bytes, body + 8);
                        }
                        case SNAPSHOT_PRICE -> {
                            tick.kind = Tick.Kind.SNAPSHOT;
                            tick.lastPrice = f64(bytes, body);
                            yield Double.isFinite(tick.lastPrice);
                        }
                        case SNAPSHOT_QUOTE -> readQuote(bytes, body);
                        case SNAPSHOT_FULL -> readQuote(bytes, body) && readFull(bytes, body + 80);
                        default -> readBar(bytes, body);
                    };
            return good && tick.exchangeTimeMs >= 0;
        }

        private boolean readTrade(byte[] bytes, int at) {
            tick.kind = Tick.Kind.TRADE;
            tick.lastPrice = f64(bytes, at);
            tick.lastQuantity = f64(bytes, at + 8);
            return Double.isFinite(tick.lastPrice)
                    && tick.lastQuantity >= 0
                    && tick.lastQuantity < Double.POSITIVE_INFINITY;
        }

        private boolean readTop(byte[] bytes, int at) {
            double bid = f64(bytes, at);
            double bidQuantity = f64(bytes, at + 8);
            double ask = f64(bytes, at + 16);
            double askQuantity = f64(bytes, at + 24);
            tick.openInterest = f64(bytes, at + 32);
            tick.bidPrice[0] = bid;
            tick.bidQuantity[0] = bidQuantity;
            tick.bidOrders[0] = 0;
            tick.askPrice[0] = ask;
            tick.askQuantity[0] = askQuantity;
            tick.askOrders[0] = 0;
            // One side may be empty; neither known is no depth.
            tick.depth = Double.isNaN(bid) && Double.isNaN(ask) ? 0 : 1;
            return absentOrQuantity(tick.openInterest)
                    && !Double.isInfinite(bid)
                    && !Double.isInfinite(ask)
                    && absentOrQuantity(bidQuantity)
                    && absentOrQuantity(askQuantity);
        }

        private boolean readQuote(byte[] bytes, int at) {
            tick.kind = Tick.Kind.SNAPSHOT;
            tick.lastPrice = f64(bytes, at);
            tick.lastQuantity = f64(bytes, at + 8);
            tick.averagePrice = f64(bytes, at + 16);
            tick.volume = f64(bytes, at + 24);
            tick.totalBuyQuantity = f64(bytes, at + 32);
            tick.totalSellQuantity = f64(bytes, at + 40);
            tick.open = f64(bytes, at + 48);
            tick.high = f64(bytes, at + 56);
            tick.low = f64(bytes, at + 64);
            tick.close = f64(bytes, at + 72);
            return Double.isFinite(tick.lastPrice)
                    && absentOrQuantity(tick.lastQuantity)
                    && absentOrQuantity(tick.volume)
                    && absentOrQuantity(tick.totalBuyQuantity)
                    && absentOrQuantity(tick.totalSellQuantity)
                    && !Double.isInfinite(tick.averagePrice)
                    && !Double.isInfinite(tick.open)
                    && !Double.isInfinite(tick.high)
                    && !Double.isInfinite(tick.low)
                    && !Double.isInfinite(tick.close);
        }

        private boolean readFull(byte[] bytes, int at) {
            tick.lastTradeTimeMs = (long) LONG.get(bytes, at);
            tick.openInterest = f64(bytes, at + 8);
            tick.openInterestDayHigh = f64(bytes, at + 16);
            tick.openInterestDayLow = f64(bytes, at + 24);
            int depth = bytes[at + 32];
            if (depth < 0 || depth > Tick.DEPTH || tick.lastTradeTimeMs < 0) {
                return false;
            }
            tick.depth = depth;
            boolean good =
                    absentOrQuantity(tick.openInterest)
                            && absentOrQuantity(tick.openInterestDayHigh)
                            && absentOrQuantity(tick.openInterestDayLow);
            int level = at + 33;
            for (int i = 0; i < depth; i++, level += LEVEL) {
                double bid = f64(bytes, level);
                double bidQuantity = f64(bytes, level + 8);
                double ask = f64(bytes, level + 20);
                double askQuantity = f64(bytes, level + 28);
                tick.bidPrice[i] = bid;
                tick.bidQuantity[i] = bidQuantity;
                tick.bidOrders[i] = (int) INT.get(bytes, level + 16);
                tick.askPrice[i] = ask;
                tick.askQuantity[i] = askQuantity;
                tick.askOrders[i] = (int) INT.get(bytes, level + 36);
                good &=
                        !Double.isInfinite(bid)
                                && !Double.isInfinite(ask)
                                && absentOrQuantity(bidQuantity)
                                && absentOrQuantity(askQuantity);
            }
            return good;
        }

        private boolean readBar(byte[] bytes, int at) {
            tick.kind = Tick.Kind.BAR;
            tick.open = f64(bytes, at);
            tick.high = f64(bytes, at + 8);
            tick.low = f64(bytes, at + 16);
            tick.close = f64(bytes, at + 24);
            tick.volume = f64(bytes, at + 32);
            tick.openInterest = f64(bytes, at + 40);
            tick.lastPrice = tick.close;
            return Double.isFinite(tick.open)
                    && Double.isFinite(tick.high)
                    && Double.isFinite(tick.low)
                    && Double.isFinite(tick.close)
                    && tick.low <= tick.high
                    && tick.volume >= 0
                    && tick.volume < Double.POSITIVE_INFINITY
                    && absentOrQuantity(tick.openInterest);
        }

        private static boolean absentOrQuantity(double value) {
            return !(value < 0) && value != Double.POSITIVE_INFINITY;
        }
    }
}
