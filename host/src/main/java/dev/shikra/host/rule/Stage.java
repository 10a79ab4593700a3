package dev.shikra.host.rule;

/** Where on the desk a filter judges. */
public enum Stage {
    VALIDATE("validate"),
    QUALIFY("qualify"),
    RETAIL("retail");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** {@return as rules write it} */
    public String text() {
        return text;
    }
}
