package dev.shikra.host.rule.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the rule that a form describes. The same form gives the same text. Names and shape are
 * looked at here; whether studies, values and ranges exist is for the check that every rule passes.
 */
public final class RuleForm {
    /** Of the form's schema; a form of another is refused. */
    public static final int VERSION = 1;

    /** Longest form that is read, characters. */
    public static final int LONGEST = 64 * 1024;

    /**
     * A rule's file and text.
     *
     * @param file within the rules folder, by the rule's id
     */
    public record Written(String file, String text) {}

    private static final List<String> KEYS =
            List.of(
                    "version",
                    "kind",
                    "id",
                    "name",
                    "every",
                    "stage",
                    "fires",
                    "universe",
                    "params",
                    "inputs",
                    "when",
                    "then",
                    "verdict");
    private static final List<String> CLAUSE_KEYS =
            List.of("name", "left", "is", "right", "all", "any", "none", "atLeast", "of");
    private static final List<String> GROUPS = List.of("all", "any", "none", "atLeast");
    private static final String CLAUSE =
            "{ \"name\": \"...\", \"left\": { \"input\": \"close\" }, \"is\": \">\", \"right\": 100 }";

    private final FormScript script = new FormScript();
    private final FormValues values = new FormValues(script);
    private final FormOperands operands = new FormOperands(script);
    private final StringBuilder out = new StringBuilder();

    private RuleForm() {}

    /**
     * {@return the rule that a form describes}
     *
     * @param json the form
     * @throws FormFault if it is no form
     */
    public static Written write(String json) {
        if (json.length() > LONGEST) {
            throw new FormFault(
                    "the form",
                    "has " + json.length() + " characters, at most " + LONGEST + " are read");
        }
        try {
            JsonNode tree = JsonMapper.builder().build().readTree(json);
            return new RuleForm().rule(new FormNode(tree, ""));
        } catch (JacksonException e) {
            throw new FormFault("the form", "is no JSON: " + e.getOriginalMessage());
        }
    }

    private Written rule(FormNode form) {
        form.object(KEYS, "{ \"version\": 1, \"id\": \"my-rule\", ... }");
        FormNode version = form.need("version", String.valueOf(VERSION));
        if (version.whole("the form's version") != VERSION) {
            throw version.fault("is " + version.number() + ": this host reads version " + VERSION);
        }
        FormNode id = form.need("id", "\"my-rule\"");
        if (!id.text("my-rule").matches("[a-z0-9]+(-[a-z0-9]+)*")
                || id.text("my-rule").length() > 64) {
            throw id.fault("is lower-case words joined by hyphens: write \"my-rule\"");
        }
        boolean filter =
                form.find("kind")
                        .map(k -> k.word(List.of("pattern", "filter")))
                        .orElse("pattern")
                        .equals("filter");
        unfit(
                form,
                filter
                        ? List.of("every", "fires", "universe", "then")
                        : List.of("stage", "verdict"),
                filter);
        script.imported(filter ? "filter" : "pattern");
        line("id", FormScript.quoted(id.text("my-rule")));
        form.find("name").ifPresent(n -> line("name", FormScript.quoted(n.text("My rule"))));
        if (filter) {
            line("stage", FormScript.quoted(form.need("stage", "\"retail\"").text("retail")));
        } else {
            line("every", FormScript.quoted(form.need("every", "\"5m\"").text("5m")));
            form.find("fires").ifPresent(f -> line("fires", FormScript.quoted(f.text("edge"))));
            form.find("universe").ifPresent(u -> line("universe", universe(u)));
        }
        form.find("params").ifPresent(this::params);
        inputs(form.need("inputs", "{ \"close\": { \"bar\": \"close\" } }"));
        when(form.need("when", "[" + CLAUSE + "]"));
        if (filter) {
            verdict(form.need("verdict", "{ \"reject\": \"why\" }"));
        } else {
            then(form.need("then", "{ \"direction\": \"long\", \"confidence\": 0.5 }"));
        }
        String text =
                script.importLine()
                        + "\nexport default "
                        + (filter ? "filter" : "pattern")
                        + "({\n"
                        + out
                        + "});\n";
        return new Written((filter ? "filters/" : "patterns/") + id.text("my-rule") + ".js", text);
    }

    private static void unfit(FormNode form, List<String> keys, boolean filter) {
        for (String key : keys) {
            form.find(key)
                    .ifPresent(part -> {
                        throw part.fault(
                                "is for a "
                                        + (filter ? "pattern" : "filter")
                                        + ": leave it out, or set kind");
                    });
        }
    }

    private void line(String key, String value) {
        out.append("  ").append(key).append(": ").append(value).append(",\n");
    }

    private String universe(FormNode node) {
        node.object(
                List.of(
                        "segments",
                        "symbols",
                        "list",
                        "sectors",
                        "derivatives",
                        "price",
                        "liquidity"),
                "{ \"segments\": [\"NSE\"] }");
        var parts = new ArrayList<String>();
        for (String key : List.of("segments", "symbols", "list", "sectors")) {
            node.find(key).ifPresent(n -> parts.add(key + ": " + texts(n)));
        }
        node.find("derivatives").ifPresent(n -> parts.add("derivatives: " + n.truth()));
        node.find("price")
                .ifPresent(n ->
                        parts.add(
                                "price: ["
                                        + n.list("[50, 10000]").stream()
                                                .map(end ->
                                                        end.json().isNull()
                                                                ? "Infinity"
                                                                : end.number())
                                                .collect(Collectors.joining(", "))
                                        + "]"));
        node.find("liquidity")
                .ifPresent(n -> {
                    n.object(
                            List.of("value", "volume", "days"),
                            "{ \"value\": 50000000, \"days\": 5 }");
                    parts.add(
                            "liquidity: { "
                                    + n.parts("{}").entrySet().stream()
                                            .map(e -> e.getKey() + ": " + e.getValue().number())
                                            .collect(Collectors.joining(", "))
                                    + " }");
                });
        return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
    }

    private static String texts(FormNode node) {
        return node.isList()
                ? node.list("[\"NSE\"]").stream()
                        .map(each -> FormScript.quoted(each.text("NSE")))
                        .collect(Collectors.joining(", ", "[", "]"))
                : FormScript.quoted(node.text("nifty50"));
    }

    private void params(FormNode node) {
        Map<String, FormNode> params = node.parts("{ \"level\": { \"default\": 30 } }");
        if (params.isEmpty()) {
            return;
        }
        out.append("  params: {\n");
        params.forEach((name, each) -> {
            script.declareParameter(each, name);
            out.append("    ").append(name).append(": ");
            if (each.isObject()) {
                each.object(
                        List.of("default", "min", "max", "label"),
                        "{ \"default\": 30, \"min\": 10, \"max\": 50 }");
                each.need("default", "30");
                out.append(
                        each.parts("{}").entrySet().stream()
                                .map(e ->
                                        e.getKey()
                                                + ": "
                                                + (e.getKey().equals("label")
                                                        ? FormScript.quoted(
                                                                e.getValue().text("level"))
                                                        : e.getValue().number()))
                                .collect(Collectors.joining(", ", "{ ", " }")));
            } else {
                out.append(each.number());
            }
            out.append(",\n");
        });
        out.append("  },\n");
    }

    private void inputs(FormNode node) {
        var lines = new StringBuilder();
        node.parts("{ \"close\": { \"bar\": \"close\" } }")
                .forEach((name, each) -> {
                    String value = values.value(each);
                    script.declareInput(each, name);
                    lines.append("    ").append(name).append(": ").append(value).append(",\n");
                });
        out.append(values.readsParameters() ? "  inputs: p => ({\n" : "  inputs: {\n");
        out.append(lines);
        out.append(values.readsParameters() ? "  }),\n" : "  },\n");
    }

    private void when(FormNode node) {
        if (node.isList()) {
            out.append("  when: {\n");
            clauses(node, "    ");
            out.append("  },\n");
            return;
        }
        node.object(CLAUSE_KEYS, "[" + CLAUSE + "]");
        out.append("  when: ");
        group(node, "  ");
        out.append(",\n");
    }

    private void clauses(FormNode list, String indent) {
        List<FormNode> clauses = list.list("[" + CLAUSE + "]");
        if (clauses.isEmpty()) {
            throw list.fault("holds no clause: write " + CLAUSE);
        }
        var names = new java.util.HashSet<String>();
        for (FormNode each : clauses) {
            each.object(CLAUSE_KEYS, CLAUSE);
            FormNode name = each.need("name", "\"closes above its average\"");
            if (!names.add(name.text("..."))) {
                throw name.fault(
                        "'" + name.text("...") + "' stands twice: name each clause differently");
            }
            out.append(indent).append(FormScript.quoted(name.text("..."))).append(": ");
            if (GROUPS.stream().anyMatch(each::has)) {
                group(each, indent);
            } else {
                String comparison = operands.comparison(each);
                out.append(operands.head()).append(comparison);
            }
            out.append(",\n");
        }
    }

    private void group(FormNode node, String indent) {
        List<String> said = GROUPS.stream().filter(node::has).toList();
        if (said.size() != 1) {
            throw node.fault("is one of " + String.join(", ", GROUPS));
        }
        String kind = said.getFirst();
        boolean counted = kind.equals("atLeast");
        FormNode of =
                counted ? node.need("of", "[" + CLAUSE + "]") : node.need(kind, "[" + CLAUSE + "]");
        out.append(script.imported(kind))
                .append('(')
                .append(
                        counted
                                ? node.need(kind, "2").whole("how many must be true") + ", {\n"
                                : "{\n");
        clauses(of, indent + "  ");
        out.append(indent).append("})");
    }

    private void then(FormNode node) {
        node.object(
                List.of("direction", "confidence", "stop", "target", "note"),
                "{ \"direction\": \"long\", \"confidence\": 0.5 }");
        var lines = new StringBuilder();
        lines.append("    direction: ")
                .append(FormScript.quoted(node.need("direction", "\"long\"").text("long")))
                .append(",\n");
        for (String key : List.of("confidence", "stop", "target")) {
            var part =
                    key.equals("confidence")
                            ? java.util.Optional.of(node.need(key, "0.5"))
                            : node.find(key);
            part.ifPresent(p ->
                    lines.append("    ")
                            .append(key)
                            .append(": ")
                            .append(operands.operand(p))
                            .append(",\n"));
        }
        node.find("note").ifPresent(n -> lines.append("    note: ").append(note(n)).append(",\n"));
        out.append("  then: ")
                .append(operands.head())
                .append("({\n")
                .append(lines)
                .append("  }),\n");
    }

    /** {@code ATR is {atr}} becomes a template with the input's value. */
    private String note(FormNode node) {
        String text = node.text("ATR is {atr}");
        var written = new StringBuilder("`");
        int at = 0;
        var names = java.util.regex.Pattern.compile("\\{([^{}]*)}").matcher(text);
        while (names.find()) {
            written.append(plain(text.substring(at, names.start())));
            String name = names.group(1);
            written.append("${x.")
                    .append(
                            script.input(
                                    new FormNode(
                                            tools.jackson.databind.node.StringNode.valueOf(name),
                                            node.path())))
                    .append('}');
            at = names.end();
        }
        return written.append(plain(text.substring(at))).append('`').toString();
    }

    private static String plain(String text) {
        return text.replace("\\", "\\\\")
                .replace("`", "\\`")
                .replace("${", "\\${")
                .replaceAll("\\p{Cntrl}+", " ");
    }

    private void verdict(FormNode node) {
        node.object(List.of("pass", "reject", "scale"), "{ \"reject\": \"why\" }");
        String said;
        if (node.has("reject")) {
            said =
                    "{ reject: "
                            + FormScript.quoted(node.need("reject", "\"why\"").text("why"))
                            + " }";
        } else if (node.has("scale")) {
            said = "{ scale: " + operands.operand(node.need("scale", "0.9")) + " }";
        } else {
            node.need("pass", "true");
            said = "{ pass: true }";
        }
        line("verdict", operands.head() + "(" + said + ")");
    }
}
