package dev.shikra.host.rule.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes inputs: {@code {"study": "ema", "parameters": {"length": 21}}}. */
final class FormValues {
    private static final List<String> LOOK_BACKS =
            List.of("ago", "highest", "lowest", "mean", "rising", "falling", "within", "window");
    private static final List<String> KINDS =
            List.of(
                    "bar",
                    "day",
                    "previousDay",
                    "openingRange",
                    "tick",
                    "candidate",
                    "value",
                    "study",
                    "index",
                    "underlying",
                    "instrument",
                    "crossesAbove",
                    "crossesBelow",
                    "barsSince",
                    "sequence",
                    "compare",
                    "ago",
                    "highest",
                    "lowest",
                    "mean",
                    "rising",
                    "falling",
                    "within",
                    "window");
    private static final String EXAMPLE =
            "{ \"bar\": \"close\" } or { \"study\": \"ema\", \"parameters\": { \"length\": 21 } }";

    private final FormScript script;
    private final FormOperands operands;
    private boolean readsParameters;

    FormValues(FormScript script) {
        this.script = script;
        operands = new FormOperands(script);
    }

    /** {@return whether an input named a param, so that inputs are a function of them} */
    boolean readsParameters() {
        return readsParameters;
    }

    String value(FormNode node) {
        if (!node.isObject()) {
            throw node.fault("is an object: write " + EXAMPLE);
        }
        List<String> said = KINDS.stream().filter(node::has).toList();
        if (said.size() != 1) {
            throw node.fault(
                    (said.isEmpty() ? "says no value" : "says " + String.join(" and ", said))
                            + ": it has one of "
                            + String.join(", ", KINDS));
        }
        String kind = said.getFirst();
        FormNode of = node.need(kind, "\"close\"");
        return switch (kind) {
            case "bar" -> bar(node, of);
            case "day", "previousDay", "tick", "candidate" -> {
                node.object(List.of(kind), "{ \"" + kind + "\": \"high\" }");
                yield script.imported(kind) + "." + FormScript.name(of, of.text("high"), "a value");
            }
            case "openingRange" -> {
                node.object(List.of(kind, "end"), "{ \"openingRange\": 15, \"end\": \"high\" }");
                yield script.imported("day")
                        + ".openingRange("
                        + number(of)
                        + ")."
                        + node.need("end", "\"high\"").word(List.of("high", "low"));
            }
            case "value" -> named(node, of);
            case "study" -> study(node, of);
            case "index", "underlying" -> {
                node.object(List.of(kind), "{ \"" + kind + "\": { \"day\": \"change\" } }");
                yield script.imported(kind) + ".of(" + value(of) + ")";
            }
            case "instrument" -> {
                node.object(
                        List.of(kind, "of"),
                        "{ \"instrument\": \"NSE:RELIANCE\", \"of\": { \"bar\": \"close\" } }");
                yield script.imported("instrument")
                        + "("
                        + FormScript.quoted(of.text("NSE:RELIANCE"))
                        + ").of("
                        + value(node.need("of", "{ \"bar\": \"close\" }"))
                        + ")";
            }
            case "crossesAbove", "crossesBelow" -> {
                node.object(List.of(kind), "{ \"" + kind + "\": [" + EXAMPLE + ", 30] }");
                List<FormNode> both = of.list("[{ \"bar\": \"close\" }, 100]");
                if (both.size() != 2) {
                    throw of.fault("has two values, not " + both.size());
                }
                yield script.imported(kind)
                        + "("
                        + value(both.get(0))
                        + ", "
                        + (both.get(1).isObject() && !both.get(1).has("param")
                                ? value(both.get(1))
                                : number(both.get(1)))
                        + ")";
            }
            case "barsSince" -> {
                node.object(List.of(kind), "{ \"barsSince\": { \"compare\": { ... } } }");
                yield isFunction(of)
                        ? script.imported("barsSince") + "(" + value(of) + ")"
                        : value(of) + ".barsSince()";
            }
            case "sequence" -> {
                node.object(List.of(kind, "bars"), "{ \"sequence\": [ ... ], \"bars\": 10 }");
                yield script.imported("sequence")
                        + "(["
                        + of.list("[{ \"compare\": { ... } }, { \"compare\": { ... } }]").stream()
                                .map(this::value)
                                .collect(Collectors.joining(", "))
                        + "], "
                        + number(node.need("bars", "10"))
                        + ")";
            }
            case "compare" -> {
                node.object(
                        List.of(kind),
                        "{ \"compare\": { \"left\": ..., \"is\": \">\", \"right\": ... } }");
                of.object(
                        List.of("left", "is", "right"),
                        "{ \"left\": ..., \"is\": \">\", \"right\": ... }");
                String text = operands.comparison(of);
                yield operands.head() + text;
            }
            default -> lookBack(node, kind, of);
        };
    }

    /** An arrow function has no methods: it is given to the function of that name. */
    private static boolean isFunction(FormNode of) {
        return of.isObject() && of.has("compare");
    }

    private String lookBack(FormNode node, String kind, FormNode of) {
        if (!LOOK_BACKS.contains(kind)) {
            throw node.fault("says no value");
        }
        node.object(
                List.of(kind, "bars"), "{ \"" + kind + "\": { \"bar\": \"close\" }, \"bars\": 3 }");
        String bars = number(node.need("bars", "3"));
        return isFunction(of)
                ? script.imported(kind) + "(" + value(of) + ", " + bars + ")"
                : value(of) + "." + kind + "(" + bars + ")";
    }

    private String bar(FormNode node, FormNode of) {
        node.object(List.of("bar", "on", "forming"), "{ \"bar\": \"close\", \"on\": \"15m\" }");
        String field = FormScript.name(of, of.text("close"), "a value");
        String host = script.imported("bar");
        if (!node.has("on")) {
            return host + "." + field;
        }
        boolean forming = node.find("forming").map(FormNode::truth).orElse(false);
        return host
                + ".on("
                + FormScript.quoted(node.need("on", "\"15m\"").text("15m"))
                + (forming ? ", { forming: true })." : ").")
                + field;
    }

    private String named(FormNode node, FormNode of) {
        node.object(List.of("value"), "{ \"value\": \"chain.pcr\" }");
        String[] parts = of.text("session.phase").split("\\.", -1);
        if (parts.length != 2) {
            throw of.fault("is a group and a value: write \"session.phase\" or \"chain.pcr\"");
        }
        return script.imported(FormScript.name(of, parts[0], "a group"))
                + "."
                + FormScript.name(of, parts[1], "a value");
    }

    private String study(FormNode node, FormNode of) {
        node.object(List.of("study", "parameters", "output", "on", "forming"), EXAMPLE);
        var given = new ArrayList<String>();
        Map<String, FormNode> parameters =
                node.find("parameters").map(p -> p.parts("{ \"length\": 21 }")).orElse(Map.of());
        parameters.forEach((name, value) ->
                given.add(
                        FormScript.name(value, name, "a parameter")
                                + ": "
                                + (value.json().isString()
                                        ? FormScript.quoted(value.text("close"))
                                        : value.json().isBoolean()
                                                ? String.valueOf(value.truth())
                                                : number(value))));
        node.find("on").ifPresent(on -> given.add("on: " + FormScript.quoted(on.text("15m"))));
        if (node.find("forming").map(FormNode::truth).orElse(false)) {
            given.add("forming: true");
        }
        return script.imported("study")
                + "."
                + FormScript.name(of, of.text("ema"), "a study")
                + (given.isEmpty() ? "()" : "({ " + String.join(", ", given) + " })")
                + node.find("output")
                        .map(o -> "." + FormScript.name(o, o.text("value"), "an output"))
                        .orElse("");
    }

    /** {@return a number, or a param} */
    private String number(FormNode node) {
        if (node.isObject() && node.has("param")) {
            node.object(List.of("param"), "{ \"param\": \"bars\" }");
            readsParameters = true;
            return "p." + script.parameter(node.need("param", "\"bars\""));
        }
        return node.number();
    }
}
