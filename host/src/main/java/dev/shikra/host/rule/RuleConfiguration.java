package dev.shikra.host.rule;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What configuration gives to rules. Immutable.
 *
 * @param universes directory of lists of instruments, {@code NAME.txt} each; where there is none, a
 *     rule that names a list is refused
 * @param parameters values for params, by the name of the rule's file without {@code .js}
 */
public record RuleConfiguration(Path universes, Map<String, Map<String, Double>> parameters) {
    /** No lists and no values. */
    public static final RuleConfiguration NONE =
            new RuleConfiguration(Path.of("no-universes"), Map.of());

    public RuleConfiguration {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** {@return values for the params of a file, {@code patterns/x.js}} */
    Map<String, Double> parametersOf(String path) {
        String name = path.substring(path.indexOf('/') + 1).replaceFirst("\\.js$", "");
        return parameters.getOrDefault(name, Map.of());
    }
}
