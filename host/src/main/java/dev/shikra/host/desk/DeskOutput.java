package dev.shikra.host.desk;

import dev.shikra.api.signal.Alert;

/** Where the desk tells what it decided. Called on the engine thread: must not block. */
public interface DeskOutput {
    /** A rule fired. */
    void signal(Alert signal);

    /** A filter turned the signal down. */
    void rejected(Alert signal, String filter, String reason);

    /**
     * A run of a rule was voided by the real clock: to be journaled, so that a replay voids it too.
     *
     * @param seq the record at which it ran
     * @param run its number, from 0, among the rule's runs at that record
     */
    void voided(String file, long seq, int run);

    /**
     * A run of a rule was voided or failed.
     *
     * @param strikes of this session
     * @param rests whether it rests from now on until the next session or an edit
     */
    void struck(String file, int strikes, boolean rests, String reason);

    /**
     * A signal survived.
     *
     * @param causeSeq the record that caused it: the alert may leave when the journal is durable up
     *     to there
     */
    void alert(Alert alert, long causeSeq);
}
