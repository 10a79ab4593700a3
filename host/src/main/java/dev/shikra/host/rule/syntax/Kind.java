package dev.shikra.host.rule.syntax;

/** What an expression gives. */
public enum Kind {
    NUMBER("a number"),
    TRUTH("true or false"),
    TEXT("text");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** {@return for messages: {@code a number}} */
    public String words() {
        return words;
    }
}
