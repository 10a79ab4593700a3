package dev.shikra.api.study;

import java.util.List;
import java.util.Map;

/**
 * What users may ask of one kind of study.
 *
 * @param name as typed in rules, configuration and command line; lower case
 * @param summary one sentence: what it is, unit, range
 * @param parameters in order, each with its default
 * @param outputs names in order
 */
public record StudyDescription(
        String name, String summary, List<Parameter> parameters, List<String> outputs) {
    public StudyDescription {
        parameters = List.copyOf(parameters);
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException(name + ": a study has at least one output");
        }
    }

    /**
     * {@return the complete, canonical specification for what a user gave}
     *
     * @param given parameter to value; what is absent takes its default
     * @throws IllegalArgumentException for a parameter that does not exist or a value that is not
     *     allowed; the message says what would be
     */
    public StudySpec spec(Map<String, String> given) {
        return new StudySpec(name, Parameter.complete(name, parameters, given));
    }
}
