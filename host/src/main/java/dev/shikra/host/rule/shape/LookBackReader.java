package dev.shikra.host.rule.shape;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.Over;
import dev.shikra.host.rule.syntax.CompiledFormula;
import dev.shikra.host.rule.syntax.FunctionReader;
import dev.shikra.host.rule.syntax.InputNames;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.RuleFunction;
import dev.shikra.host.rule.syntax.Trees;
import dev.shikra.host.rule.syntax.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what looks back over bars: {@code .ago(3)}, {@code .highest(20)}, {@code barsSince(...)},
 * {@code sequence([...], 5)}, functions of earlier inputs, and numbers carried from bar to bar.
 */
final class LookBackReader {
    /** May follow a value as {@code .name(n)}, or stand before it as {@code name(value, n)}. */
    static final List<String> OF_A_VALUE =
            List.of("ago", "window", "highest", "lowest", "mean", "rising", "falling");

    /** The same for conditions. */
    static final List<String> OF_A_CONDITION = List.of("within", "barsSince");

    /** Functions of their own shape. */
    static final List<String> OTHERS = List.of("crossesAbove", "crossesBelow", "sequence");

    private final InputReader values;
    private final FunctionReader functions;
    private final Literals literals;
    private final DeclaredInputs declared;

    LookBackReader(
            InputReader values,
            FunctionReader functions,
            Literals literals,
            DeclaredInputs declared) {
        this.values = values;
        this.functions = functions;
        this.literals = literals;
        this.declared = declared;
    }

    static boolean isFunction(String name) {
        return OF_A_VALUE.contains(name) || OF_A_CONDITION.contains(name) || OTHERS.contains(name);
    }

    static boolean isMethod(String name) {
        return OF_A_VALUE.contains(name) || OF_A_CONDITION.contains(name);
    }

    /** {@code highest(bar.high, 20)}. */
    FeatureKey function(Node node, String name) {
        List<Node> given = node.children("arguments");
        return switch (name) {
            case "crossesAbove", "crossesBelow" -> crosses(node, given, name);
            case "sequence" -> sequence(node, given);
            case "barsSince" -> {
                require(node, given, 1, "barsSince(x => x.close > x.open)");
                yield barsSince(node, condition(given.getFirst()));
            }
            default -> {
                require(node, given, 2, name + "(" + example(name) + ", 3)");
                FeatureKey of =
                        OF_A_CONDITION.contains(name)
                                ? condition(given.get(0))
                                : values.read(given.get(0));
                yield of(node, name, of, given.get(1));
            }
        };
    }

    private static String example(String name) {
        return name.equals("within") ? "crossesAbove(a, b)" : "bar.close";
    }

    /** {@code bar.high.highest(20)}. */
    FeatureKey method(Node node, Node value, String name) {
        List<Node> given = node.children("arguments");
        if (name.equals("barsSince")) {
            require(node, given, 0, ".barsSince()");
            return barsSince(node, condition(value));
        }
        require(node, given, 1, "." + name + "(3)");
        FeatureKey of = OF_A_CONDITION.contains(name) ? condition(value) : values.read(value);
        return of(node, name, of, given.getFirst());
    }

    /** Of another instrument it is its bars that count. */
    private FeatureKey of(Node node, String name, FeatureKey of, Node bars) {
        if (of instanceof FeatureKey.Other(String instrument, FeatureKey inner)) {
            if (name.equals("window")) {
                return window(node, of, count(bars, name, 1, FeatureKey.Window.MOST));
            }
            FeatureKey there = of(node, name, inner, bars);
            return there.equals(inner) ? of : new FeatureKey.Other(instrument, there);
        }
        if (name.equals("ago") && literals.number(bars, "the number of bars in ago(n)") == 0) {
            return of;
        }
        Timeframe on = bars(node, of);
        return switch (name) {
            case "ago" -> new FeatureKey.Ago(of, count(bars, name, 0, 5000), on);
            case "window" -> window(node, of, count(bars, name, 1, FeatureKey.Window.MOST));
            case "rising", "falling" ->
                    new FeatureKey.Run(of, count(bars, name, 1, 5000), name.equals("rising"), on);
            case "within" -> new FeatureKey.Within(of, count(bars, name, 1, 5000), on);
            default ->
                    new FeatureKey.Rolling(
                            of,
                            count(bars, name, 1, 5000),
                            Over.valueOf(name.toUpperCase(java.util.Locale.ROOT)),
                            on);
        };
    }

    private FeatureKey window(Node node, FeatureKey of, int bars) {
        return new FeatureKey.Window(of, bars, bars(node, of));
    }

    /** {@code bar.close.window(20).highest}. */
    FeatureKey ofWindow(Node node, FeatureKey.Window window, Node property) {
        String name = property.text("name");
        if (!List.of("highest", "lowest", "mean").contains(name)) {
            throw property.fault(
                    "a window has highest, lowest and mean, and its values are read in clauses:"
                            + " x.closes[0]");
        }
        Over over = Over.valueOf(name.toUpperCase(java.util.Locale.ROOT));
        return window.of() instanceof FeatureKey.Other(String instrument, FeatureKey inner)
                ? new FeatureKey.Other(
                        instrument,
                        new FeatureKey.Rolling(inner, window.bars(), over, bars(node, inner)))
                : new FeatureKey.Rolling(window.of(), window.bars(), over, window.on());
    }

    private FeatureKey barsSince(Node node, FeatureKey condition) {
        return condition instanceof FeatureKey.Other(String instrument, FeatureKey inner)
                ? new FeatureKey.Other(
                        instrument, new FeatureKey.BarsSince(inner, bars(node, inner)))
                : new FeatureKey.BarsSince(condition, bars(node, condition));
    }

    private FeatureKey crosses(Node node, List<Node> given, String name) {
        require(node, given, 2, name + "(study.ema({ length: 9 }), study.ema({ length: 21 }))");
        FeatureKey a = operand(given.get(0));
        FeatureKey b = operand(given.get(1));
        if (a instanceof FeatureKey.Constant) {
            throw given.get(0)
                    .fault("the first value of " + name + " moves: write the number second");
        }
        return new FeatureKey.Crosses(
                a, b, name.equals("crossesAbove"), values.finest(node, List.of(a, b)));
    }

    private FeatureKey sequence(Node node, List<Node> given) {
        String shape = "sequence([x => x.close > x.high20, x => x.close < x.low5], 10)";
        require(node, given, 2, shape);
        List<Node> steps = Literals.list(given.getFirst(), "the first value of sequence");
        if (steps.size() < 2 || steps.size() > 8) {
            throw given.getFirst()
                    .fault(
                            "a sequence has 2 to 8 conditions, this has "
                                    + steps.size()
                                    + ": write "
                                    + shape);
        }
        List<FeatureKey> conditions = steps.stream().map(this::condition).toList();
        conditions.forEach(c -> bars(node, c));
        return new FeatureKey.Sequence(
                conditions,
                count(given.get(1), "sequence", 1, 5000),
                values.finest(node, conditions));
    }

    private FeatureKey operand(Node node) {
        Optional<Object> value = literals.value(node);
        return value.isPresent() && value.get() instanceof Double number
                ? new FeatureKey.Constant(number)
                : values.read(node);
    }

    private FeatureKey condition(Node node) {
        FeatureKey key = values.read(node);
        boolean judges =
                key instanceof FeatureKey.Crosses
                        || key instanceof FeatureKey.Run
                        || key instanceof FeatureKey.Within
                        || key instanceof FeatureKey.Sequence
                        || key instanceof FeatureKey.Computed
                        || key instanceof FeatureKey.StudyValue
                        || key instanceof FeatureKey.Other;
        if (!judges) {
            throw node.fault(
                    "a condition is needed here: write a comparison, x => x.close > x.open, or"
                            + " crossesAbove(a, b)");
        }
        return key;
    }

    /** {@code x => x.close - x.vwap}: of inputs declared before. */
    FeatureKey computed(Node node) {
        RuleFunction function =
                functions.clause(node, literals.module(), declared.names(), literals.parameters());
        var operands = new Operands(function, 0);
        if (operands.keys.isEmpty()) {
            throw node.fault(
                    "this reads no input: name one that is declared before, x => x.close > x.open");
        }
        return new FeatureKey.Computed(
                CompiledFormula.of(node, function, operands.places, Map.of(), operands.keys.size()),
                operands.keys,
                on(node, operands.keys, Optional.empty()));
    }

    /** {@code { start: 0, next: (s, x) => s + x.volume }}. */
    FeatureKey accumulated(Node node, Function<Node, Timeframe> timeframe) {
        ObjectShape shape = ObjectShape.read(node, "a number carried from bar to bar");
        shape.allowing(
                "a number carried from bar to bar", List.of("start", "next", "restart", "on"));
        double start = literals.number(shape.need("start", "0"), "start");
        Node nextNode = shape.need("next", "(s, x) => s + x.volume");
        var restart = FeatureKey.Restart.NEVER;
        if (shape.find("restart").isPresent()) {
            Node each = shape.find("restart").get();
            if (!literals.text(each, "restart").equals("session")) {
                throw each.fault("restart is 'session', or left out: write restart: 'session'");
            }
            restart = FeatureKey.Restart.SESSION;
        }
        FunctionReader.StateStep step =
                functions.step(
                        nextNode, literals.module(), declared.names(), literals.parameters());
        var operands = new Operands(step.function(), 1);
        if (operands.keys.isEmpty()) {
            throw nextNode.fault(
                    "this step reads no input: name one that is declared before, (s, x) => s +"
                            + " x.volume");
        }
        Map<Variable, Integer> state = Map.of(step.state(), 0);
        return new FeatureKey.Accumulated(
                start,
                CompiledFormula.of(
                        nextNode,
                        step.function(),
                        operands.places,
                        state,
                        1 + operands.keys.size()),
                operands.keys,
                restart,
                on(node, operands.keys, shape.find("on").map(timeframe)));
    }

    private Timeframe on(Node node, List<FeatureKey> keys, Optional<Timeframe> given) {
        keys.forEach(key -> bars(node, key));
        return given.orElseGet(() -> values.finest(node, keys));
    }

    /** The features that a function reads and where they stand in its frame. */
    private final class Operands {
        final List<FeatureKey> keys = new ArrayList<>();
        final Map<Integer, Integer> places = new LinkedHashMap<>();

        Operands(RuleFunction function, int from) {
            for (var input : Trees.inputs(function.body())) {
                InputNames.Entry entry = declared.names().find(input.name()).orElseThrow();
                for (int i = 0; i <= entry.elements(); i++) {
                    places.put(entry.index() + i, from + keys.size());
                    keys.add(declared.inputs().get(entry.index() + i).key());
                }
            }
        }
    }

    /** {@return the bars by which a value moves; what moves with ticks has none to look back on} */
    private Timeframe bars(Node node, FeatureKey of) {
        if (values.movesWithTicks(of)) {
            throw node.fault(
                    "'"
                            + of.text()
                            + "' has no bars to go back: use bar.close, a study or a day value");
        }
        return values.timeframeOf(of).orElse(Timeframe.M1);
    }

    private int count(Node bars, String name, int least, int most) {
        double number = literals.number(bars, "the number of bars in " + name + "(n)");
        if (number != Math.rint(number) || number < least || number > most) {
            throw bars.fault(
                    name
                            + "("
                            + (bars.text("raw").isEmpty()
                                    ? Double.toString(number)
                                    : bars.text("raw"))
                            + "): bars"
                            + (name.equals("ago") ? " ago" : "")
                            + " is a whole number from "
                            + least
                            + " to "
                            + most);
        }
        return (int) number;
    }

    private static void require(Node node, List<Node> given, int count, String example) {
        InputReader.require(node, given, count, example);
    }
}
