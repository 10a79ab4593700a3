package dev.shikra.host.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The declaration of one configuration value. Immutable.
 *
 * @param path as written in a file, with points: {@code journal.syncMs}
 * @param type what a value must be
 * @param unit for example {@code ms}; {@code ""} where there is none
 * @param absent the default, as it would be written
 * @param doc one sentence for the person who sets it
 * @param variable another environment variable that sets it, known from elsewhere; {@code ""}: none
 * @param <T> what {@link Config#get} gives
 */
public record ConfigKey<T>(
        String path, Type<T> type, String unit, String absent, String doc, String variable) {
    /**
     * @throws IllegalArgumentException if the default is not of the type
     */
    public ConfigKey {
        type.read(absent);
    }

    /** A key without a second variable. */
    public ConfigKey(String path, Type<T> type, String unit, String absent, String doc) {
        this(path, type, unit, absent, doc, "");
    }

    /** {@return whether its value must not be shown} */
    public boolean isSecret() {
        return path.endsWith("assword");
    }

    /** {@return the environment variable that sets it: {@code SHIKRA_JOURNAL_SYNC_MS}} */
    public String environmentName() {
        return "SHIKRA_"
                + path.replaceAll("([a-z])([A-Z])", "$1_$2")
                        .replace('.', '_')
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT);
    }

    /** {@return the default} */
    public T absentValue() {
        return type.read(absent);
    }

    /**
     * How a value is read.
     *
     * @param <T> what it becomes
     */
    public interface Type<T> {
        /**
         * {@return the value of {@code text}}
         *
         * @throws IllegalArgumentException if it is none; the message goes on from "value 'x' "
         */
        T read(String text);

        /** {@return what is right: {@code whole number, 1 to 1000}} */
        String range();
    }

    /** {@return whole numbers in {@code [least, most]}} */
    public static Type<Long> whole(long least, long most) {
        String range = "whole number, " + least + " to " + most;
        return of(
                range,
                text -> {
                    long value = Long.parseLong(text.replace("_", ""));
                    if (value < least || value > most) {
                        throw new NumberFormatException("out of range");
                    }
                    return value;
                });
    }

    /** {@return numbers in {@code [least, most]}} */
    public static Type<Double> number(double least, double most) {
        return of(
                "number, " + least + " to " + most,
                text -> {
                    double value = Double.parseDouble(text);
                    if (!(value >= least && value <= most)) {
                        throw new NumberFormatException("out of range");
                    }
                    return value;
                });
    }

    /** {@return {@code true} or {@code false}} */
    public static Type<Boolean> flag() {
        return of(
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new IllegalArgumentException(text);
                        });
    }

    /** {@return any text that is not blank} */
    public static Type<String> text() {
        return of(
                "text",
                text -> {
                    if (text.isBlank()) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
    }

    /** {@return any text, or none} */
    public static Type<String> textOrNone() {
        return of("text, or none", text -> text);
    }

    /** {@return one of some words} */
    public static Type<String> oneOf(List<String> words) {
        return of(
                "one of " + String.join(", ", words),
                text -> {
                    if (!words.contains(text)) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
    }

    /** {@return texts that match {@code each}, as a list; in a variable separated by commas} */
    public static Type<List<String>> list(Pattern each, String called) {
        return of(
                "list of " + called,
                text -> {
                    List<String> items = new ArrayList<>();
                    for (String item : text.split(",", -1)) {
                        String stripped = item.strip();
                        if (stripped.isEmpty() && text.isBlank()) {
                            continue;
                        }
                        if (!each.matcher(stripped).matches()) {
                            throw new IllegalArgumentException(stripped);
                        }
                        items.add(stripped);
                    }
                    return List.copyOf(items);
                });
    }

    private static <T> Type<T> of(String range, java.util.function.Function<String, T> reader) {
        return new Type<>() {
            @Override
            public T read(String text) {
                try {
                    return reader.apply(text.strip());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("must be: " + range, e);
                }
            }

            @Override
            public String range() {
                return range;
            }
        };
    }
}
