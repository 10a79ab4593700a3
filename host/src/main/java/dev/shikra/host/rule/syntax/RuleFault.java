package dev.shikra.host.rule.syntax;

/** A rule that can't be loaded: place, what is wrong there, and what to write instead. */
public final class RuleFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Place place;
    private final String text;

    public RuleFault(Place place, String text) {
        super(place + ": " + text, null, false, false);
        this.place = place;
        this.text = text;
    }

    public Place place() {
        return place;
    }

    /** {@return the message without the place} */
    public String text() {
        return text;
    }
}
