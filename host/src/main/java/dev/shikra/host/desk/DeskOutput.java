package dev.shikra.host.desk;

import dev.shikra.api.signal.Alert;

/** Where the desk tells what it decided. Called on the engine thread: must not block. */
public interface DeskOutput {
    /** A rule fired. */
    void signal(Alert signal);

    /** A filter turned the signal down. */
    void rejected(Alert signal, String filter, String reason);

    /**
     * A signal survived.
     *
     * @param causeSeq the record that caused it: the alert may leave when the journal is durable up to there
     */
    void alert(Alert alert, long causeSeq);
}
