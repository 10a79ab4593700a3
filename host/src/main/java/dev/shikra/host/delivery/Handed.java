package dev.shikra.host.delivery;

import dev.shikra.api.signal.Alert;
import org.jspecify.annotations.Nullable;

/**
 * A link in the chain of alerts handed over. The engine thread appends, each notifier's thread
 * walks from where it was; what all have passed is garbage.
 */
final class Handed {
    /** From 1; the chain's head, before all alerts, is 0. */
    final long index;

    final long cause;

    /** Null in the head alone. */
    final @Nullable Alert alert;

    /** Id of the one notifier it is for; empty: all. */
    final String only;

    volatile @Nullable Handed next;

    Handed(long index, long cause, @Nullable Alert alert, String only) {
        this.index = index;
        this.cause = cause;
        this.alert = alert;
        this.only = only;
    }
}
