package dev.shikra.api.market;

/**
 * Open, high, low, close and volume over {@code [startMs, endMs)}: a struct that the engine fills
 * and hands to studies. Whoever receives one must take what it needs before it returns. Not
 * thread-safe.
 */
public final class Bar {
    /** Epoch ms. */
    public long startMs;

    /** Epoch ms, exclusive; cut at the session's close. */
    public long endMs;

    /**
     * When the bar's session opened, epoch ms: differs from the previous bar's where a new session
     * begins.
     */
    public long sessionOpenMs;

    public double open;
    public double high;
    public double low;
    public double close;

    /** Units traded, {@code >= 0}; 0 for an index. */
    public double volume;

    /**
     * Sum of price times volume over the bar's trades; where only the bar is known, its typical
     * price times its volume.
     */
    public double turnover;

    /**
     * Trades (or, from a snapshot feed, updates that traded) in the bar; 0 where only the bar is
     * known.
     */
    public int trades;

    /** The instrument's smallest price step, quote currency; 0 where there is none or it is unknown. */
    public double tickSize;

    /**
     * Close of the study's reference instrument on the same timeframe, as of its last bar that closed
     * when this one did or before; {@code NaN} for a study without one, and before there is a bar.
     */
    public double referenceClose = Double.NaN;

    /** {@return (high + low + close) / 3} */
    public double typicalPrice() {
        return (high + low + close) / 3;
    }

    /** {@return volume-weighted average price; the typical price where nothing traded} */
    public double vwap() {
        return volume > 0 ? turnover / volume : typicalPrice();
    }

    /** Makes this a copy of {@code other}. */
    public void set(Bar other) {
        startMs = other.startMs;
        endMs = other.endMs;
        sessionOpenMs = other.sessionOpenMs;
        open = other.open;
        high = other.high;
        low = other.low;
        close = other.close;
        volume = other.volume;
        turnover = other.turnover;
        trades = other.trades;
        tickSize = other.tickSize;
        referenceClose = other.referenceClose;
    }
}
