package dev.shikra.host.rule;

import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.rule.Verdict.Judgement;
import dev.shikra.host.rule.syntax.Evaluator;
import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.Kind;
import dev.shikra.host.rule.syntax.Place;
import dev.shikra.host.rule.syntax.RuleFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Computes a rule in Java for one row: what each clause compared, and what the rule gives. Slow and
 * obvious beside a kernel, and the same. Immutable; safe from any thread.
 */
public final class RuleExplanation {
    /** What a clause, or several joined, came to. */
    public enum Truth {
        TRUE,
        FALSE,
        /** An input that it names is NaN; counts as false. */
        WARMING_UP
    }

    /**
     * A clause and what it compared.
     *
     * @param values operands as written, without the name of the inputs; plain numbers left out
     */
    public record ClauseResult(String clause, Truth truth, Map<String, Double> values) {
        public ClauseResult {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** {@return as alerts carry it} */
        public Evidence evidence() {
            return new Evidence(clause, values);
        }
    }

    /** What a pattern gives; the direction is text that may be no direction. */
    public record Given(String direction, double confidence, double stop, double target) {
        /** {@return the direction, empty if the text is none} */
        public Optional<Direction> parsedDirection() {
            return Arrays.stream(Direction.values())
                    .filter(d -> d.text().equals(direction))
                    .findFirst();
        }
    }

    /** What a filter says. */
    public sealed interface Said {
        record Rejected(String reason) implements Said {}

        record Scaled(double factor) implements Said {}
    }

    /** A kernel may take this many, or many more, in its time; Java's evaluator is slower. */
    private static final long EVIDENCE_STEPS = 100_000;

    private final Rule rule;

    public RuleExplanation(Rule rule) {
        this.rule = rule;
    }

    /**
     * {@return each clause in the rule's order, all of them whatever the ones before came to}
     *
     * @param inputs value of an input of the rule by its index
     */
    public List<ClauseResult> clauses(IntToDoubleFunction inputs) {
        return clauses(inputs, Long.MAX_VALUE);
    }

    private List<ClauseResult> clauses(IntToDoubleFunction inputs, long mostSteps) {
        return rule.clauses().stream().map(c -> clause(c, inputs, mostSteps)).toList();
    }

    /**
     * {@return the clauses that hold, as an alert carries them; of a group {@code none} those that
     * do not, with {@code not} before their names}. Takes a bounded number of steps: of a clause
     * that needs more it shows the inputs.
     */
    public List<Evidence> evidence(IntToDoubleFunction inputs) {
        List<ClauseResult> results = clauses(inputs, EVIDENCE_STEPS);
        var evidence = new ArrayList<Evidence>();
        collect(rule.when(), results, true, evidence);
        return evidence;
    }

    private static void collect(
            Condition condition, List<ClauseResult> results, boolean wanted, List<Evidence> into) {
        switch (condition) {
            case Condition.Leaf leaf -> {
                ClauseResult result = results.get(leaf.clause());
                if (result.truth() == (wanted ? Truth.TRUE : Truth.FALSE)) {
                    into.add(
                            wanted
                                    ? result.evidence()
                                    : new Evidence("not: " + result.clause(), result.values()));
                }
            }
            case Condition.Group group -> {
                boolean inner = wanted != (group.needs() == Condition.Needs.NONE);
                group.of().forEach(c -> collect(c, results, inner, into));
            }
        }
    }

    /** {@return what the clauses, joined as the rule joins them, come to} */
    public Truth truth(IntToDoubleFunction inputs) {
        List<ClauseResult> results = clauses(inputs);
        return rule.when().of(clause -> results.get(clause).truth());
    }

    /**
     * {@return whether a kernel would match: price in range, all clauses true, and nothing that the
     * result reads warming up}
     */
    public boolean matches(IntToDoubleFunction inputs) {
        List<Integer> result =
                switch (rule) {
                    case Rule.Pattern p -> p.then().inputs();
                    case Rule.Filter f -> f.verdict().inputs();
                };
        return priceFits(inputs)
                && truth(inputs) == Truth.TRUE
                && result.stream().noneMatch(i -> Double.isNaN(inputs.applyAsDouble(i)));
    }

    /** {@return whether the row's price is in the universe's range; true if it has none} */
    public boolean priceFits(IntToDoubleFunction inputs) {
        return switch (rule) {
            case Rule.Filter f -> true;
            case Rule.Pattern p ->
                    p.priceInput().isEmpty()
                            || within(p.universe(), inputs.applyAsDouble(p.priceInput().get()));
        };
    }

    private static boolean within(Universe universe, double price) {
        return price >= universe.lowestPrice() && price <= universe.highestPrice();
    }

    private ClauseResult clause(Clause clause, IntToDoubleFunction inputs, long mostSteps) {
        var values = new LinkedHashMap<String, Double>();
        var evaluator =
                new Evaluator(
                        inputs,
                        (operand, value) -> {
                            if (!(operand instanceof Expression.Numeral)) {
                                values.put(written(operand, clause.function()), value);
                            }
                        });
        Object result;
        try {
            result = evaluator.atMost(mostSteps).run(clause.function().body());
        } catch (Evaluator.TooManySteps e) {
            result = true; // asked for evidence only of what a kernel found true
            values.clear();
        }
        boolean warmingUp = false;
        for (int index : clause.inputs()) {
            double value = inputs.applyAsDouble(index);
            warmingUp |= Double.isNaN(value);
        }
        if (values.isEmpty()) { // it compares nothing itself: show what it read
            clause.inputs()
                    .forEach(i -> values.put(rule.inputs().get(i).name(), inputs.applyAsDouble(i)));
        }
        return new ClauseResult(
                clause.name(),
                warmingUp ? Truth.WARMING_UP : Evaluator.truth(result) ? Truth.TRUE : Truth.FALSE,
                values);
    }

    /**
     * {@return how far each clause is from being true, in the rule's order; one that reads an
     * unknown value can't say}
     */
    public List<ClauseDistance> distances(IntToDoubleFunction inputs) {
        return rule.clauses().stream()
                .map(clause -> {
                    ClauseDistance distance =
                            ClauseDistance.of(
                                    clause.function(),
                                    inputs,
                                    operand -> written(operand, clause.function()));
                    boolean unknown =
                            clause.inputs().stream()
                                    .anyMatch(i -> Double.isNaN(inputs.applyAsDouble(i)));
                    return unknown ? new ClauseDistance(Double.NaN, distance.gaps()) : distance;
                })
                .toList();
    }

    /** {@return how far the clauses, joined as the rule joins them, are from being true} */
    public double distance(IntToDoubleFunction inputs) {
        List<ClauseDistance> each = distances(inputs);
        return truth(inputs) == Truth.TRUE
                ? 0
                : ClauseDistance.joined(rule.when(), clause -> each.get(clause).share());
    }

    /** Readers of an alert know no {@code x} and {@code p}. */
    private static String without(String source, String name) {
        return name.isEmpty()
                ? source
                : source.replaceAll("(?<![\\w$.])" + Pattern.quote(name) + "\\s*\\.\\s*", "");
    }

    /** {@return the operand's source text on one line, without the name of the inputs} */
    private String written(Expression operand, RuleFunction function) {
        if (operand instanceof Expression.Input input) {
            return input.name();
        }
        Place place = operand.place();
        String text = rule.source().text();
        if (!place.file().equals(rule.source().path()) || place.end() > text.length()) {
            return place.toString();
        }
        String source = text.substring(place.start(), place.end()).replaceAll("\\s+", " ").strip();
        return without(without(source, function.inputsName()), function.parametersName());
    }

    /**
     * {@return what the pattern gives for these inputs, whether or not it matches}
     *
     * @throws IllegalStateException if the rule is a filter
     */
    public Given given(IntToDoubleFunction inputs) {
        if (!(rule instanceof Rule.Pattern pattern)) {
            throw new IllegalStateException(rule.id() + " is a filter: ask what it said");
        }
        var evaluator = new Evaluator(inputs);
        Optional<Object> none = evaluator.execute(pattern.then().before());
        if (none.isPresent()) {
            throw new IllegalStateException(rule.id() + ": a statement before the result returned");
        }
        Outcome then = pattern.then();
        return new Given(
                then.direction().kind() == Kind.TEXT
                        ? evaluator.value(then.direction()).toString()
                        : "",
                evaluator.number(then.confidence()),
                evaluator.number(then.stop()),
                evaluator.number(then.target()));
    }

    /** {@return the pattern's note for these inputs, empty if it has none} */
    public String note(IntToDoubleFunction inputs) {
        if (!(rule instanceof Rule.Pattern pattern)) {
            return "";
        }
        var evaluator = new Evaluator(inputs);
        Optional<Object> none = evaluator.execute(pattern.then().before());
        var text = new StringBuilder();
        for (Outcome.NotePart part :
                none.isPresent() ? List.<Outcome.NotePart>of() : pattern.then().note()) {
            switch (part) {
                case Outcome.NotePart.Words words -> text.append(words.text());
                case Outcome.NotePart.Number number ->
                        text.append(written(evaluator.number(number.value())));
            }
        }
        return text.toString();
    }

    /** Two decimals; of small numbers four. */
    private static String written(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "?" : value > 0 ? "∞" : "-∞";
        }
        var rounded =
                java.math.BigDecimal.valueOf(value)
                        .setScale(Math.abs(value) < 1 ? 4 : 2, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /**
     * {@return what the filter says for these inputs, whether or not its clauses are true}
     *
     * @throws IllegalStateException if the rule is a pattern
     */
    public Said said(IntToDoubleFunction inputs) {
        if (!(rule instanceof Rule.Filter filter)) {
            throw new IllegalStateException(rule.id() + " is a pattern: ask what it gives");
        }
        var evaluator = new Evaluator(inputs);
        Optional<Object> none = evaluator.execute(filter.verdict().before());
        if (none.isPresent()) {
            throw new IllegalStateException(
                    rule.id() + ": a statement before the verdict returned");
        }
        Judgement judgement = filter.verdict().judgement();
        while (judgement instanceof Judgement.Choice choice) {
            judgement =
                    Evaluator.truth(evaluator.value(choice.condition()))
                            ? choice.then()
                            : choice.otherwise();
        }
        return switch (judgement) {
            case Judgement.Reject r ->
                    new Said.Rejected(filter.verdict().reasons().get(r.reason()));
            case Judgement.Scale s -> new Said.Scaled(evaluator.number(s.factor()));
            case Judgement.Choice c -> throw new IllegalStateException("a choice was left over");
        };
    }
}
