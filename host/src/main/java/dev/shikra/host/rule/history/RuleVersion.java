package dev.shikra.host.rule.history;

import java.time.Instant;

/**
 * One version of a rule file, a library or a test.
 *
 * @param file within the rules folder, {@code patterns/x.js}
 * @param number from 1, by file
 * @param at when it was kept
 * @param who made it; {@link #EDITOR} if it came as a changed file
 * @param why in the author's words; may be empty
 * @param content SHA-256 of the text in lower-case hex; empty if the file was removed
 */
public record RuleVersion(
        String file, int number, Instant at, String who, String why, String content) {
    /** Who a change is by that was made in the folder itself: nobody said. */
    public static final String EDITOR = "file";

    /** {@return whether this version is the file's removal} */
    public boolean removed() {
        return content.isEmpty();
    }
}
