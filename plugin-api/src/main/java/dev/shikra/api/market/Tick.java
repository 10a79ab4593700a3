package dev.shikra.api.market;

/**
 * One feed update, decoded: a struct that a {@link dev.shikra.api.source.FrameDecoder} fills and
 * hands on, again and again, so that a tick costs no allocation. Whoever receives one must take
 * what it needs before it returns. Not thread-safe.
 *
 * <p>Prices are in the quote currency, quantities in units (shares, contracts, coins). What the
 * packet does not carry is {@link Double#NaN}, or 0 for a time.
 */
public final class Tick {
    /** Price levels on each side of {@link #bidPrice} and the like. */
    public static final int DEPTH = 5;

    /** What an update is. */
    public enum Kind {
        /** A print with a volume of its own in {@link #lastQuantity}. Never a duplicate. */
        TRADE,
        /** Bid, ask or open interest changed; nothing traded. */
        QUOTE,
        /**
         * The instrument's state with the day's cumulative {@link #volume}; byte-identical repeats
         * are duplicates.
         */
        SNAPSHOT,
        /**
         * A closed 1-minute bar: {@link #open} {@link #high} {@link #low} {@link #close}, its own
         * {@link #volume}, its start as time.
         */
        BAR
    }

    public Kind kind = Kind.TRADE;

    /** Place in the session's list of instruments; -1: not in it. */
    public int instrument = -1;

    /**
     * The exchange's time, epoch ms; 0 if the packet has none. A {@link Kind#BAR}: the bar's start.
     */
    public long exchangeTimeMs;

    /** Time of the last trade, epoch ms; 0 if the packet has none. */
    public long lastTradeTimeMs;

    public double lastPrice;
    public double lastQuantity;
    public double averagePrice;

    /** The day's cumulative volume ({@link Kind#SNAPSHOT}) or the bar's ({@link Kind#BAR}). */
    public double volume;

    public double totalBuyQuantity;
    public double totalSellQuantity;

    /** Of the day so far ({@link Kind#SNAPSHOT}) or of the bar ({@link Kind#BAR}). */
    public double open;

    public double high;
    public double low;

    /** The previous day's close ({@link Kind#SNAPSHOT}) or the bar's close ({@link Kind#BAR}). */
    public double close;

    public double openInterest;
    public double openInterestDayHigh;
    public double openInterestDayLow;

    /**
     * Levels filled on both sides, best first: 0 to {@link #DEPTH}; the arrays are stale beyond.
     */
    public int depth;

    public final double[] bidPrice = new double[DEPTH];
    public final double[] bidQuantity = new double[DEPTH];
    public final int[] bidOrders = new int[DEPTH];
    public final double[] askPrice = new double[DEPTH];
    public final double[] askQuantity = new double[DEPTH];
    public final int[] askOrders = new int[DEPTH];

    /**
     * The instrument's own bytes, {@code [packetAt, packetAt + packetLength)} of the array that the
     * decoder was given: duplicates are told by them.
     */
    public int packetAt;

    public int packetLength;

    /** Everything absent, as a decoder needs it before it fills in what a packet has. */
    public void clear() {
        kind = Kind.TRADE;
        instrument = -1;
        exchangeTimeMs = 0;
        lastTradeTimeMs = 0;
        lastPrice = Double.NaN;
        lastQuantity = Double.NaN;
        averagePrice = Double.NaN;
        volume = Double.NaN;
        totalBuyQuantity = Double.NaN;
        totalSellQuantity = Double.NaN;
        open = Double.NaN;
        high = Double.NaN;
        low = Double.NaN;
        close = Double.NaN;
        openInterest = Double.NaN;
        openInterestDayHigh = Double.NaN;
        openInterestDayLow = Double.NaN;
        depth = 0;
        packetAt = 0;
        packetLength = 0;
    }
}
