package dev.shikra.host.rule;

/** How often a pattern that stays true gives a signal, per instrument. */
public enum Fires {
    /** When it becomes true; again only after it was false. Restarts each session. */
    EDGE("edge"),
    /** At each evaluation at which it is true. */
    EACH("each"),
    /** The first time in a session. */
    ONCE("once");

    private final String text;

    Fires(String text) {
        this.text = text;
    }

    /** {@return as rules write it} */
    public String text() {
        return text;
    }
}
