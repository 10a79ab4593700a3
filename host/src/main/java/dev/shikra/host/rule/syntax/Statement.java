package dev.shikra.host.rule.syntax;

import java.util.List;

/** A statement of a block body. */
public sealed interface Statement {
    /** {@code const} or {@code let} with its first value. */
    record Declaration(Variable variable, Expression value) implements Statement {}

    record Assignment(Variable variable, Expression value) implements Statement {}

    /**
     * {@code for (let i = from; i < limit; i += step)}: the bounds are known while loading.
     *
     * @param comparison one of {@code < <= > >=}
     * @param step not 0, towards the limit
     */
    record Loop(
            Variable counter,
            double from,
            String comparison,
            double limit,
            double step,
            List<Statement> body)
            implements Statement {
        public Loop {
            body = List.copyOf(body);
        }

        /** {@return whether the loop goes on at {@code value}} */
        public boolean continuesAt(double value) {
            return switch (comparison) {
                case "<" -> value < limit;
                case "<=" -> value <= limit;
                case ">" -> value > limit;
                default -> value >= limit;
            };
        }
    }

    record Choice(Expression condition, List<Statement> then, List<Statement> otherwise)
            implements Statement {
        public Choice {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Return(Expression value) implements Statement {}
}
