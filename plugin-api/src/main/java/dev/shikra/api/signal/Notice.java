package dev.shikra.api.signal;

import java.time.Instant;

/**
 * Something about the service itself that a person should know: the feed is mute, a login is
 * needed. No signal and no part of the journal; holds no secret.
 *
 * @param severity how much it matters
 * @param title a few words, one line
 * @param text what happened and, where a person must act, what to do; with links in full
 * @param time when it happened
 */
public record Notice(Severity severity, String title, String text, Instant time) {
    /** How much a notice matters. */
    public enum Severity {
        /** Good to know: what was wrong is well again. */
        INFO,
        /** Something is wrong; the service goes on trying by itself. */
        WARNING,
        /** Nothing goes on until a person has acted. */
        ACTION
    }
}
