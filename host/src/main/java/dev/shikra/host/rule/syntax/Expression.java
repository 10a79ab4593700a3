package dev.shikra.host.rule.syntax;

import java.util.List;

/**
 * An expression of the rule language: pure, of a known {@link Kind}. Meanings are JavaScript's;
 * operands of mixed kinds do not occur except in conditions, where a number is true unless it is 0
 * or NaN.
 */
public sealed interface Expression {
    Place place();

    Kind kind();

    /** A number as written, or a constant computed while loading. */
    record Numeral(Place place, double value) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    record Truth(Place place, boolean value) implements Expression {
        @Override
        public Kind kind() {
            return Kind.TRUTH;
        }
    }

    record Text(Place place, String value) implements Expression {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    /**
     * A declared input: {@code x.close}.
     *
     * @param index in the order of declaration
     */
    record Input(Place place, String name, int index) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    /**
     * A value of a declared window: {@code x.closes[3]}.
     *
     * @param index place of the window among the inputs; its values follow, newest first
     * @param at whole number from 0, proven to be below the window's size
     */
    record Element(Place place, String name, int index, Expression at) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    /** A parameter of the rule with its effective value: {@code p.times}. */
    record Parameter(Place place, String name, double value) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    /** A variable, loop counter or argument of the function that it stands in. */
    record Local(Place place, Variable variable) implements Expression {
        @Override
        public Kind kind() {
            return variable.kind();
        }
    }

    /** Arithmetic negation. */
    record Negation(Place place, Expression of) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    record Not(Place place, Expression of) implements Expression {
        @Override
        public Kind kind() {
            return Kind.TRUTH;
        }
    }

    /**
     * Two numbers and an operator.
     *
     * @param operator one of {@code + - * / % **}
     */
    record Arithmetic(Place place, String operator, Expression left, Expression right)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    /**
     * Two values of one kind, compared.
     *
     * @param operator one of {@code < <= > >= === !==}
     */
    record Comparison(Place place, String operator, Expression left, Expression right)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.TRUTH;
        }
    }

    /**
     * {@code &&} or {@code ||}. Of two numbers it gives one of them, as JavaScript does; of mixed
     * operands true or false.
     */
    record Logical(Place place, String operator, Expression left, Expression right)
            implements Expression {
        @Override
        public Kind kind() {
            return left.kind() == right.kind() ? left.kind() : Kind.TRUTH;
        }
    }

    record Conditional(Place place, Expression condition, Expression then, Expression otherwise)
            implements Expression {
        @Override
        public Kind kind() {
            return then.kind();
        }
    }

    record MathCall(Place place, MathFunction function, List<Expression> arguments)
            implements Expression {
        public MathCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    /** A call of a function of the file or of {@code rules/lib}. */
    record Call(Place place, PureFunction function, List<Expression> arguments)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Kind kind() {
            return function.result();
        }
    }
}
