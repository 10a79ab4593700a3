package dev.shikra.api.signal;

/** Which way a signal points. */
public enum Direction {
    LONG("long"),
    SHORT("short"),
    /** No side: something happened that is worth a look. */
    NEUTRAL("neutral");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /** {@return as rules and files write it} */
    public String text() {
        return text;
    }
}
