package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.Kind;
import dev.shikra.host.rule.syntax.PureFunction;
import dev.shikra.host.rule.syntax.Statement;
import dev.shikra.host.rule.syntax.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes checked trees as JavaScript. No name of the author's reaches the text: variables are
 * {@code l} and a number, functions {@code f}, inputs {@code v}.
 */
final class KernelText {
    private final Map<Integer, PureFunction> functions = new LinkedHashMap<>();
    private final StringBuilder functionTexts = new StringBuilder();

    /** {@return the functions that the expressions written so far call, callees first} */
    String functions() {
        return functionTexts.toString();
    }

    String expression(Expression e) {
        return switch (e) {
            case Expression.Numeral n -> number(n.value());
            case Expression.Truth t -> Boolean.toString(t.value());
            case Expression.Text t -> text(t.value());
            case Expression.Input i -> "v" + i.index();
            case Expression.Element v ->
                    v.at() instanceof Expression.Numeral n
                            ? "f[at + s" + v.index() + " + " + (1 + (int) n.value()) + "]"
                            : "f[at + s" + v.index() + " + 1 + " + expression(v.at()) + "]";
            case Expression.Parameter p -> number(p.value());
            case Expression.Local l -> name(l.variable());
            case Expression.Negation n -> "(-" + expression(n.of()) + ")";
            case Expression.Not n -> "(!" + expression(n.of()) + ")";
            case Expression.Arithmetic a -> pair(a.left(), a.operator(), a.right());
            case Expression.Comparison c -> pair(c.left(), c.operator(), c.right());
            case Expression.Logical l ->
                    l.left().kind() == l.right().kind()
                            ? pair(l.left(), l.operator(), l.right())
                            : "("
                                    + truth(l.left())
                                    + " "
                                    + l.operator()
                                    + " "
                                    + truth(l.right())
                                    + ")";
            case Expression.Conditional c ->
                    "("
                            + expression(c.condition())
                            + " ? "
                            + expression(c.then())
                            + " : "
                            + expression(c.otherwise())
                            + ")";
            case Expression.MathCall m -> "Math." + m.function().text() + list(m.arguments());
            case Expression.Call c -> {
                declare(c.function());
                yield "f" + c.function().number() + list(c.arguments());
            }
        };
    }

    private String truth(Expression e) {
        return e.kind() == Kind.TRUTH ? expression(e) : "(!!" + expression(e) + ")";
    }

    private String pair(Expression left, String operator, Expression right) {
        return "(" + expression(left) + " " + operator + " " + expression(right) + ")";
    }

    private String list(List<Expression> arguments) {
        return arguments.stream().map(this::expression).collect(Collectors.joining(", ", "(", ")"));
    }

    String statements(List<Statement> statements) {
        return statements.stream().map(this::statement).collect(Collectors.joining(" "));
    }

    private String statement(Statement statement) {
        return switch (statement) {
            case Statement.Declaration d ->
                    (d.variable().changes() ? "let " : "const ")
                            + name(d.variable())
                            + " = "
                            + expression(d.value())
                            + ";";
            case Statement.Assignment a -> name(a.variable()) + " = " + expression(a.value()) + ";";
            case Statement.Loop l -> {
                String i = name(l.counter());
                yield "for (let "
                        + i
                        + " = "
                        + number(l.from())
                        + "; "
                        + i
                        + " "
                        + l.comparison()
                        + " "
                        + number(l.limit())
                        + "; "
                        + i
                        + " += "
                        + number(l.step())
                        + ") { "
                        + statements(l.body())
                        + " }";
            }
            case Statement.Choice c ->
                    "if ("
                            + expression(c.condition())
                            + ") { "
                            + statements(c.then())
                            + " } else { "
                            + statements(c.otherwise())
                            + " }";
            case Statement.Return r -> "return " + expression(r.value()) + ";";
        };
    }

    private void declare(PureFunction function) {
        if (functions.putIfAbsent(function.number(), function) == null) {
            String body = statements(function.body());
            functionTexts
                    .append("  const f")
                    .append(function.number())
                    .append(
                            function.arguments().stream()
                                    .map(KernelText::name)
                                    .collect(Collectors.joining(", ", " = (", ") => { ")))
                    .append(body)
                    .append(" };\n");
        }
    }

    private static String name(Variable variable) {
        return "l" + variable.number();
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9 && !(value == 0 && 1 / value < 0)) {
            return value < 0 ? "(" + (int) value + ")" : Integer.toString((int) value);
        }
        return value < 0 || 1 / value < 0 ? "(" + value + ")" : Double.toString(value);
    }

    private static String text(String value) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(value)) + "\"";
    }
}
