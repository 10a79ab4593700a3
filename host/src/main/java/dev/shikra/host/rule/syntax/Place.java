package dev.shikra.host.rule.syntax;

/**
 * Where something stands in a rule file.
 *
 * @param file path within the rules folder, for example {@code patterns/ema.js}
 * @param line from 1
 * @param column from 1
 * @param start offset of the first character, from 0
 * @param end offset after the last character
 */
public record Place(String file, int line, int column, int start, int end) {
    /** The beginning of a file. */
    public static Place startOf(String file) {
        return new Place(file, 1, 1, 0, 0);
    }

    /** {@return {@code file:line:column}} */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
