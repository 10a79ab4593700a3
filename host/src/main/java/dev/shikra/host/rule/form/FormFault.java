package dev.shikra.host.rule.form;

/** What is wrong with a form, and where in it. */
public final class FormFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String text;

    FormFault(String path, String text) {
        super(path + ": " + text, null, false, false);
        this.path = path;
        this.text = text;
    }

    /** {@return where: {@code when[0].left}} */
    public String path() {
        return path;
    }

    /** {@return what, and what to write instead} */
    public String text() {
        return text;
    }
}
