package dev.shikra.host.control;

/** What became of a form. */
public sealed interface FormAnswer {
    /**
     * The rule that it describes; nothing was saved.
     *
     * @param file where such a rule lies, within the rules folder
     */
    record Written(String file, String text) implements FormAnswer {}

    /**
     * It is no form.
     *
     * @param path where in it: {@code when[0].left}
     */
    record Refused(String path, String message) implements FormAnswer {}
}
