package dev.shikra.host.rule;

import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.RuleFunction;
import dev.shikra.host.rule.syntax.Trees;
import java.util.List;

/**
 * A named condition of a rule. False if any input that it names is NaN, whether or not the value is
 * reached.
 *
 * @param name in the author's words
 * @param function gives true or false, or a number that is true unless 0
 */
public record Clause(String name, RuleFunction function) {
    /** {@return indices of the inputs that it names, in order of appearance} */
    public List<Integer> inputs() {
        return Trees.inputs(function.body()).stream().map(Expression.Input::index).toList();
    }
}
