package dev.shikra.host.rule.shape;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.CandidateField;
import dev.shikra.host.feature.FeatureKey.DayField;
import dev.shikra.host.feature.FeatureKey.TickField;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.rule.Every;
import dev.shikra.host.rule.syntax.Binding;
import dev.shikra.host.rule.syntax.FunctionReader;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what an input is: {@code study.ema({ length: 21 })} becomes a {@link FeatureKey}. */
final class InputReader {
    private final Map<String, StudyDescription> studies;
    private final Map<String, ValueGroup> groups;
    private final Optional<Every> every;
    private final Literals literals;
    private final LookBackReader lookBacks;

    /**
     * @param studies by name
     * @param groups by name
     * @param every of the pattern; empty in a filter
     * @param declared the inputs before, for functions of them
     */
    InputReader(
            Map<String, StudyDescription> studies,
            Map<String, ValueGroup> groups,
            Optional<Every> every,
            Literals literals,
            FunctionReader functions,
            DeclaredInputs declared) {
        this.studies = studies;
        this.groups = groups;
        this.every = every;
        this.literals = literals;
        lookBacks = new LookBackReader(this, functions, literals, declared);
    }

    FeatureKey read(Node node) {
        return switch (node.type()) {
            case "MemberExpression" -> member(node);
            case "CallExpression" -> call(node);
            case "Identifier" -> throw unfinished(node);
            case "ArrowFunctionExpression" -> lookBacks.computed(node);
            case "ObjectExpression" -> lookBacks.accumulated(node, this::parse);
            case "Literal" ->
                    throw node.fault(
                            "a plain number is no input: write it into the clause, or use params");
            default ->
                    throw node.fault(
                            "an input is a bar, day, study or tick value: write bar.close or study.ema({ length: 21 })");
        };
    }

    private String remedy(String host) {
        ValueGroup group = groups.get(host);
        if (group != null) {
            return "write " + host + "." + group.values().getFirst().name();
        }
        return switch (host) {
            case "bar" -> "write bar.close or bar.on('5m').close";
            case "day" -> "write day.high or day.openingRange(15).high";
            case "tick" -> "write tick.price";
            case "previousDay" -> "write previousDay.high";
            case "index", "underlying" -> "write " + host + ".close or " + host + ".of(day.change)";
            case "instrument" -> "write instrument('NSE:RELIANCE').close";
            case "candidate" -> "write candidate.sinceLastAlert";
            case "study" -> "write study.ema({ length: 21 })";
            default -> "write bar.close or study.ema({ length: 21 })";
        };
    }

    private RuleFault unfinished(Node node) {
        String name = node.text("name");
        return host(node)
                .map(h -> node.fault("'" + name + "' alone is no value: " + remedy(h)))
                .orElseGet(() -> unknownBase(node));
    }

    private RuleFault unknownBase(Node node) {
        String name = node.is("Identifier") ? node.text("name") : "this";
        boolean hosted =
                groups.containsKey(name)
                        || List.of(
                                        "bar",
                                        "day",
                                        "study",
                                        "tick",
                                        "candidate",
                                        "previousDay",
                                        "index",
                                        "underlying",
                                        "instrument")
                                .contains(name)
                        || LookBackReader.isFunction(name);
        return node.fault(
                hosted
                        ? "'"
                                + name
                                + "' is not imported: write import { "
                                + name
                                + " } from 'shikra'"
                        : "'"
                                + name
                                + "' is no input: an input is a bar, day, study or tick value, study.ema({ length: 21 })");
    }

    /** {@return the name in 'shikra' of what an identifier stands for} */
    private Optional<String> host(Node node) {
        return node.is("Identifier")
                ? literals.module()
                        .find(node.text("name"))
                        .filter(Binding.HostName.class::isInstance)
                        .map(b -> ((Binding.HostName) b).name())
                : Optional.empty();
    }

    private FeatureKey member(Node node) {
        if (node.flag("computed")) {
            throw node.child("property")
                    .fault("a member in brackets is not part of the rule language: write .name");
        }
        Node object = node.child("object");
        Node property = node.child("property");
        Optional<String> host = host(object);
        if (host.isPresent()) {
            return switch (host.get()) {
                case "previousDay" -> previousDay(property);
                case "index", "underlying" -> other(host.get(), node, property);
                case "bar" ->
                        new FeatureKey.BarValue(
                                timeframe(node),
                                field(property, "bar", BarField.values(), BarField::text),
                                false);
                case "day" ->
                        new FeatureKey.DayValue(
                                field(property, "day", DayField.values(), DayField::text));
                case "tick" -> {
                    requireTickRule(node, "tick values");
                    yield new FeatureKey.TickValue(
                            field(property, "tick", TickField.values(), TickField::text));
                }
                case "candidate" -> {
                    if (every.isPresent()) {
                        throw node.fault(
                                "candidate values exist in filters only: use bar, day and study values");
                    }
                    yield new FeatureKey.CandidateValue(
                            field(
                                    property,
                                    "candidate",
                                    CandidateField.values(),
                                    CandidateField::text));
                }
                case "study" ->
                        throw node.fault(
                                "a study is called: write study."
                                        + property.text("name")
                                        + "({ ... })");
                default -> {
                    ValueGroup group = groups.get(host.get());
                    if (group == null) {
                        throw unfinished(object);
                    }
                    yield named(node, group, property);
                }
            };
        }
        if (object.is("CallExpression")) {
            return callMember(node, object, property);
        }
        throw unknownBase(object);
    }

    /** {@return what tells an instrument beside the rule's own, if the node does} */
    private Optional<String> elsewhere(Node node) {
        if (node.is("CallExpression")) {
            return host(node.child("callee")).orElse("").equals("instrument")
                    ? Optional.of(instrument(node))
                    : Optional.empty();
        }
        return host(node).filter(h -> h.equals("index") || h.equals("underlying"));
    }

    private String instrument(Node call) {
        List<Node> given = call.children("arguments");
        require(call, given, 1, "instrument('NSE:RELIANCE').close");
        String id = literals.text(given.getFirst(), "an instrument");
        if (!id.matches("[^:]+:.+")) {
            throw given.getFirst()
                    .fault("'" + id + "' names no exchange: write instrument('NSE:RELIANCE')");
        }
        return id;
    }

    /** {@code index.close}: a value of its last closed bar. */
    private FeatureKey other(String instrument, Node node, Node property) {
        return elsewhere(
                instrument,
                node,
                new FeatureKey.BarValue(
                        timeframe(node),
                        field(property, instrument, BarField.values(), BarField::text),
                        false));
    }

    private FeatureKey elsewhere(String instrument, Node node, FeatureKey of) {
        if (movesWithTicks(of) || of instanceof FeatureKey.Other) {
            throw node.fault(
                    "of another instrument closed bars, studies and day values can be read: write"
                            + " index.of(study.rsi({ length: 14 }))");
        }
        return new FeatureKey.Other(instrument, of);
    }

    private static FeatureKey previousDay(Node property) {
        List<DayField> fields =
                List.of(
                        DayField.PREVIOUS_OPEN,
                        DayField.PREVIOUS_HIGH,
                        DayField.PREVIOUS_LOW,
                        DayField.PREVIOUS_CLOSE,
                        DayField.PREVIOUS_VOLUME);
        List<String> names = List.of("open", "high", "low", "close", "volume");
        return new FeatureKey.DayValue(
                fields.get(
                        names.indexOf(
                                field(
                                        property,
                                        "previousDay",
                                        names.toArray(new String[0]),
                                        n -> n))));
    }

    private FeatureKey named(Node node, ValueGroup group, Node property) {
        if (group.moves() == ValueGroup.Moves.AT_TICKS) {
            requireTickRule(node, group.name() + " values");
        }
        ValueGroup.Value value =
                field(
                        property,
                        group.name(),
                        group.values().toArray(new ValueGroup.Value[0]),
                        ValueGroup.Value::name);
        return new FeatureKey.NamedValue(group.name(), value.name());
    }

    /**
     * {@code bar.on('5m').close}, {@code study.macd().signal}, {@code day.openingRange(15).high}.
     */
    private FeatureKey callMember(Node node, Node call, Node property) {
        Node callee = call.child("callee");
        if (host(callee).orElse("").equals("instrument")) {
            return other(instrument(call), node, property);
        }
        if (callee.is("MemberExpression") && !callee.flag("computed")) {
            String host = host(callee.child("object")).orElse("");
            String name = callee.child("property").text("name");
            if (host.equals("bar") && name.equals("on")) {
                return barOn(call, property);
            }
            if (host.equals("day") && name.equals("openingRange")) {
                return openingRange(call, property);
            }
            if (host.equals("study")) {
                return study(callee.child("property"), call, Optional.of(property));
            }
            if (name.equals("window") && read(call) instanceof FeatureKey.Window window) {
                return lookBacks.ofWindow(node, window, property);
            }
        }
        throw node.fault(
                "'."
                        + property.text("name")
                        + "' can't be read here: inputs are bar.close, study.ema({ ... }).value and the like");
    }

    private FeatureKey call(Node node) {
        Node callee = node.child("callee");
        if (callee.is("Identifier")) {
            String host = host(callee).orElseThrow(() -> unknownBase(callee));
            return switch (host) {
                default -> {
                    if (!LookBackReader.isFunction(host)) {
                        throw unfinished(callee);
                    }
                    yield lookBacks.function(node, host);
                }
            };
        }
        if (callee.is("MemberExpression") && !callee.flag("computed")) {
            String name = callee.child("property").text("name");
            Node object = callee.child("object");
            Optional<String> elsewhere = elsewhere(object);
            if (elsewhere.isPresent() && name.equals("of")) {
                require(
                        node,
                        node.children("arguments"),
                        1,
                        object.text("name") + ".of(day.change)");
                return elsewhere(
                        elsewhere.get(), node, read(node.children("arguments").getFirst()));
            }
            if (LookBackReader.isMethod(name) && !host(object).isPresent()) {
                return lookBacks.method(node, object, name);
            }
            if (host(object).orElse("").equals("study")) {
                return study(callee.child("property"), node, Optional.empty());
            }
            if (host(object).orElse("").equals("day") && name.equals("openingRange")) {
                throw node.fault(
                        "an opening range has two ends: write day.openingRange(15).high or .low");
            }
            if (host(object).orElse("").equals("bar") && name.equals("on")) {
                throw node.fault("a bar has many values: write bar.on('5m').close");
            }
            if (host(object).isEmpty() && object.is("Identifier")) {
                throw unknownBase(object);
            }
        }
        throw node.fault(
                "this can't be called in inputs: write study.ema({ length: 21 }), .ago(3), crossesAbove(a, b)");
    }

    /** {@return what the numbers of a value stand for, empty if they are plain numbers} */
    List<String> texts(FeatureKey key) {
        if (!(key instanceof FeatureKey.NamedValue v) || !groups.containsKey(v.group())) {
            return List.of();
        }
        ValueGroup group = groups.get(v.group());
        return group.values().get(group.indexOf(v.name())).texts();
    }

    private boolean atTicks(FeatureKey.NamedValue value) {
        ValueGroup group = groups.get(value.group());
        return group != null && group.moves() == ValueGroup.Moves.AT_TICKS;
    }

    /** {@return whether a value changes between bars} */
    boolean movesWithTicks(FeatureKey key) {
        return switch (key) {
            case FeatureKey.TickValue v -> true;
            case FeatureKey.CandidateValue v -> true;
            case FeatureKey.NamedValue v -> atTicks(v);
            case FeatureKey.BarValue v -> v.forming();
            case FeatureKey.StudyValue v -> v.forming();
            case FeatureKey.DayValue v -> false;
            case FeatureKey.Constant v -> false;
            case FeatureKey.LookBack v -> false;
        };
    }

    /** {@return the shortest of the bars by which the values move, else the rule's own} */
    Timeframe finest(Node node, List<FeatureKey> keys) {
        return keys.stream()
                .flatMap(key -> timeframeOf(key).stream())
                .min(Timeframe::compareTo)
                .or(() -> every.map(Every::timeframe))
                .orElseThrow(() ->
                        node.fault(
                                "a filter has no bars of its own: name one, bar.on('5m').close"));
    }

    Optional<Timeframe> timeframeOf(FeatureKey key) {
        return switch (key) {
            case FeatureKey.BarValue v -> Optional.of(v.on());
            case FeatureKey.StudyValue v -> Optional.of(v.on());
            // What stands for the session has no bars: those of what it is compared with count.
            case FeatureKey.DayValue v ->
                    v.field().fixed() ? Optional.empty() : Optional.of(Timeframe.M1);
            case FeatureKey.TickValue v -> Optional.empty();
            case FeatureKey.NamedValue v ->
                    atTicks(v) ? Optional.empty() : Optional.of(Timeframe.M1);
            case FeatureKey.Ago v -> Optional.of(v.on());
            case FeatureKey.Crosses v -> Optional.of(v.on());
            case FeatureKey.Window v -> Optional.of(v.on());
            case FeatureKey.WindowElement v -> Optional.of(v.window().on());
            case FeatureKey.Rolling v -> Optional.of(v.on());
            case FeatureKey.Run v -> Optional.of(v.on());
            case FeatureKey.Computed v -> Optional.of(v.on());
            case FeatureKey.BarsSince v -> Optional.of(v.on());
            case FeatureKey.Within v -> Optional.of(v.on());
            case FeatureKey.Sequence v -> Optional.of(v.on());
            case FeatureKey.Accumulated v -> Optional.of(v.on());
            case FeatureKey.Other v -> Optional.of(Timeframe.M1);
            case FeatureKey.Constant v -> Optional.empty();
            case FeatureKey.CandidateValue v -> Optional.empty();
        };
    }

    private FeatureKey barOn(Node call, Node property) {
        List<Node> given = call.children("arguments");
        if (given.isEmpty() || given.size() > 2) {
            throw call.fault("bar.on takes a timeframe: write bar.on('5m').close");
        }
        boolean forming = false;
        if (given.size() == 2) {
            ObjectShape options = ObjectShape.read(given.get(1), "the options of bar.on");
            options.allowing("bar.on", List.of("forming"));
            forming = forming(options);
        }
        return new FeatureKey.BarValue(
                parse(given.get(0)),
                field(property, "bar", BarField.values(), BarField::text),
                forming);
    }

    private FeatureKey openingRange(Node call, Node property) {
        List<Node> given = call.children("arguments");
        require(call, given, 1, "day.openingRange(15).high");
        double minutes = literals.number(given.getFirst(), "the minutes of day.openingRange");
        return studyValue(
                call,
                given.getFirst(),
                "openingrange",
                Timeframe.M1,
                Map.of("minutes", text(minutes)),
                Optional.of(property),
                false);
    }

    private FeatureKey study(Node nameNode, Node call, Optional<Node> output) {
        String name = nameNode.text("name");
        StudyDescription description = description(nameNode, name);
        List<Node> given = call.children("arguments");
        if (given.size() > 1 || (given.size() == 1 && !given.getFirst().is("ObjectExpression"))) {
            throw call.fault(
                    "a study takes its parameters by name: write study."
                            + name
                            + "("
                            + example(description)
                            + ")");
        }
        var parameters = new LinkedHashMap<String, String>();
        Optional<Timeframe> on = Optional.empty();
        boolean forming = false;
        Node at = call;
        if (!given.isEmpty()) {
            ObjectShape shape = ObjectShape.read(given.getFirst(), "the parameters of " + name);
            var known =
                    new ArrayList<>(
                            description.parameters().stream().map(Parameter::name).toList());
            known.add("on");
            known.add("forming");
            shape.allowing("study." + name, known);
            forming = forming(shape);
            on = shape.find("on").map(this::parse);
            for (Parameter parameter : description.parameters()) {
                Optional<Node> value = shape.find(parameter.name());
                if (value.isPresent()) {
                    String text =
                            text(
                                    literals.value(value.get())
                                            .orElseThrow(() ->
                                                    value.get()
                                                            .fault(
                                                                    "'"
                                                                            + parameter.name()
                                                                            + "' is "
                                                                            + parameter.allowed()
                                                                            + ": write it as a plain value")));
                    try {
                        parameter.canonical(text);
                    } catch (IllegalArgumentException e) {
                        throw value.get().fault(name + ": " + e.getMessage());
                    }
                    parameters.put(parameter.name(), text);
                }
            }
            at = given.getFirst();
        }
        return studyValue(
                call, at, name, on.orElseGet(() -> timeframe(call)), parameters, output, forming);
    }

    private StudyDescription description(Node node, String name) {
        StudyDescription description = studies.get(name);
        if (description == null) {
            throw node.fault(
                    "unknown study '" + name + "'" + NearestName.hint(name, studies.keySet()));
        }
        return description;
    }

    private static String example(StudyDescription description) {
        return description.parameters().isEmpty()
                ? ""
                : "{ "
                        + description.parameters().getFirst().name()
                        + ": "
                        + description.parameters().getFirst().defaultText()
                        + " }";
    }

    private FeatureKey studyValue(
            Node call,
            Node at,
            String name,
            Timeframe on,
            Map<String, String> parameters,
            Optional<Node> output,
            boolean forming) {
        StudyDescription description = description(call, name);
        if (output.isEmpty() && description.outputs().size() > 1) {
            throw call.fault(
                    "study '"
                            + name
                            + "' has "
                            + description.outputs().size()
                            + " outputs: write study."
                            + name
                            + "({ ... })."
                            + description.outputs().getFirst()
                            + " (outputs are "
                            + String.join(", ", description.outputs())
                            + ")");
        }
        String chosen = output.map(o -> o.text("name")).orElse(description.outputs().getFirst());
        if (!description.outputs().contains(chosen)) {
            throw output.orElse(call)
                    .fault(
                            "study '"
                                    + name
                                    + "' has no output '"
                                    + chosen
                                    + "'"
                                    + NearestName.hint(chosen, description.outputs()));
        }
        try {
            return new FeatureKey.StudyValue(on, description.spec(parameters), chosen, forming);
        } catch (IllegalArgumentException e) {
            throw at.fault(String.valueOf(e.getMessage()));
        }
    }

    private boolean forming(ObjectShape shape) {
        Optional<Node> node = shape.find("forming");
        if (node.isEmpty()) {
            return false;
        }
        if (!(literals.value(node.get()).orElse("") instanceof Boolean forming)) {
            throw node.get().fault("forming is true or false");
        }
        if (forming) {
            requireTickRule(node.get(), "forming values");
        }
        return forming;
    }

    private void requireTickRule(Node node, String what) {
        if (every.isPresent() && !(every.get() instanceof Every.Tick)) {
            throw node.fault(
                    what
                            + " are for rules with every: 'tick'; this rule runs every "
                            + every.get()
                            + ": read closed bars, bar.close");
        }
    }

    private Timeframe timeframe(Node node) {
        return every.map(Every::timeframe)
                .orElseThrow(() ->
                        node.fault(
                                "a filter has no timeframe of its own: name one, on: '5m' or bar.on('5m')"));
    }

    private Timeframe parse(Node node) {
        String text = literals.text(node, "a timeframe");
        if (!Timeframe.NAMES.contains(text)) {
            throw node.fault(
                    "unknown timeframe '" + text + "'" + NearestName.hint(text, Timeframe.NAMES));
        }
        return Timeframe.parse(text);
    }

    private static <E> E field(Node property, String of, E[] values, Function<E, String> text) {
        String name = property.text("name");
        return Arrays.stream(values)
                .filter(v -> text.apply(v).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        property.fault(
                                "'"
                                        + of
                                        + "' has no value '"
                                        + name
                                        + "'"
                                        + NearestName.hint(
                                                name, Arrays.stream(values).map(text).toList())));
    }

    static void require(Node node, List<Node> given, int count, String example) {
        if (given.size() != count) {
            throw node.fault(
                    "this takes "
                            + count
                            + " value(s), not "
                            + given.size()
                            + ": write "
                            + example);
        }
    }

    private static String text(Object value) {
        return value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15
                ? Long.toString(d.longValue())
                : value.toString();
    }
}
