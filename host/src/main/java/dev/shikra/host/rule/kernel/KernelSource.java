package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.rule.Clause;
import dev.shikra.host.rule.Condition;
import dev.shikra.host.rule.Outcome;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.Verdict;
import dev.shikra.host.rule.Verdict.Judgement;
import dev.shikra.host.rule.syntax.Statement;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a rule as a JavaScript expression: a function of the memory that gives the kernel, a
 * function without arguments. Slots and stride come as arguments, so the text depends on the rule
 * alone and what was compiled for it stays when rows move.
 *
 * <p>A kernel reads the row count from {@code c[0]}, takes the rows {@code r[0..count-1]} in order,
 * and leaves the number of matches in {@code c[1]}. On nonsense it leaves a {@link KernelFault}
 * code in {@code c[2]} and the row in {@code c[3]}, and stops. If {@code c[4]} is not 0 it counts
 * in {@code c[5]}, in a pass of its own, the rows in which all conditions but one are true.
 */
final class KernelSource {
    /** Doubles per match: row and four values. */
    static final int MATCH = 5;

    private final KernelText text = new KernelText();
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder clauseFunctions = new StringBuilder();
    private final TreeSet<Integer> read = new TreeSet<>();
    private final TreeSet<Integer> written = new TreeSet<>();
    private String near = "";

    private KernelSource() {}

    static String of(Rule rule) {
        var source = new KernelSource();
        source.nearMisses(rule);
        switch (rule) {
            case Rule.Pattern pattern -> source.pattern(pattern);
            case Rule.Filter filter -> source.filter(filter);
        }
        return source.whole(rule);
    }

    /**
     * {@return indices of the inputs whose slots a kernel takes as arguments; the values of a
     * window lie behind the window's}
     */
    static IntStream slotInputs(Rule rule) {
        return IntStream.range(0, rule.inputs().size())
                .filter(i -> !(rule.inputs().get(i).key() instanceof FeatureKey.WindowElement));
    }

    /** Counting leaves the kernel itself as it is: it is another loop, in a function of its own. */
    private void nearMisses(Rule rule) {
        if (!(rule instanceof Rule.Pattern pattern) || !KernelBytecode.hasNearMisses(rule)) {
            return;
        }
        price(pattern);
        line("let no = 0;");
        for (Condition each : rule.when().of()) {
            each.clauses().forEach(c -> rule.clauses().get(c).inputs().forEach(this::load));
            line("if (!" + joined(rule).isTrue(each) + ") { if (++no > 1) continue; }");
        }
        near =
                "  const near = n => {\n    let x = 0;\n"
                        + "    for (let k = 0; k < n; k++) {\n      const row = r[k];\n      const at = row * stride;\n"
                        + body
                        + "      if (no === 1) x++;\n    }\n    return x;\n  };\n";
        body.setLength(0);
        read.clear();
    }

    private String whole(Rule rule) {
        String slots = slotInputs(rule).mapToObj(i -> ", s" + i).collect(Collectors.joining());
        return "(function (f, r, c, o, stride"
                + slots
                + ") {\n  'use strict';\n"
                + text.functions()
                + clauseFunctions
                + near
                + "  return function () {\n    const n = c[0];\n    let m = 0;\n"
                + "    for (let k = 0; k < n; k++) {\n      const row = r[k];\n      const at = row * stride;\n"
                + body
                + "      m++;\n    }\n    c[1] = m;\n"
                + (near.isEmpty() ? "" : "    if (c[4] !== 0) c[5] = near(n);\n")
                + "  };\n})";
    }

    private void price(Rule.Pattern rule) {
        if (rule.priceInput().isPresent()) {
            int price = rule.priceInput().get();
            load(price);
            line(
                    "if (!(v"
                            + price
                            + " >= "
                            + KernelText.number(rule.universe().lowestPrice())
                            + " && v"
                            + price
                            + " <= "
                            + KernelText.number(rule.universe().highestPrice())
                            + ")) continue;");
        }
    }

    private void pattern(Rule.Pattern rule) {
        price(rule);
        conditions(rule);
        Outcome then = rule.then();
        guard(then.inputs());
        if (!then.before().isEmpty()) {
            line(text.statements(then.before()));
        }
        line("const w = " + text.expression(then.direction()) + ";");
        line("const d = w === 'long' ? 1 : w === 'short' ? -1 : w === 'neutral' ? 0 : NaN;");
        line("if (d !== d) { c[2] = " + KernelFault.DIRECTION.code() + "; c[3] = row; return; }");
        line("const q = " + text.expression(then.confidence()) + ";");
        line(
                "if (!(q >= 0 && q <= 1)) { c[2] = "
                        + KernelFault.CONFIDENCE.code()
                        + "; c[3] = row; return; }");
        line("const p = " + text.expression(then.stop()) + ";");
        line("const t = " + text.expression(then.target()) + ";");
        line(
                "if (p === Infinity || p === -Infinity || t === Infinity || t === -Infinity) { c[2] = "
                        + KernelFault.PRICE.code()
                        + "; c[3] = row; return; }");
        line("const a = m * " + MATCH + ";");
        line("o[a] = row; o[a + 1] = d; o[a + 2] = q; o[a + 3] = p; o[a + 4] = t;");
    }

    private void filter(Rule.Filter rule) {
        conditions(rule);
        Verdict verdict = rule.verdict();
        guard(verdict.inputs());
        if (!verdict.before().isEmpty()) {
            line(text.statements(verdict.before()));
        }
        line("const a = m * " + MATCH + ";");
        line("o[a] = row;");
        line(judgement(verdict.judgement()));
    }

    /** A match of a filter is row, 0 for reject or 1 for scale, then the reason or the factor. */
    private String judgement(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Reject r -> "o[a + 1] = 0; o[a + 2] = " + r.reason() + ";";
            case Judgement.Scale s ->
                    "{ const q = "
                            + text.expression(s.factor())
                            + "; if (!(q >= 0 && q <= 2)) { c[2] = "
                            + KernelFault.SCALE.code()
                            + "; c[3] = row; return; } o[a + 1] = 1; o[a + 2] = q; }";
            case Judgement.Choice c ->
                    "if ("
                            + text.expression(c.condition())
                            + ") { "
                            + judgement(c.then())
                            + " } else { "
                            + judgement(c.otherwise())
                            + " }";
        };
    }

    /** What must be true leaves the row as soon as it is not; the rest is one condition. */
    private void conditions(Rule rule) {
        Condition.Group when = rule.when();
        if (when.needs() == Condition.Needs.ALL) {
            when.of().forEach(c -> condition(rule, c));
        } else {
            condition(rule, when);
        }
    }

    private void condition(Rule rule, Condition condition) {
        if (condition instanceof Condition.Leaf(int clause)) {
            guard(rule.clauses().get(clause).inputs());
            line("if (!" + truth(rule, clause) + ") continue;");
            return;
        }
        condition.clauses().forEach(c -> rule.clauses().get(c).inputs().forEach(this::load));
        line("if (!" + joined(rule).isTrue(condition) + ") continue;");
    }

    private ConditionText joined(Rule rule) {
        return new ConditionText(
                c ->
                        rule.clauses().get(c).inputs().stream()
                                .map(v -> "v" + v + " === v" + v + " && ")
                                .collect(Collectors.joining()),
                c -> truth(rule, c));
    }

    private String truth(Rule rule, int index) {
        Clause clause = rule.clauses().get(index);
        List<Statement> statements = clause.function().body();
        if (statements.size() == 1 && statements.getFirst() instanceof Statement.Return result) {
            return "(" + text.expression(result.value()) + ")";
        }
        String arguments =
                Stream.concat(Stream.of("at"), clause.inputs().stream().map(v -> "v" + v))
                        .collect(Collectors.joining(", ", "(", ")"));
        if (written.add(index)) {
            clauseFunctions
                    .append("  const k")
                    .append(index)
                    .append(" = ")
                    .append(arguments)
                    .append(" => { ")
                    .append(text.statements(statements))
                    .append(" };\n");
        }
        return "k" + index + arguments;
    }

    /** Reads what was not read before, and leaves the row if any of it is NaN. */
    private void guard(List<Integer> inputs) {
        inputs.forEach(this::load);
        if (!inputs.isEmpty()) {
            line(
                    inputs.stream()
                            .map(v -> "v" + v + " !== v" + v)
                            .collect(Collectors.joining(" || ", "if (", ") continue;")));
        }
    }

    private void load(int input) {
        if (read.add(input)) {
            line("const v" + input + " = f[at + s" + input + "];");
        }
    }

    private void line(String line) {
        body.append("      ").append(line).append('\n');
    }
}
