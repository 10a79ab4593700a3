package dev.shikra.host;

import dev.shikra.api.signal.Alert;

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
     * Something that a person should know: a rule refused or quarantined, rows left out, a torn
     * journal cut. Any thread.
     */
    default void notice(String message) {}
}
