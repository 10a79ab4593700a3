package dev.shikra.host.rule.form;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what clauses compare and results compute: a number, {@code {"input": "close"}}, {@code
 * {"param": "times"}}, or arithmetic of such.
 */
final class FormOperands {
    static final List<String> COMPARISONS = List.of(">", ">=", "<", "<=", "=", "!=");

    private static final List<String> KEYS =
            List.of("input", "at", "param", "plus", "minus", "times", "over", "min", "max", "abs");
    private static final String EXAMPLE =
            "{ \"input\": \"close\" }, { \"param\": \"times\" } or a number";

    private final FormScript script;
    private boolean readsParameters;

    FormOperands(FormScript script) {
        this.script = script;
    }

    /** {@return the head of a function whose body was written since this was asked last} */
    String head() {
        String head = readsParameters ? "(x, p) => " : "x => ";
        readsParameters = false;
        return head;
    }

    /** {@return {@code x.close > p.times * x.usual}} */
    String comparison(FormNode node) {
        String left = operand(node.need("left", EXAMPLE));
        String is = node.need("is", "\">\"").word(COMPARISONS);
        String operator =
                switch (is) {
                    case "=" -> "===";
                    case "!=" -> "!==";
                    default -> is;
                };
        return left + " " + operator + " " + operand(node.need("right", EXAMPLE));
    }

    String operand(FormNode node) {
        if (node.json().isNumber()) {
            return node.number();
        }
        if (node.json().isString()) {
            return FormScript.quoted(node.json().asString());
        }
        node.object(KEYS, EXAMPLE);
        List<String> said = KEYS.stream().filter(k -> !k.equals("at")).filter(node::has).toList();
        if (said.size() != 1) {
            throw node.fault(
                    "says "
                            + (said.isEmpty() ? "nothing" : String.join(" and ", said))
                            + ": write one of "
                            + EXAMPLE);
        }
        FormNode of = node.need(said.getFirst(), "1");
        return switch (said.getFirst()) {
            case "input" ->
                    "x."
                            + script.input(of)
                            + node.find("at")
                                    .map(at -> "[" + at.whole("0 for the newest") + "]")
                                    .orElse("");
            case "param" -> {
                readsParameters = true;
                yield "p." + script.parameter(of);
            }
            case "plus" -> joined(of, " + ", 2, 8);
            case "minus" -> joined(of, " - ", 2, 2);
            case "times" -> joined(of, " * ", 2, 8);
            case "over" -> joined(of, " / ", 2, 2);
            case "min" -> "Math.min(" + arguments(of) + ")";
            case "max" -> "Math.max(" + arguments(of) + ")";
            default -> "Math.abs(" + operand(of) + ")";
        };
    }

    private String arguments(FormNode of) {
        return of.list("[1, 2]").stream().map(this::operand).collect(Collectors.joining(", "));
    }

    private String joined(FormNode of, String operator, int least, int most) {
        List<FormNode> operands = of.list("[" + EXAMPLE + ", 2]");
        if (operands.size() < least || operands.size() > most) {
            throw of.fault(
                    "joins "
                            + least
                            + (most > least ? " to " + most : "")
                            + " values, not "
                            + operands.size());
        }
        return operands.stream()
                .map(each -> inner(each, operator))
                .collect(Collectors.joining(operator));
    }

    /** In brackets unless it binds tighter than what stands around it. */
    private String inner(FormNode node, String around) {
        String text = operand(node);
        boolean sum = node.isObject() && (node.has("plus") || node.has("minus"));
        boolean product = node.isObject() && (node.has("times") || node.has("over"));
        boolean additive = around.equals(" + ") || around.equals(" - ");
        boolean bare =
                !sum && !product && !text.startsWith("-")
                        || product && additive
                        || sum && around.equals(" + ");
        return bare ? text : "(" + text + ")";
    }
}
