package dev.shikra.api.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A parameter of a study: name, default and what values it takes. */
public sealed interface Parameter {
    String name();

    /** {@return the default as text} */
    String defaultText();

    /** {@return what is allowed, in words: {@code a whole number from 1 to 5000}} */
    String allowed();

    /**
     * {@return {@code text} in canonical form, so that equal specifications are equal texts}
     *
     * @throws IllegalArgumentException with {@link #allowed} in the message if it is not allowed
     */
    String canonical(String text);

    /** A whole number from {@code min} to {@code max}. */
    record Whole(String name, int defaultValue, int min, int max) implements Parameter {
        @Override
        public String defaultText() {
            return Integer.toString(defaultValue);
        }

        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public String canonical(String text) {
            double value = number(this, text);
            if (value != Math.rint(value) || value < min || value > max) {
                throw refused(this, text);
            }
            return Integer.toString((int) value);
        }
    }

    /** A number from {@code min} to {@code max}. */
    record Decimal(String name, double defaultValue, double min, double max) implements Parameter {
        @Override
        public String defaultText() {
            return Double.toString(defaultValue);
        }

        @Override
        public String allowed() {
            return "a number from " + min + " to " + max;
        }

        @Override
        public String canonical(String text) {
            double value = number(this, text);
            if (!(value >= min && value <= max)) {
                throw refused(this, text);
            }
            return Double.toString(value + 0.0); // -0.0 becomes 0.0
        }
    }

    /** One of some words; {@code true} and {@code false} are such words. */
    record Choice(String name, String defaultText, List<String> values) implements Parameter {
        public Choice {
            values = List.copyOf(values);
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", values);
        }

        @Override
        public String canonical(String text) {
            if (!values.contains(text)) {
                throw refused(this, text);
            }
            return text;
        }
    }

    /**
     * Any words on one line.
     *
     * @param what is expected, for messages: {@code an instrument such as NSE:INFY}
     */
    record Text(String name, String defaultText, String what) implements Parameter {
        private static final int LONGEST = 200;

        @Override
        public String allowed() {
            return what;
        }

        @Override
        public String canonical(String text) {
            String stripped = text.strip();
            if (stripped.length() > LONGEST || stripped.chars().anyMatch(c -> c < ' ')) {
                throw refused(this, text);
            }
            return stripped;
        }
    }

    /**
     * {@return every parameter with its canonical value}
     *
     * @param owner whose parameters they are, for messages
     * @param given parameter to value; what is absent takes its default
     * @throws IllegalArgumentException for a parameter that does not exist or a value that is not
     *     allowed; the message says what would be
     */
    static Map<String, String> complete(
            String owner, List<Parameter> parameters, Map<String, String> given) {
        for (String key : given.keySet()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(key))) {
                throw new IllegalArgumentException(
                        owner
                                + " has no parameter '"
                                + key
                                + "': "
                                + (parameters.isEmpty()
                                        ? "it takes none"
                                        : "it takes "
                                                + parameters.stream()
                                                        .map(Parameter::name)
                                                        .collect(Collectors.joining(", "))));
            }
        }
        var complete = new LinkedHashMap<String, String>();
        for (Parameter parameter : parameters) {
            complete.put(
                    parameter.name(),
                    parameter.canonical(
                            given.getOrDefault(parameter.name(), parameter.defaultText())));
        }
        return complete;
    }

    private static double number(Parameter parameter, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused(parameter, text);
        }
    }

    private static IllegalArgumentException refused(Parameter parameter, String text) {
        return new IllegalArgumentException(
                parameter.name()
                        + "="
                        + text
                        + ": "
                        + parameter.name()
                        + " is "
                        + parameter.allowed());
    }
}
