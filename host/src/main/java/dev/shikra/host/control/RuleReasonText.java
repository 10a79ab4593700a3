package dev.shikra.host.control;

import dev.shikra.host.control.RuleReason.Clause;
import dev.shikra.host.control.RuleReason.FilterSaid;
import dev.shikra.host.control.RuleReason.Gap;
import dev.shikra.host.control.RuleReason.Unknown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a {@link RuleReason} into words for people, and into plain JSON for programs. */
public final class RuleReasonText {
    private RuleReasonText() {}

    /** {@return the answer in words, a line each} */
    public static List<String> lines(RuleReason reason) {
        var lines = new ArrayList<String>();
        lines.add(
                reason.rule()
                        + " (version "
                        + reason.version()
                        + ") on "
                        + reason.instrument()
                        + reason.at().map(time -> " at " + time.toLocalDateTime()).orElse(""));
        reason.universe().against().forEach(each -> lines.add("  not in its universe: " + each));
        if (reason.at().isEmpty()) {
            lines.add(
                    reason.universe().covers()
                            ? "  was not evaluated up to then"
                            : "  never: the instrument is not in the rule's universe");
            return lines;
        }
        reason.clauses().forEach(clause -> lines.addAll(clause(clause, "  ")));
        for (Unknown unknown : reason.warmingUp()) {
            lines.add(
                    "  "
                            + unknown.input()
                            + " ("
                            + unknown.what()
                            + ") is not known yet"
                            + (unknown.bars() > 0
                                    ? ": it needs " + unknown.bars() + " closed bars"
                                    : ""));
        }
        lines.add("  " + verdict(reason));
        if (Double.isFinite(reason.sinceLastAlert())) {
            lines.add(
                    "  its last alert on it was " + number(reason.sinceLastAlert()) + " s before");
        }
        for (FilterSaid filter : reason.filters()) {
            lines.add(
                    "  filter "
                            + filter.filter()
                            + " ("
                            + filter.stage()
                            + "): "
                            + filter.verdict());
            filter.clauses().forEach(clause -> lines.addAll(clause(clause, "    ")));
        }
        reason.outcomes().forEach(outcome -> lines.add("  " + outcome));
        return lines;
    }

    private static List<String> clause(Clause clause, String indent) {
        var lines = new ArrayList<String>();
        lines.add(
                indent
                        + switch (clause.truth()) {
                            case TRUE -> "yes   ";
                            case FALSE -> "no    ";
                            case WARMING_UP -> "warms ";
                        }
                        + clause.name()
                        + "  ("
                        + clause.values().entrySet().stream()
                                .map(e -> e.getKey() + " = " + number(e.getValue()))
                                .collect(Collectors.joining(", "))
                        + ")");
        for (Gap gap : clause.gaps()) {
            if (Double.isFinite(gap.by())) {
                lines.add(
                        indent
                                + "      "
                                + gap.left()
                                + " "
                                + gap.operator()
                                + " "
                                + gap.right()
                                + " is missed by "
                                + number(gap.by())
                                + (gap.rightValue() == 0
                                        ? ""
                                        : String.format(
                                                Locale.ROOT,
                                                " (%.2f %%)",
                                                100 * gap.by() / Math.abs(gap.rightValue()))));
            }
        }
        return lines;
    }

    private static String verdict(RuleReason reason) {
        if (!reason.matched()) {
            return "not true, so nothing fires"
                    + (reason.distance() > 0
                            ? String.format(Locale.ROOT, ": %.2f %% away", 100 * reason.distance())
                            : "");
        }
        return reason.edge().silent().isEmpty()
                ? "true"
                : "true, but silent: " + reason.edge().silent();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not known yet" : value > 0 ? "infinite" : "-infinite";
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** {@return the answer as maps, lists, texts and numbers; what is not a number is null} */
    public static Map<String, @Nullable Object> json(RuleReason reason) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("rule", reason.rule());
        json.put("version", reason.version());
        json.put("instrument", reason.instrument());
        json.put("at", reason.at().map(time -> time.toOffsetDateTime().toString()).orElse(null));
        json.put("covered", reason.universe().covers());
        json.put("priceFits", reason.universe().priceFits());
        json.put("liquid", reason.universe().liquid());
        json.put("against", reason.universe().against());
        json.put("matched", reason.matched());
        json.put("wasTrue", reason.edge().wasTrue());
        json.put("fires", reason.edge().fires());
        json.put("silent", reason.edge().silent());
        json.put("distance", finite(reason.distance()));
        json.put("clauses", clauses(reason.clauses()));
        json.put("inputs", numbers(reason.inputs()));
        json.put("warmingUp", reason.warmingUp());
        json.put("sinceLastAlert", finite(reason.sinceLastAlert()));
        json.put(
                "filters",
                reason.filters().stream()
                        .map(filter -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("filter", filter.filter());
                            each.put("stage", filter.stage());
                            each.put("verdict", filter.verdict());
                            each.put("clauses", clauses(filter.clauses()));
                            return each;
                        })
                        .toList());
        json.put("outcomes", reason.outcomes());
        json.put("records", reason.records());
        json.put("tookMs", Math.rint(reason.tookMs() * 10) / 10);
        return json;
    }

    private static List<Map<String, @Nullable Object>> clauses(List<Clause> clauses) {
        return clauses.stream()
                .map(clause -> {
                    var each = new LinkedHashMap<String, @Nullable Object>();
                    each.put("clause", clause.name());
                    each.put(
                            "truth",
                            clause.truth().name().toLowerCase(Locale.ROOT).replace('_', ' '));
                    each.put("values", numbers(clause.values()));
                    each.put("distance", finite(clause.distance()));
                    each.put(
                            "gaps",
                            clause.gaps().stream()
                                    .map(gap -> {
                                        var one = new LinkedHashMap<String, @Nullable Object>();
                                        one.put("left", gap.left());
                                        one.put("operator", gap.operator());
                                        one.put("right", gap.right());
                                        one.put("by", finite(gap.by()));
                                        return one;
                                    })
                                    .toList());
                    return (Map<String, @Nullable Object>) each;
                })
                .toList();
    }

    private static Map<String, @Nullable Double> numbers(Map<String, Double> values) {
        var numbers = new LinkedHashMap<String, @Nullable Double>();
        values.forEach((name, value) -> numbers.put(name, finite(value)));
        return numbers;
    }

    /** JSON has no NaN. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
