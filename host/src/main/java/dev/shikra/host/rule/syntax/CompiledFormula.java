package dev.shikra.host.rule.syntax;

import dev.shikra.host.feature.Formula;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checked function as a tree of small objects that compute it on a frame of doubles: truth is 1
 * or 0. The frame holds operands, then variables and the arguments of calls, then what was returned
 * last.
 */
public final class CompiledFormula implements Formula {
    /** Most steps that a formula may take at one bar. */
    static final long MOST_STEPS = 20_000;

    private final String text;
    private final int frameSize;
    private final Block body;
    private final int result;

    private CompiledFormula(String text, int frameSize, Block body, int result) {
        this.text = text;
        this.frameSize = frameSize;
        this.body = body;
        this.result = result;
    }

    /**
     * Compiles a function.
     *
     * @param node for faults
     * @param operands place in the frame of an input, by its index; of a window's values the place
     *     of the newest is that of the index after the window's
     * @param variables places of variables that are operands too
     * @param operandCount operands at the beginning of a frame
     * @throws RuleFault if it works with text or takes too many steps
     */
    public static CompiledFormula of(
            Node node,
            RuleFunction function,
            Map<Integer, Integer> operands,
            Map<Variable, Integer> variables,
            int operandCount) {
        var compiler = new Compiler(operands, operandCount);
        variables.forEach((variable, place) -> compiler.places.put(variable.number(), place));
        Block body = compiler.block(function.body());
        if (body.cost > MOST_STEPS) {
            throw node.fault(
                    "this takes up to "
                            + body.cost
                            + " steps at each bar, and at most "
                            + MOST_STEPS
                            + " are allowed: write smaller loops");
        }
        int size = compiler.size;
        compiler.setResult(size);
        return new CompiledFormula(body.text + compiler.functionTexts, size + 1, body, size);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public int frameSize() {
        return frameSize;
    }

    @Override
    public double apply(double[] frame) {
        body.run(frame);
        return frame[result];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompiledFormula f && f.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean truth(double value) {
        return value != 0 && !Double.isNaN(value);
    }

    /** A value: how to compute it, what it is written as, and its steps. */
    private record Term(Value value, String text, long cost) {}

    @FunctionalInterface
    private interface Value {
        double of(double[] frame);
    }

    /** Statements: {@link #run} tells whether one of them returned. */
    private static final class Block {
        private final Step[] steps;
        private final String text;
        private final long cost;

        Block(Step[] steps, String text, long cost) {
            this.steps = steps;
            this.text = text;
            this.cost = cost;
        }

        boolean run(double[] frame) {
            for (Step step : steps) {
                if (step.run(frame)) {
                    return true;
                }
            }
            return false;
        }
    }

    @FunctionalInterface
    private interface Step {
        boolean run(double[] frame);
    }

    /** Where a call leaves what it returned; known when all places are given out. */
    private static final class Result {
        int place;
    }

    private static final class Compiler {
        private final Map<Integer, Integer> operands;
        private final Map<Integer, Integer> places = new LinkedHashMap<>();
        private final Map<Integer, Block> functions = new LinkedHashMap<>();
        private final Map<Integer, Integer> functionNumbers = new LinkedHashMap<>();
        private final StringBuilder functionTexts = new StringBuilder();
        private final Result result = new Result();
        private int size;

        Compiler(Map<Integer, Integer> operands, int operandCount) {
            this.operands = operands;
            size = operandCount;
        }

        void setResult(int place) {
            result.place = place;
        }

        private int place(Variable variable) {
            Integer known = places.get(variable.number());
            if (known == null) {
                known = size++;
                places.put(variable.number(), known);
            }
            return known;
        }

        Block block(List<Statement> statements) {
            var steps = new Step[statements.size()];
            var text = new StringBuilder();
            long cost = 1;
            for (int i = 0; i < steps.length; i++) {
                Made made = step(statements.get(i));
                steps[i] = made.step;
                text.append(made.text).append(';');
                cost = Math.min(Long.MAX_VALUE / 4, cost + made.cost);
            }
            return new Block(steps, text.toString(), cost);
        }

        private record Made(Step step, String text, long cost) {}

        private Made step(Statement statement) {
            return switch (statement) {
                case Statement.Declaration d -> set(d.variable(), d.value());
                case Statement.Assignment a -> set(a.variable(), a.value());
                case Statement.Choice c -> {
                    Term condition = term(c.condition());
                    Block then = block(c.then());
                    Block otherwise = block(c.otherwise());
                    yield new Made(
                            f -> truth(condition.value.of(f)) ? then.run(f) : otherwise.run(f),
                            "if(" + condition.text + "){" + then.text + "}{" + otherwise.text + "}",
                            condition.cost + then.cost + otherwise.cost);
                }
                case Statement.Loop l -> loop(l);
                case Statement.Return r -> {
                    Term value = term(r.value());
                    Result into = result;
                    yield new Made(
                            f -> {
                                f[into.place] = value.value.of(f);
                                return true;
                            },
                            "return " + value.text,
                            value.cost);
                }
            };
        }

        private Made loop(Statement.Loop l) {
            int counter = place(l.counter());
            Block body = block(l.body());
            double turns = Math.max(0, Math.abs(l.limit() - l.from()) / Math.abs(l.step()) + 1);
            return new Made(
                    f -> {
                        for (double i = l.from(); l.continuesAt(i); i += l.step()) {
                            f[counter] = i;
                            if (body.run(f)) {
                                return true;
                            }
                        }
                        return false;
                    },
                    "for($"
                            + counter
                            + "="
                            + l.from()
                            + l.comparison()
                            + l.limit()
                            + ","
                            + l.step()
                            + "){"
                            + body.text
                            + "}",
                    (long) Math.min(Long.MAX_VALUE / 4.0, turns * body.cost));
        }

        private Made set(Variable variable, Expression expression) {
            Term value = term(expression);
            int place = place(variable);
            return new Made(
                    f -> {
                        f[place] = value.value.of(f);
                        return false;
                    },
                    "$" + place + "=" + value.text,
                    value.cost);
        }

        private Term term(Expression e) {
            return switch (e) {
                case Expression.Numeral n -> constant(n.value());
                case Expression.Parameter p -> constant(p.value());
                case Expression.Truth t -> constant(t.value() ? 1 : 0);
                case Expression.Text t ->
                        throw new RuleFault(
                                t.place(),
                                "a value that is kept works with numbers only: use numbers for texts");
                case Expression.Input i -> read(operand(i.index()));
                case Expression.Local l -> {
                    if (l.kind() == Kind.TEXT) {
                        throw new RuleFault(
                                l.place(),
                                "a value that is kept works with numbers only: use numbers for texts");
                    }
                    yield read(place(l.variable()));
                }
                case Expression.Element element -> element(element);
                case Expression.Negation n -> {
                    Term of = term(n.of());
                    yield new Term(f -> -of.value.of(f), "-(" + of.text + ")", of.cost + 1);
                }
                case Expression.Not n -> {
                    Term of = term(n.of());
                    yield new Term(
                            f -> truth(of.value.of(f)) ? 0 : 1, "!(" + of.text + ")", of.cost + 1);
                }
                case Expression.Arithmetic a -> arithmetic(a);
                case Expression.Comparison c -> comparison(c);
                case Expression.Logical l -> logical(l);
                case Expression.Conditional c -> {
                    Term condition = term(c.condition());
                    Term then = term(c.then());
                    Term otherwise = term(c.otherwise());
                    yield new Term(
                            f ->
                                    truth(condition.value.of(f))
                                            ? then.value.of(f)
                                            : otherwise.value.of(f),
                            "(" + condition.text + "?" + then.text + ":" + otherwise.text + ")",
                            condition.cost + then.cost + otherwise.cost);
                }
                case Expression.MathCall m -> math(m);
                case Expression.Call c -> call(c);
            };
        }

        private int operand(int input) {
            Integer place = operands.get(input);
            if (place == null) {
                throw new IllegalStateException("input " + input + " is no operand");
            }
            return place;
        }

        private static Term constant(double value) {
            return new Term(f -> value, Double.toString(value), 1);
        }

        private static Term read(int place) {
            return new Term(f -> f[place], "$" + place, 1);
        }

        private Term element(Expression.Element e) {
            int first = operand(e.index() + 1);
            Term at = term(e.at());
            return new Term(
                    f -> f[first + (int) at.value.of(f)],
                    "$" + first + "[" + at.text + "]",
                    at.cost + 1);
        }

        private Term arithmetic(Expression.Arithmetic a) {
            Term left = term(a.left());
            Term right = term(a.right());
            Value l = left.value;
            Value r = right.value;
            Value value =
                    switch (a.operator()) {
                        case "+" -> f -> l.of(f) + r.of(f);
                        case "-" -> f -> l.of(f) - r.of(f);
                        case "*" -> f -> l.of(f) * r.of(f);
                        case "/" -> f -> l.of(f) / r.of(f);
                        case "%" -> f -> l.of(f) % r.of(f);
                        default -> f -> Math.pow(l.of(f), r.of(f));
                    };
            return pair(value, left, a.operator(), right);
        }

        private Term comparison(Expression.Comparison c) {
            Term left = term(c.left());
            Term right = term(c.right());
            Value l = left.value;
            Value r = right.value;
            Value value =
                    switch (c.operator()) {
                        case "===" -> f -> l.of(f) == r.of(f) ? 1 : 0;
                        case "!==" -> f -> l.of(f) != r.of(f) ? 1 : 0;
                        case "<" -> f -> l.of(f) < r.of(f) ? 1 : 0;
                        case "<=" -> f -> l.of(f) <= r.of(f) ? 1 : 0;
                        case ">" -> f -> l.of(f) > r.of(f) ? 1 : 0;
                        default -> f -> l.of(f) >= r.of(f) ? 1 : 0;
                    };
            return pair(value, left, c.operator(), right);
        }

        private Term logical(Expression.Logical e) {
            Term left = term(e.left());
            Term right = term(e.right());
            Value l = left.value;
            Value r = right.value;
            boolean any = e.operator().equals("||");
            Value value =
                    e.kind() == Kind.TRUTH
                            ? f ->
                                    (any
                                                    ? truth(l.of(f)) || truth(r.of(f))
                                                    : truth(l.of(f)) && truth(r.of(f)))
                                            ? 1
                                            : 0
                            : f -> {
                                double first = l.of(f);
                                return truth(first) == any ? first : r.of(f);
                            };
            return pair(value, left, e.operator(), right);
        }

        private static Term pair(Value value, Term left, String operator, Term right) {
            return new Term(
                    value,
                    "(" + left.text + operator + right.text + ")",
                    left.cost + right.cost + 1);
        }

        private Term math(Expression.MathCall m) {
            List<Term> terms = m.arguments().stream().map(this::term).toList();
            String text = m.function().text() + terms.stream().map(Term::text).toList();
            long cost = 1;
            for (Term term : terms) {
                cost += term.cost;
            }
            Value first = terms.getFirst().value;
            MathFunction function = m.function();
            Value value =
                    switch (function) {
                        case MIN, MAX -> {
                            Value[] all = terms.stream().map(Term::value).toArray(Value[]::new);
                            boolean least = function == MathFunction.MIN;
                            yield f -> {
                                double best = all[0].of(f);
                                for (int i = 1; i < all.length; i++) {
                                    double next = all[i].of(f);
                                    best = least ? Math.min(best, next) : Math.max(best, next);
                                }
                                return best;
                            };
                        }
                        case POW, ATAN2 -> {
                            Value second = terms.get(1).value;
                            yield f -> function.apply(first.of(f), second.of(f));
                        }
                        default -> f -> function.apply(first.of(f), 0);
                    };
            return new Term(value, text, cost);
        }

        /**
         * Arguments wait in places of the call's own: evaluating one may call the same function.
         */
        private Term call(Expression.Call c) {
            PureFunction function = c.function();
            List<Term> terms = c.arguments().stream().map(this::term).toList();
            int waiting = size;
            size += terms.size();
            int[] into = function.arguments().stream().mapToInt(this::place).toArray();
            Value[] values = terms.stream().map(Term::value).toArray(Value[]::new);
            if (function.result() == Kind.TEXT) {
                throw new RuleFault(
                        c.place(),
                        "a value that is kept works with numbers only: use numbers for texts");
            }
            Block body = functions.get(function.number());
            if (body == null) {
                body = block(function.body());
                functions.put(function.number(), body);
                functionNumbers.put(function.number(), functionNumbers.size());
                functionTexts
                        .append(" f")
                        .append(functionNumbers.get(function.number()))
                        .append("($")
                        .append(into.length == 0 ? "" : into[0])
                        .append("){")
                        .append(body.text)
                        .append('}');
            }
            Block run = body;
            Result from = result;
            long cost = body.cost;
            for (Term term : terms) {
                cost += term.cost;
            }
            return new Term(
                    f -> {
                        for (int i = 0; i < values.length; i++) {
                            f[waiting + i] = values[i].of(f);
                        }
                        for (int i = 0; i < into.length; i++) {
                            f[into[i]] = f[waiting + i];
                        }
                        run.run(f);
                        return f[from.place];
                    },
                    "f"
                            + functionNumbers.get(function.number())
                            + terms.stream().map(Term::text).toList(),
                    cost + 1);
        }
    }
}
