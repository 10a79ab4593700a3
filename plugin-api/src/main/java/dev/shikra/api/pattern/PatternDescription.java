package dev.shikra.api.pattern;

import dev.shikra.api.study.Parameter;
import java.util.List;
import java.util.Map;

/**
 * What users may ask of one kind of detector.
 *
 * @param name as typed in configuration; lower case
 * @param summary one sentence: what it finds
 * @param version of its behaviour: another one gives its signals other ids
 * @param parameters in order, each with its default
 */
public record PatternDescription(
        String name, String summary, String version, List<Parameter> parameters) {
    public PatternDescription {
        parameters = List.copyOf(parameters);
    }

    /**
     * {@return the complete, canonical specification for what a user gave}
     *
     * @param given parameter to value; what is absent takes its default
     * @throws IllegalArgumentException for a parameter that does not exist or a value that is not
     *     allowed; the message says what would be
     */
    public PatternSpec spec(Map<String, String> given) {
        return new PatternSpec(name, Parameter.complete(name, parameters, given));
    }
}
