package dev.shikra.host.control;

/**
 * One rule file and what became of it.
 *
 * @param file within the rules folder
 * @param id of the rule; empty if none of its versions could be read
 * @param name for people; may be empty
 * @param kind pattern or filter
 * @param when what it runs at: {@code 1m}, {@code tick}, or a filter's stage
 * @param version that runs, 16 hexadecimal digits; empty if none does
 * @param reason why it is refused or rests; else empty
 * @param line where the fault is, from 1; 0 if there is none
 * @param column from 1; 0 if there is no fault
 */
public record RuleView(
        String file,
        String id,
        String name,
        Kind kind,
        String when,
        State state,
        String version,
        String reason,
        int line,
        int column) {
    /** What a rule does. */
    public enum Kind {
        /** Finds. */
        PATTERN,
        /** Judges. */
        FILTER
    }

    /** What became of it. */
    public enum State {
        /** What lies in the folder runs. */
        ACTIVE,
        /** Is being checked, or waits to take over between two records. */
        LOADING,
        /** What lies in the folder is refused; a version from before may run. */
        REFUSED,
        /** Rests until the next session or until it is edited. */
        QUARANTINED
    }
}
