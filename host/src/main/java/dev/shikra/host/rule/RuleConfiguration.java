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
 * @param indices id of the index of a segment's or an exchange's instruments
 */
public record RuleConfiguration(
        Path universes, Map<String, Map<String, Double>> parameters, Map<String, String> indices) {
    /** What rules read as {@code index} if nobody says otherwise. */
    public static final Map<String, String> USUAL_INDICES =
            Map.of(
                    "NSE", "NSE:NIFTY 50",
                    "NFO", "NSE:NIFTY 50",
                    "BSE", "BSE:SENSEX",
                    "BFO", "BSE:SENSEX");

    /** With the usual indices. */
    public RuleConfiguration(Path universes, Map<String, Map<String, Double>> parameters) {
        this(universes, parameters, USUAL_INDICES);
    }

    /** No lists and no values. */
    public static final RuleConfiguration NONE =
            new RuleConfiguration(Path.of("no-universes"), Map.of());

    public RuleConfiguration {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        indices = Collections.unmodifiableMap(new TreeMap<>(indices));
    }

    /** {@return values for the params of a file, {@code patterns/x.js}} */
    Map<String, Double> parametersOf(String path) {
        String name = path.substring(path.indexOf('/') + 1).replaceFirst("\\.js$", "");
        return parameters.getOrDefault(name, Map.of());
    }
}
