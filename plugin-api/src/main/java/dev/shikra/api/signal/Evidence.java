package dev.shikra.api.signal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One clause of a rule that was true, with what it compared.
 *
 * @param clause its name, in the rule author's words
 * @param values what was compared, as written in the rule, to its value at that moment
 */
public record Evidence(String clause, Map<String, Double> values) {
    public Evidence {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
