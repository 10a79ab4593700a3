package dev.shikra.api.pattern;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A detector with all its parameters. Made by {@link PatternDescription#spec}, so that equal
 * detectors have equal specifications.
 *
 * @param name of the detector
 * @param parameters complete and canonical, in the description's order
 */
public record PatternSpec(String name, Map<String, String> parameters) {
    public PatternSpec {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * @throws IllegalArgumentException if there is no such parameter
     */
    public String text(String parameter) {
        String value = parameters.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no parameter '" + parameter + "'");
        }
        return value;
    }

    public int whole(String parameter) {
        return Integer.parseInt(text(parameter));
    }

    public double decimal(String parameter) {
        return Double.parseDouble(text(parameter));
    }

    /** {@return {@code name(parameter=value,...)}, the same for equal specifications} */
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(",", name + "(", ")"));
    }
}
