package dev.shikra.host;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.FeedState;

/**
 * Hears what happens in a running scanner, for a console or a page. Called on threads of the
 * scanner's: must be quick.
 */
public interface ScannerListener {
    /** Hears nothing. */
    ScannerListener SILENT = new ScannerListener() {};

    /** An alert, on the projection's thread. */
    default void alert(Alert alert) {}

    /** A signal that a filter turned down, on the projection's thread. */
    default void rejected(Alert signal, String filter, String reason) {}

    /**
     * How the feed stands, as its source says, when that changes. The source's threads.
     *
     * @param reason what happened and, where a person must act, what to do
     */
    default void feed(FeedState state, String reason) {}

    /** Rules changed: versions, states. Any thread. */
    default void rulesChanged() {}

    /**
     * Something that a person should know: a rule refused or quarantined, rows left out, a torn
     * journal cut. Any thread.
     */
    default void notice(String message) {}
}
