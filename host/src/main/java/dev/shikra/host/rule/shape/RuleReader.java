package dev.shikra.host.rule.shape;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.rule.Condition;
import dev.shikra.host.rule.DeclaredParameter;
import dev.shikra.host.rule.Every;
import dev.shikra.host.rule.Fires;
import dev.shikra.host.rule.Input;
import dev.shikra.host.rule.Outcome;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.Stage;
import dev.shikra.host.rule.Universe;
import dev.shikra.host.rule.Verdict;
import dev.shikra.host.rule.syntax.Binding;
import dev.shikra.host.rule.syntax.FunctionReader;
import dev.shikra.host.rule.syntax.InputNames;
import dev.shikra.host.rule.syntax.ModuleReader;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one rule: the text of a file becomes a {@link Rule}, or a {@link RuleFault}. */
public final class RuleReader {
    /**
     * What {@code import ... from 'shikra'} gives, beside the groups of values that stages offer.
     */
    public static final Set<String> HOST_NAMES =
            new LinkedHashSet<>(
                    List.of(
                            "pattern",
                            "filter",
                            "bar",
                            "day",
                            "study",
                            "tick",
                            "candidate",
                            "previousDay",
                            "index",
                            "underlying",
                            "instrument",
                            "ago",
                            "window",
                            "highest",
                            "lowest",
                            "mean",
                            "rising",
                            "falling",
                            "within",
                            "barsSince",
                            "sequence",
                            "crossesAbove",
                            "crossesBelow",
                            "all",
                            "any",
                            "none",
                            "atLeast"));

    private static final List<String> PATTERN_KEYS =
            List.of("id", "name", "every", "universe", "fires", "params", "inputs", "when", "then");
    private static final List<String> FILTER_KEYS =
            List.of("id", "name", "stage", "params", "inputs", "when", "verdict");

    private final Map<String, StudyDescription> studies;
    private final Map<String, ValueGroup> groups;
    private final RuleSource source;
    private final FunctionReader functions = new FunctionReader();
    private final ModuleReader.RuleModule module;

    private RuleReader(
            SyntaxTrees trees,
            Map<String, StudyDescription> studies,
            Map<String, ValueGroup> groups,
            RuleSource source) {
        this.studies = studies;
        this.groups = groups;
        this.source = source;
        var names = new LinkedHashSet<>(HOST_NAMES);
        names.addAll(groups.keySet());
        this.module =
                new ModuleReader(trees, source.libraries(), names, functions)
                        .rule(source.path(), source.text());
    }

    /**
     * Reads and checks a rule.
     *
     * @param studies what rules may name, by name
     * @param groups values of stages that rules may name, by name
     * @throws RuleFault with place and remedy
     */
    public static Rule read(
            SyntaxTrees trees,
            Map<String, StudyDescription> studies,
            Map<String, ValueGroup> groups,
            RuleSource source) {
        return new RuleReader(trees, studies, groups, source).rule();
    }

    /**
     * {@return the params that a rule declares}
     *
     * @throws RuleFault if it is no rule
     */
    public static List<DeclaredParameter> parameters(
            SyntaxTrees trees,
            Map<String, StudyDescription> studies,
            Map<String, ValueGroup> groups,
            RuleSource source) {
        var reader = new RuleReader(trees, studies, groups, source);
        List<Node> given = reader.module.result().children("arguments");
        if (given.size() != 1) {
            return List.of();
        }
        var plain = new Literals(reader.module.scope(), "", Map.of());
        return ObjectShape.read(given.getFirst(), "rule")
                .find("params")
                .map(params -> ParameterReader.declared(params, plain, source))
                .orElse(List.of());
    }

    /** {@return names of the lists of instruments that a file may need} */
    public static Set<String> listsOf(Node program) {
        return UniverseReader.mayNeed(program);
    }

    private Rule rule() {
        Node result = module.result();
        String kind =
                result.is("CallExpression") && result.child("callee").is("Identifier")
                        ? module.scope()
                                .find(result.child("callee").text("name"))
                                .filter(Binding.HostName.class::isInstance)
                                .map(b -> ((Binding.HostName) b).name())
                                .orElse("")
                        : "";
        if (!kind.equals("pattern") && !kind.equals("filter")) {
            throw result.fault(
                    "a rule is export default pattern({ ... }) or filter({ ... }), imported from 'shikra'");
        }
        List<Node> given = result.children("arguments");
        if (given.size() != 1) {
            throw result.fault(kind + " takes one object: write " + kind + "({ id: '...', ... })");
        }
        ObjectShape shape = ObjectShape.read(given.getFirst(), kind);
        boolean isPattern = kind.equals("pattern");
        shape.allowing(kind, isPattern ? PATTERN_KEYS : FILTER_KEYS);
        return isPattern ? pattern(shape) : filter(shape);
    }

    private Rule pattern(ObjectShape shape) {
        var plain = new Literals(module.scope(), "", Map.of());
        String id = id(shape, plain);
        Map<String, Double> parameters = ParameterReader.read(shape.find("params"), plain, source);
        Every every = every(shape.need("every", "'1m'"), plain);
        Fires fires =
                shape.find("fires")
                        .map(n -> choice(n, plain, "fires", Fires.values(), Fires::text))
                        .orElse(Fires.EDGE);
        Universe universe =
                shape.find("universe")
                        .map(new UniverseReader(plain, source)::read)
                        .orElse(Universe.ALL);
        DeclaredInputs inputs = inputs(shape, Optional.of(every), parameters);
        InputNames names = inputs.names();
        var conditions = new ConditionReader(functions, withParameters(parameters), names);
        Condition.Group when = conditions.read(when(shape));
        Outcome then =
                functions.outcome(
                        shape.need("then", "x => ({ direction: 'long', confidence: 0.7 })"),
                        module.scope(),
                        names,
                        parameters,
                        OutcomeShape::outcome);
        var all = new ArrayList<>(inputs.inputs());
        Optional<Integer> priceInput = Optional.empty();
        if (universe.bySomePrice()) {
            FeatureKey price = priceOf(every);
            int index = indexOf(all, price);
            if (index < 0) {
                index = all.size();
                all.add(new Input("(price)", price));
            }
            priceInput = Optional.of(index);
        }
        Optional<Integer> liquidityInput = Optional.empty();
        if (universe.liquidity().isPresent()) {
            liquidityInput = Optional.of(all.size());
            all.add(new Input("(liquidity)", LiquidityFeature.of(universe.liquidity().get())));
        }
        return new Rule.Pattern(
                id,
                name(shape, plain, id),
                source.version(parameters),
                source,
                every,
                universe,
                fires,
                parameters,
                all,
                priceInput,
                liquidityInput,
                conditions.clauses(),
                when,
                then);
    }

    private static FeatureKey priceOf(Every every) {
        return switch (every) {
            case Every.Tick t -> new FeatureKey.TickValue(FeatureKey.TickField.PRICE);
            case Every.Bar b ->
                    new FeatureKey.BarValue(b.timeframe(), FeatureKey.BarField.CLOSE, false);
        };
    }

    private static int indexOf(List<Input> inputs, FeatureKey key) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private Rule filter(ObjectShape shape) {
        var plain = new Literals(module.scope(), "", Map.of());
        String id = id(shape, plain);
        Map<String, Double> parameters = ParameterReader.read(shape.find("params"), plain, source);
        Stage stage =
                choice(
                        shape.need("stage", "'retail'"),
                        plain,
                        "stage",
                        Stage.values(),
                        Stage::text);
        DeclaredInputs inputs = inputs(shape, Optional.empty(), parameters);
        InputNames names = inputs.names();
        var conditions = new ConditionReader(functions, withParameters(parameters), names);
        Condition.Group when = conditions.read(when(shape));
        Verdict verdict =
                functions.outcome(
                        shape.need("verdict", "x => ({ reject: 'reason' })"),
                        module.scope(),
                        names,
                        parameters,
                        OutcomeShape::verdict);
        return new Rule.Filter(
                id,
                name(shape, plain, id),
                source.version(parameters),
                source,
                stage,
                parameters,
                inputs.inputs(),
                conditions.clauses(),
                when,
                verdict);
    }

    private static String id(ObjectShape shape, Literals plain) {
        Node node = shape.need("id", "'opening-range-breakout'");
        String id = plain.text(node, "id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > 64) {
            throw node.fault(
                    "id '"
                            + id
                            + "' is not lower-case words joined by hyphens (at most 64 characters):"
                            + " write 'opening-range-breakout'");
        }
        return id;
    }

    private static String name(ObjectShape shape, Literals plain, String id) {
        Optional<Node> node = shape.find("name");
        if (node.isEmpty()) {
            return id;
        }
        String name = plain.text(node.get(), "name");
        if (name.isBlank() || name.length() > 120) {
            throw node.get().fault("name has 1 to 120 characters, this has " + name.length());
        }
        return name;
    }

    private static Every every(Node node, Literals plain) {
        String text = plain.text(node, "every");
        if (!Every.names().contains(text)) {
            throw node.fault(
                    "unknown timeframe '" + text + "'" + NearestName.hint(text, Every.names()));
        }
        return text.equals("tick") ? new Every.Tick() : new Every.Bar(Timeframe.parse(text));
    }

    private static <E> E choice(
            Node node, Literals plain, String what, E[] values, Function<E, String> text) {
        String given = plain.text(node, what);
        return Arrays.stream(values)
                .filter(v -> text.apply(v).equals(given))
                .findFirst()
                .orElseThrow(() ->
                        node.fault(
                                "unknown "
                                        + what
                                        + " '"
                                        + given
                                        + "'"
                                        + NearestName.hint(
                                                given, Arrays.stream(values).map(text).toList())));
    }

    /** Inputs are an object, or a function of the params that gives one: {@code p => ({ ... })}. */
    private DeclaredInputs inputs(
            ObjectShape shape, Optional<Every> every, Map<String, Double> parameters) {
        Node node = shape.need("inputs", "{ close: bar.close }");
        String parametersName = "";
        if (node.is("ArrowFunctionExpression")) {
            List<Node> given = node.children("params");
            if (given.size() != 1 || !given.getFirst().is("Identifier")) {
                throw node.fault("inputs may be a function of the params: write p => ({ ... })");
            }
            parametersName = given.getFirst().text("name");
            node = node.child("body");
        }
        var inputs = new DeclaredInputs();
        var reader =
                new InputReader(
                        studies,
                        groups,
                        every,
                        new Literals(module.scope(), parametersName, parameters),
                        functions,
                        inputs);
        ObjectShape named = ObjectShape.read(node, "inputs");
        named.values()
                .forEach((name, value) -> {
                    FeatureKey key = reader.read(value);
                    inputs.add(identifier(named, name), key, reader.texts(key));
                });
        if (inputs.isEmpty()) {
            throw node.fault(
                    "a rule without inputs sees nothing: write inputs: { close: bar.close }");
        }
        return inputs;
    }

    private static String identifier(ObjectShape shape, String name) {
        if (!name.matches("[A-Za-z_$][A-Za-z0-9_$]*")) {
            throw shape.key(name)
                    .fault("input '" + name + "' can't be read as x.name: use letters and digits");
        }
        return name;
    }

    private static Node when(ObjectShape shape) {
        return shape.need("when", "{ 'closes above 100': x => x.close > 100 }");
    }

    private Literals withParameters(Map<String, Double> parameters) {
        return new Literals(module.scope(), "", parameters);
    }
}
