package dev.shikra.host.rule;

import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.Statement;
import dev.shikra.host.rule.syntax.Trees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a pattern gives when all its clauses are true. While an input that it names is NaN the
 * pattern is warming up and does not match.
 *
 * @param before statements that declare what the expressions use
 * @param direction text: {@code long}, {@code short} or {@code neutral}
 * @param confidence 0 to 1
 * @param stop price; NaN as a number if the rule gives none
 * @param target price; NaN as a number if the rule gives none
 * @param note a sentence for people, in parts; empty if the rule gives none
 */
public record Outcome(
        List<Statement> before,
        Expression direction,
        Expression confidence,
        Expression stop,
        Expression target,
        List<NotePart> note) {
    /** A part of the note: text as written, or a number. */
    public sealed interface NotePart {
        record Words(String text) implements NotePart {}

        record Number(Expression value) implements NotePart {}
    }

    public Outcome {
        before = List.copyOf(before);
        note = List.copyOf(note);
    }

    /** {@return indices of the inputs that it names} */
    public List<Integer> inputs() {
        var all = new ArrayList<Expression.Input>(Trees.inputs(before));
        for (Expression e : List.of(direction, confidence, stop, target)) {
            all.addAll(Trees.inputs(e));
        }
        return List.copyOf(new LinkedHashSet<>(all.stream().map(Expression.Input::index).toList()));
    }
}
