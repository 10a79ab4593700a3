package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.host.desk.DeskOutput;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.PastVolatility;
import java.util.List;

/** Where the engine tells what happened. Called on the engine thread: must not block. */
public interface EngineOutput extends DeskOutput {
    /** A rule's version could not be activated; the one before still runs. */
    void refused(String file, String reason);

    /** The outcome of a delivery came back. */
    void delivery(byte[] bytes, int at, int length);

    /**
     * A bar closed.
     *
     * @param timeframe its place among the engine's timeframes
     * @param bar the engine's to reuse as soon as this returns
     */
    default void barClosed(int timeframe, int row, Bar bar) {}

    /**
     * A session is over: volatility as its options last said, for later sessions to look back on.
     */
    default void volatilities(List<PastVolatility> ofSession) {}

    /** A session begins: what rested for the one before runs again. */
    default void sessionBegan() {}

    /** From here on alerts go to other notifiers. */
    default void routes(byte[] bytes, int at, int length) {}

    /**
     * All bars of a minute have closed, and what their rules found is told.
     *
     * @param endMs end of the minute, epoch ms
     */
    default void minuteClosed(long endMs) {}

    /**
     * An instrument's history was joined to what the market gave.
     *
     * @param fromMs since when its bars are known, epoch ms
     * @param bars of history
     * @param refused why it was not joined; empty: it was
     */
    default void joined(int row, long fromMs, int bars, String refused) {}

    /**
     * A rule's version runs from here on: what it is the first to read has warmed.
     *
     * @param inputs how many features that were
     */
    default void tookOver(String file, int inputs) {}

    /** A rule's new version could not go on with all that the one before knew. */
    default void stateLost(String file, String what) {}

    /** Adds to a snapshot what belongs to outputs: positions in files, pending deliveries. */
    void write(StateWriter out);
}
