package dev.shikra.host.engine;

import dev.shikra.api.market.Tick;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Arrays;

/**
 * Decides what a decoded tick is worth: a duplicate, stale, or news with an event time and a volume
 * increment. Owned by the engine thread.
 *
 * <p>A snapshot feed repeats an instrument's whole state: byte-identical to the packet before is a
 * duplicate, an older exchange time is stale, and volume is cumulative, so its first packet of a
 * session counts nothing and a counter that falls counts 0 and becomes the new base. A trade feed's
 * prints are never duplicates and carry their own volume.
 */
final class TickIntake {
    /** What to do with a tick. */
    enum Verdict {
        /** It traded, or its instrument has no volume: it belongs in a bar. */
        TRADED,
        /** A quote changed; nothing traded. */
        QUOTED,
        DUPLICATE,
        STALE,
        BAD_PRICE
    }

    static final long OLDEST_MS = 300_000;
    static final long NEWEST_MS = 2_000;

    private static final int CUMULATIVE = 0;
    private static final int CUMULATIVE_DAY = 1;
    private static final int EXCHANGE_TIME = 2;
    private static final int LAST_PRICE = 3;
    private static final int WIDTH = 4;

    private final StateBlocks blocks;
    private final int at;
    private final boolean[] traded;
    private final byte[][] packets;
    private final int[] packetLengths;
    private final EngineCounters counters;

    /** Of the tick taken last. */
    long eventMs;

    double increment;

    /**
     * @param traded by instrument: whether it has volume at all
     */
    TickIntake(StateBlocks blocks, boolean[] traded, EngineCounters counters) {
        this.blocks = blocks;
        this.traded = traded;
        this.counters = counters;
        at = blocks.allocate(WIDTH);
        packets = new byte[blocks.rows()][0];
        packetLengths = new int[blocks.rows()];
    }

    double lastPrice(int row) {
        return blocks.of(row)[at + LAST_PRICE];
    }

    /**
     * Judges a tick; {@link #eventMs} and {@link #increment} tell more about one that is taken.
     *
     * @param frame holds the tick's packet
     * @param receiptMs the frame's receipt time
     * @param dayStartMs start of the trading day the engine is in: the first cumulative volume of a
     *     day counts nothing
     */
    Verdict take(Tick tick, byte[] frame, long receiptMs, long dayStartMs) {
        if (!(tick.lastPrice > 0) || tick.lastPrice == Double.POSITIVE_INFINITY) {
            return Verdict.BAD_PRICE;
        }
        int row = tick.instrument;
        double[] b = blocks.of(row);
        if (tick.kind == Tick.Kind.SNAPSHOT) {
            if (repeats(row, frame, tick.packetAt, tick.packetLength)) {
                return Verdict.DUPLICATE;
            }
            if (tick.exchangeTimeMs > 0) {
                if (tick.exchangeTimeMs < b[at + EXCHANGE_TIME]) {
                    return Verdict.STALE;
                }
                b[at + EXCHANGE_TIME] = tick.exchangeTimeMs;
            }
            remember(row, frame, tick.packetAt, tick.packetLength);
        }
        eventMs = eventTime(tick.exchangeTimeMs, receiptMs);
        increment = 0;
        boolean trades =
                switch (tick.kind) {
                    case TRADE -> {
                        // A print of 0 is one smaller than its venue's smallest unit: it has a
                        // price
                        // and counts as a trade, with no volume.
                        increment = tick.lastQuantity > 0 ? tick.lastQuantity : 0;
                        yield tick.lastQuantity >= 0 || !traded[row];
                    }
                    case QUOTE -> false;
                    case SNAPSHOT -> {
                        if (Double.isNaN(tick.volume)) {
                            yield true; // neither this packet nor its mode tells of volume
                        }
                        increment = increment(b, tick.volume, dayStartMs);
                        yield increment > 0 || !traded[row];
                    }
                    case BAR -> true;
                };
        b[at + LAST_PRICE] = tick.lastPrice;
        return trades ? Verdict.TRADED : Verdict.QUOTED;
    }

    /**
     * {@return the exchange's time where it is at most 300 s older and 2 s newer than receipt, else
     * receipt}
     */
    static long eventTime(long exchangeMs, long receiptMs) {
        return exchangeMs > 0
                        && exchangeMs >= receiptMs - OLDEST_MS
                        && exchangeMs <= receiptMs + NEWEST_MS
                ? exchangeMs
                : receiptMs;
    }

    private double increment(double[] b, double cumulative, long dayStartMs) {
        double before = b[at + CUMULATIVE];
        b[at + CUMULATIVE] = cumulative;
        if (b[at + CUMULATIVE_DAY] != dayStartMs) {
            b[at + CUMULATIVE_DAY] = dayStartMs;
            return 0;
        }
        if (cumulative < before) {
            counters.volumeRebased++;
            return 0;
        }
        return cumulative - before;
    }

    private boolean repeats(int row, byte[] frame, int from, int length) {
        return length > 0
                && length == packetLengths[row]
                && Arrays.equals(frame, from, from + length, packets[row], 0, length);
    }

    private void remember(int row, byte[] frame, int from, int length) {
        if (packets[row].length < length) {
            packets[row] = new byte[length]; // once for an instrument and mode
        }
        System.arraycopy(frame, from, packets[row], 0, length);
        packetLengths[row] = length;
    }

    void write(StateWriter out) {
        for (int row = 0; row < packets.length; row++) {
            out.putBytes(packets[row], 0, packetLengths[row]);
        }
    }

    void read(StateReader in) {
        for (int row = 0; row < packets.length; row++) {
            packets[row] = in.getBytes();
            packetLengths[row] = packets[row].length;
        }
    }
}
