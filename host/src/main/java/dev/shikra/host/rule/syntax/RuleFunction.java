package dev.shikra.host.rule.syntax;

import java.util.List;

/**
 * The body of a clause.
 *
 * @param inputsName how the source calls the inputs, for example {@code x}; empty if it reads none
 * @param parametersName how it calls the params, for example {@code p}; empty if it reads none
 * @param body every path ends in a return; a single return for {@code x => expression}
 * @param result what it gives
 */
public record RuleFunction(
        String inputsName, String parametersName, List<Statement> body, Kind result) {
    public RuleFunction {
        body = List.copyOf(body);
    }
}
