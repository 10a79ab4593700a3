package dev.shikra.api.plugin;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One key of a plugin's section of the configuration.
 *
 * @param name for example {@code readTimeoutMs}; the unit is in the name where there is one
 * @param kind what values it takes
 * @param absent what holds where the key is not written, as text; empty: nothing
 * @param doc one sentence for people
 */
public record PluginKey(String name, Kind kind, String absent, String doc) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    /**
     * @throws IllegalArgumentException if the name is not letters and digits, or the default is not
     *     allowed
     */
    public PluginKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "key '" + name + "' is not a name of letters and digits");
        }
        if (!absent.isEmpty() && !kind.allows(absent)) {
            throw new IllegalArgumentException(
                    "key '" + name + "': its default '" + absent + "' is not " + kind.allowed());
        }
    }

    /** What values a key takes. */
    public sealed interface Kind {
        /** {@return whether {@code text} is such a value} */
        boolean allows(String text);

        /** {@return what is allowed, in words: {@code a whole number from 1 to 10}} */
        String allowed();
    }

    /** A whole number. */
    public record Whole(long min, long max) implements Kind {
        @Override
        public boolean allows(String text) {
            try {
                long value = Long.parseLong(text.strip());
                return value >= min && value <= max;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** A number. */
    public record Decimal(double min, double max) implements Kind {
        @Override
        public boolean allows(String text) {
            try {
                double value = Double.parseDouble(text.strip());
                return value >= min && value <= max;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        @Override
        public String allowed() {
            return "a number from " + min + " to " + max;
        }
    }

    /** One of some words. */
    public record Choice(List<String> values) implements Kind {
        public Choice {
            values = List.copyOf(values);
        }

        @Override
        public boolean allows(String text) {
            return values.contains(text.strip());
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", values);
        }
    }

    /**
     * Text of a form; a list is text with commas.
     *
     * @param form the whole text matches it
     * @param allowed the form in words, with an example
     */
    public record Text(Pattern form, String allowed) implements Kind {
        /** {@return any text} */
        public static Text any() {
            return new Text(Pattern.compile("(?s).*"), "text");
        }

        /** {@return text of a form, in words, with an example} */
        public static Text of(String form, String allowed) {
            return new Text(Pattern.compile(form), allowed);
        }

        @Override
        public boolean allows(String text) {
            return form.matcher(text).matches();
        }
    }
}
