package dev.shikra.host.rule.syntax;

import java.util.List;

/**
 * A function checked for the kinds of one call. Does not call itself, directly or by others.
 *
 * @param number unique in a rule
 * @param body every path ends in a {@link Statement.Return}
 */
public record PureFunction(
        int number, String name, List<Variable> arguments, List<Statement> body, Kind result) {
    public PureFunction {
        arguments = List.copyOf(arguments);
        body = List.copyOf(body);
    }
}
