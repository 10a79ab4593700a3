package dev.shikra.host.rule.cases;

import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The data that an expression of a test file says: numbers, text, lists, objects, arithmetic, the
 * file's constants and the helpers of {@code 'shikra/test'}. It is bounded: nothing loops, and a
 * list has only so many elements.
 */
final class CaseData {
    /** Most elements that one list may have. */
    static final int MOST_ELEMENTS = 200_000;

    private final Map<String, BiFunction<Node, List<Object>, Object>> helpers;
    private final Map<String, Object> constants = new HashMap<>();

    /**
     * @param helpers functions by name: given the call and its arguments they give data
     */
    CaseData(Map<String, BiFunction<Node, List<Object>, Object>> helpers) {
        this.helpers = helpers;
    }

    void constant(Node declarator) {
        Node name = declarator.child("id");
        if (!name.is("Identifier")) {
            throw name.fault("a test file names its data plainly: write const rows = [ ... ]");
        }
        constants.put(name.text("name"), value(declarator.child("init")));
    }

    /** {@return a Double, Boolean, String, List or Map, or what a helper gives} */
    Object value(Node node) {
        return switch (node.type()) {
            case "Literal" -> literal(node);
            case "UnaryExpression" -> {
                if (!node.text("operator").equals("-")) {
                    throw notData(node);
                }
                yield -number(node.child("argument"));
            }
            case "BinaryExpression" -> arithmetic(node);
            case "ArrayExpression" -> list(node);
            case "ObjectExpression" -> map(node);
            case "Identifier" -> {
                Object known = constants.get(node.text("name"));
                if (known == null) {
                    throw node.fault(
                            "unknown name '"
                                    + node.text("name")
                                    + "'"
                                    + NearestName.hint(node.text("name"), names()));
                }
                yield known;
            }
            case "CallExpression" -> call(node);
            default -> throw notData(node);
        };
    }

    private Collection<String> names() {
        var names = new ArrayList<>(constants.keySet());
        names.addAll(helpers.keySet());
        return names;
    }

    private static RuntimeException notData(Node node) {
        return node.fault(
                node.type()
                        + " can't stand in a test: a test is data, made of numbers, text, lists, objects and the helpers of 'shikra/test'");
    }

    private static Object literal(Node node) {
        var value = node.json().path("value");
        if (node.json().has("regex") || node.json().has("bigint")) {
            throw notData(node);
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isString()) {
            return value.asString();
        }
        throw notData(node);
    }

    private double number(Node node) {
        if (value(node) instanceof Double number) {
            return number;
        }
        throw node.fault("a number is needed here");
    }

    private double arithmetic(Node node) {
        double left = number(node.child("left"));
        double right = number(node.child("right"));
        return switch (node.text("operator")) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> throw notData(node);
        };
    }

    private List<Object> list(Node node) {
        var list = new ArrayList<Object>();
        for (Node element : node.children("elements")) {
            if (element.is("SpreadElement")) {
                if (!(value(element.child("argument")) instanceof List<?> more)) {
                    throw element.fault("only a list can be spread into a list");
                }
                list.addAll(more);
            } else {
                list.add(value(element));
            }
            bounded(node, list.size());
        }
        return list;
    }

    /** Refuses a list that would be too long. */
    static void bounded(Node node, long size) {
        if (size > MOST_ELEMENTS) {
            throw node.fault(
                    "this list has more than " + MOST_ELEMENTS + " elements: write a shorter test");
        }
    }

    private Map<String, Object> map(Node node) {
        var map = new LinkedHashMap<String, Object>();
        fields(node).forEach((name, value) -> map.put(name, value(value)));
        return map;
    }

    /** {@return the expressions of an object by key} */
    static Map<String, Node> fields(Node node) {
        var fields = new LinkedHashMap<String, Node>();
        if (!node.is("ObjectExpression")) {
            throw node.fault("an object is needed here: write { name: value }");
        }
        for (Node property : node.children("properties")) {
            if (!property.is("Property")
                    || property.flag("computed")
                    || property.flag("method")
                    || !property.text("kind").equals("init")) {
                throw property.fault("a test is data: write name: value");
            }
            Node key = property.child("key");
            fields.put(
                    key.is("Identifier") ? key.text("name") : key.json().path("value").asString(""),
                    property.child("value"));
        }
        return fields;
    }

    private Object call(Node node) {
        Node callee = node.child("callee");
        BiFunction<Node, List<Object>, Object> helper = helpers.get(callee.text("name"));
        if (!callee.is("Identifier") || helper == null) {
            throw callee.fault(
                    "'"
                            + callee.text("name")
                            + "' can't be called in a test"
                            + NearestName.hint(callee.text("name"), helpers.keySet()));
        }
        return helper.apply(node, node.children("arguments").stream().map(this::value).toList());
    }
}
