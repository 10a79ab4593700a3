package dev.shikra.host.rule;

import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.Statement;
import dev.shikra.host.rule.syntax.Trees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a filter says of a candidate when all its clauses are true.
 *
 * @param before statements that declare what the judgement uses
 * @param judgement what is said
 * @param reasons texts of the rejections in it, in order of appearance
 */
public record Verdict(List<Statement> before, Judgement judgement, List<String> reasons) {
    public Verdict {
        before = List.copyOf(before);
        reasons = List.copyOf(reasons);
    }

    /** A judgement, or a choice between two. */
    public sealed interface Judgement {
        /**
         * The candidate is dropped.
         *
         * @param reason index into {@link Verdict#reasons}
         */
        record Reject(int reason) implements Judgement {}

        /** Its confidence is multiplied by a number from 0 to 2 (and capped at 1). */
        record Scale(Expression factor) implements Judgement {}

        record Choice(Expression condition, Judgement then, Judgement otherwise)
                implements Judgement {}
    }

    /** {@return indices of the inputs that it names} */
    public List<Integer> inputs() {
        var all = new ArrayList<Expression.Input>(Trees.inputs(before));
        collect(judgement, all);
        return List.copyOf(new LinkedHashSet<>(all.stream().map(Expression.Input::index).toList()));
    }

    private static void collect(Judgement judgement, List<Expression.Input> into) {
        switch (judgement) {
            case Judgement.Reject r -> {}
            case Judgement.Scale s -> into.addAll(Trees.inputs(s.factor()));
            case Judgement.Choice c -> {
                into.addAll(Trees.inputs(c.condition()));
                collect(c.then(), into);
                collect(c.otherwise(), into);
            }
        }
    }
}
