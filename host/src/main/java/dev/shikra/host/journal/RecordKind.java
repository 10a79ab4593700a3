package dev.shikra.host.journal;

/** What a record is. The codes are on disk: never reuse one. */
public enum RecordKind {
    /** First of a session: the session and the hashes of instruments, config, rules and plugins. */
    HEADER(1),
    /** A frame as a source received it. */
    FRAME(2),
    /** Seconds that passed: a run of one or more, first and last (epoch s). */
    CLOCK(3),
    /** Something to do between two records: activate a rule version, say. */
    COMMAND(4),
    /**
     * What the real clock decided of the engine's own work: a rule's run voided. Read before the
     * frames of its segment.
     */
    VOID(5),
    /** The outcome of a delivery. */
    DELIVERY(6),
    /** The notifiers that alerts go to from here on. */
    ROUTES(7),
    /** Volatilities of sessions from before the journal began. */
    VOLATILITIES(8),
    /** Bars of the past that came while the market runs, and when to work on them. */
    HISTORY(9);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException if no kind has this code
     */
    public static RecordKind of(int code) {
        for (RecordKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no record kind has the code " + code);
    }
}
