package dev.shikra.host.control;

/** What became of a text that was checked or saved. */
public sealed interface RuleAnswer {
    /**
     * It is right; if it was saved it takes over between two records.
     *
     * @param base names the text, as {@link RuleText#base}
     */
    record Accepted(String file, String id, String version, String base) implements RuleAnswer {}

    /**
     * It is wrong and was not saved; what ran before goes on.
     *
     * @param file where the fault is: the rule's file, or a library that it imports
     * @param line from 1
     * @param column from 1
     */
    record Refused(String file, int line, int column, String message) implements RuleAnswer {}

    /**
     * The file was changed by someone else in the meantime; nothing was saved.
     *
     * @param now the file's text
     */
    record Conflict(RuleText now, String message) implements RuleAnswer {}
}
