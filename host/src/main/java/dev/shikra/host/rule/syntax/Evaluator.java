package dev.shikra.host.rule.syntax;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Computes trees in Java with JavaScript's meanings: the slow and obvious way, for evidence, for
 * explanations, and as a check on kernels. One thread at a time.
 */
public final class Evaluator {
    /** Told of every comparison outside of called functions, with what it compared. */
    public interface Observer {
        void compared(Expression operand, double value);
    }

    private final IntToDoubleFunction inputs;
    private final Observer observer;
    private final boolean observed;
    private final Map<Integer, Object> variables = new HashMap<>();
    private int callDepth;
    private long steps;
    private long mostSteps = Long.MAX_VALUE;

    /** Thrown by an evaluator that may take only so many steps. */
    public static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManySteps() {
            super("the rule takes too many steps to be shown", null, false, false);
        }
    }

    /**
     * {@return this evaluator, which from now on throws {@link TooManySteps} after {@code most}
     * more values}
     */
    public Evaluator atMost(long most) {
        mostSteps = steps + most;
        return this;
    }

    /**
     * @param inputs value of an input by its index
     */
    public Evaluator(IntToDoubleFunction inputs) {
        this(inputs, (operand, value) -> {}, false);
    }

    public Evaluator(IntToDoubleFunction inputs, Observer observer) {
        this(inputs, observer, true);
    }

    private Evaluator(IntToDoubleFunction inputs, Observer observer, boolean observed) {
        this.inputs = inputs;
        this.observer = observer;
        this.observed = observed;
    }

    /** {@return what the statements return: a Double, Boolean or String} */
    public Object run(List<Statement> body) {
        return execute(body)
                .orElseThrow(() -> new IllegalStateException("a checked body always returns"));
    }

    /** {@return the value that a return gave, empty if none was reached} */
    public Optional<Object> execute(List<Statement> statements) {
        for (Statement statement : statements) {
            Optional<Object> returned =
                    switch (statement) {
                        case Statement.Declaration(Variable v, Expression e) -> {
                            variables.put(v.number(), value(e));
                            yield Optional.empty();
                        }
                        case Statement.Assignment(Variable v, Expression e) -> {
                            variables.put(v.number(), value(e));
                            yield Optional.empty();
                        }
                        case Statement.Loop loop -> loop(loop);
                        case Statement.Choice c ->
                                execute(truth(value(c.condition())) ? c.then() : c.otherwise());
                        case Statement.Return(Expression e) -> Optional.of(value(e));
                    };
            if (returned.isPresent()) {
                return returned;
            }
        }
        return Optional.empty();
    }

    private Optional<Object> loop(Statement.Loop loop) {
        for (double i = loop.from(); loop.continuesAt(i); i += loop.step()) {
            variables.put(loop.counter().number(), i);
            Optional<Object> returned = execute(loop.body());
            if (returned.isPresent()) {
                return returned;
            }
        }
        return Optional.empty();
    }

    /** {@return a Double, Boolean or String by the expression's kind} */
    public Object value(Expression expression) {
        if (++steps > mostSteps) {
            throw new TooManySteps();
        }
        return switch (expression) {
            case Expression.Numeral n -> n.value();
            case Expression.Truth t -> t.value();
            case Expression.Text t -> t.value();
            case Expression.Input i -> inputs.applyAsDouble(i.index());
            case Expression.Element e -> inputs.applyAsDouble(e.index() + 1 + (int) number(e.at()));
            case Expression.Parameter p -> p.value();
            case Expression.Local l -> local(l.variable());
            case Expression.Negation n -> -number(n.of());
            case Expression.Not n -> !truth(value(n.of()));
            case Expression.Arithmetic a ->
                    arithmetic(a.operator(), number(a.left()), number(a.right()));
            case Expression.Comparison c -> compare(c);
            case Expression.Logical l -> logical(l);
            case Expression.Conditional c ->
                    truth(value(c.condition())) ? value(c.then()) : value(c.otherwise());
            case Expression.MathCall m ->
                    m.function().apply(m.arguments().stream().mapToDouble(this::number).toArray());
            case Expression.Call c -> call(c);
        };
    }

    public double number(Expression expression) {
        return (Double) value(expression);
    }

    /** {@return what JavaScript takes the value for in a condition} */
    public static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case Double d -> d != 0 && !Double.isNaN(d);
            default -> throw new IllegalStateException("no condition: " + value);
        };
    }

    private Object local(Variable variable) {
        Object value = variables.get(variable.number());
        if (value == null) {
            throw new IllegalStateException(variable.name() + " is read before it has a value");
        }
        return value;
    }

    private static double arithmetic(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            default -> Math.pow(a, b);
        };
    }

    private boolean compare(Expression.Comparison c) {
        Object left = value(c.left());
        Object right = value(c.right());
        if (callDepth == 0 && left instanceof Double a && right instanceof Double b) {
            observer.compared(c.left(), a);
            observer.compared(c.right(), b);
        }
        return switch (c.operator()) {
            case "===" -> same(left, right);
            case "!==" -> !same(left, right);
            case "<" -> (Double) left < (Double) right;
            case "<=" -> (Double) left <= (Double) right;
            case ">" -> (Double) left > (Double) right;
            default -> (Double) left >= (Double) right;
        };
    }

    private static boolean same(Object left, Object right) {
        return (left instanceof Double a && right instanceof Double b)
                ? a.doubleValue() == b.doubleValue()
                : left.equals(right);
    }

    /** An observer hears of both sides, whichever decides: there are no effects to hold back. */
    private Object logical(Expression.Logical l) {
        Object left = value(l.left());
        boolean decided = truth(left) == l.operator().equals("||");
        if (decided && !observed) {
            return l.kind() == Kind.TRUTH ? (Object) truth(left) : left;
        }
        Object right = value(l.right());
        Object result = decided ? left : right;
        return l.kind() == Kind.TRUTH ? (Object) truth(result) : result;
    }

    private Object call(Expression.Call call) {
        PureFunction function = call.function();
        List<Object> arguments = call.arguments().stream().map(this::value).toList();
        for (int i = 0; i < arguments.size(); i++) {
            variables.put(function.arguments().get(i).number(), arguments.get(i));
        }
        callDepth++;
        try {
            return run(function.body());
        } finally {
            callDepth--;
        }
    }
}
