package dev.shikra.host.rule.shape;

import dev.shikra.host.rule.syntax.Binding;
import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.ModuleScope;
import dev.shikra.host.rule.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads plain values where the shape of a rule asks for them: literals, constants of the file, and
 * params.
 *
 * @param parametersName how params are called here, empty if they can't be read
 */
record Literals(ModuleScope module, String parametersName, Map<String, Double> parameters) {

    String text(Node node, String what) {
        if (value(node).orElse(0) instanceof String text) {
            return text;
        }
        throw node.fault(what + " is text in quotes");
    }

    double number(Node node, String what) {
        if (value(node).orElse("") instanceof Double number) {
            return number;
        }
        throw node.fault(what + " is a number");
    }

    List<String> texts(Node node, String what) {
        var texts = new ArrayList<String>();
        for (Node element : list(node, what)) {
            texts.add(text(element, what + " holds texts: each"));
        }
        return texts;
    }

    static List<Node> list(Node node, String what) {
        if (!node.is("ArrayExpression")) {
            throw node.fault(what + " is a list: write [ ... ]");
        }
        return node.children("elements");
    }

    /** {@return a Double, Boolean or String, empty if it is none} */
    Optional<Object> value(Node node) {
        return switch (node.type()) {
            case "Literal" -> {
                var json = node.json().path("value");
                if (node.json().has("regex") || node.json().has("bigint")) {
                    yield Optional.empty();
                }
                if (json.isNumber()) {
                    yield Optional.of(json.asDouble());
                }
                if (json.isBoolean()) {
                    yield Optional.of(json.asBoolean());
                }
                yield json.isString() ? Optional.of(json.asString()) : Optional.empty();
            }
            case "UnaryExpression" ->
                    node.text("operator").equals("-")
                            ? value(node.child("argument"))
                                    .filter(Double.class::isInstance)
                                    .map(v -> -(Double) v)
                            : Optional.empty();
            case "Identifier" -> module.find(node.text("name")).flatMap(Literals::constant);
            case "MemberExpression" -> {
                Node object = node.child("object");
                String name = node.child("property").text("name");
                if (node.flag("computed")
                        || !object.is("Identifier")
                        || parametersName.isEmpty()
                        || !object.text("name").equals(parametersName)) {
                    yield Optional.empty();
                }
                yield Optional.ofNullable(parameters.get(name));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Object> constant(Binding binding) {
        if (!(binding instanceof Binding.Constant(Expression value))) {
            return Optional.empty();
        }
        return switch (value) {
            case Expression.Numeral n -> Optional.of(n.value());
            case Expression.Truth t -> Optional.of(t.value());
            case Expression.Text t -> Optional.of(t.value());
            default -> Optional.empty();
        };
    }
}
