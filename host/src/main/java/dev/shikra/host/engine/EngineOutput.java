package dev.shikra.host.engine;

import dev.shikra.host.desk.DeskOutput;
import dev.shikra.host.journal.StateWriter;

/** Where the engine tells what happened. Called on the engine thread: must not block. */
public interface EngineOutput extends DeskOutput {
    /**
     * A run of a rule was voided while the market ran: to be journaled, so that a replay voids it too.
     *
     * @param seq the record at which it ran
     */
    void voided(String file, long seq);

    /** A rule's version could not be activated; the one before still runs. */
    void refused(String file, String reason);

    /**
     * A run of a rule was voided or failed.
     *
     * @param strikes of this session
     * @param quarantined whether it rests from now on until the next session or an edit
     */
    void struck(String file, int strikes, boolean quarantined, String reason);

    /** The outcome of a delivery came back. */
    void delivery(byte[] bytes, int at, int length);

    /** Adds to a snapshot what belongs to outputs: positions in files, pending deliveries. */
    void write(StateWriter out);
}
