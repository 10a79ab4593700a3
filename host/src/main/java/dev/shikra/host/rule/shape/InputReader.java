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
import dev.shikra.host.rule.syntax.NearestName;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.RuleFault;
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

    /**
     * @param studies by name
     * @param groups by name
     * @param every of the pattern; empty in a filter
     */
    InputReader(
            Map<String, StudyDescription> studies,
            Map<String, ValueGroup> groups,
            Optional<Every> every,
            Literals literals) {
        this.studies = studies;
        this.groups = groups;
        this.every = every;
        this.literals = literals;
    }

    FeatureKey read(Node node) {
        return switch (node.type()) {
            case "MemberExpression" -> member(node);
            case "CallExpression" -> call(node);
            case "Identifier" -> throw unfinished(node);
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
                                        "ago",
                                        "crossesAbove",
                                        "crossesBelow")
                                .contains(name);
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
        }
        throw node.fault(
                "'."
                        + property.text("name")
                        + "' can't be read here: inputs are bar.close, study.ema({ ... }).value and the like");
    }

    private FeatureKey call(Node node) {
        Node callee = node.child("callee");
        List<Node> given = node.children("arguments");
        if (callee.is("Identifier")) {
            String host = host(callee).orElseThrow(() -> unknownBase(callee));
            return switch (host) {
                case "ago" -> {
                    require(node, given, 2, "ago(bar.close, 3)");
                    yield ago(node, read(given.get(0)), given.get(1));
                }
                case "crossesAbove", "crossesBelow" -> {
                    require(
                            node,
                            given,
                            2,
                            host + "(study.ema({ length: 9 }), study.ema({ length: 21 }))");
                    FeatureKey a = operand(given.get(0));
                    FeatureKey b = operand(given.get(1));
                    if (a instanceof FeatureKey.Constant) {
                        throw given.get(0)
                                .fault(
                                        "the first value of "
                                                + host
                                                + " moves: write the number second");
                    }
                    yield new FeatureKey.Crosses(
                            a, b, host.equals("crossesAbove"), finest(node, a, b));
                }
                default -> throw unfinished(callee);
            };
        }
        if (callee.is("MemberExpression") && !callee.flag("computed")) {
            String name = callee.child("property").text("name");
            Node object = callee.child("object");
            if (name.equals("ago") && !host(object).isPresent()) {
                require(node, given, 1, ".ago(3)");
                return ago(node, read(object), given.getFirst());
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

    private FeatureKey operand(Node node) {
        Optional<Object> value = literals.value(node);
        return value.isPresent() && value.get() instanceof Double number
                ? new FeatureKey.Constant(number)
                : read(node);
    }

    private FeatureKey ago(Node node, FeatureKey of, Node bars) {
        if (of instanceof FeatureKey.TickValue
                || of instanceof FeatureKey.CandidateValue
                || of instanceof FeatureKey.NamedValue v && atTicks(v)) {
            throw node.fault(
                    "'"
                            + of.text()
                            + "' has no bars to go back: use bar.close, a study or a day value");
        }
        double number = literals.number(bars, "the number of bars in ago(n)");
        if (number == 0) {
            return of;
        }
        if (number != Math.rint(number) || number < 1 || number > 5000) {
            throw bars.fault(
                    "ago(" + bars.text("raw") + "): bars ago is a whole number from 0 to 5000");
        }
        return new FeatureKey.Ago(of, (int) number, timeframeOf(of).orElse(Timeframe.M1));
    }

    private Timeframe finest(Node node, FeatureKey a, FeatureKey b) {
        Optional<Timeframe> first = timeframeOf(a);
        Optional<Timeframe> second = timeframeOf(b);
        if (first.isEmpty() && second.isEmpty()) {
            return every.map(Every::timeframe)
                    .orElseThrow(() ->
                            node.fault(
                                    "a filter has no bars of its own: name one, bar.on('5m').close"));
        }
        return first.isEmpty()
                ? second.get()
                : second.isEmpty()
                        ? first.get()
                        : first.get().compareTo(second.get()) <= 0 ? first.get() : second.get();
    }

    /** {@return the bars by which a feature moves; empty for ticks, constants and candidates} */
    private boolean atTicks(FeatureKey.NamedValue value) {
        ValueGroup group = groups.get(value.group());
        return group != null && group.moves() == ValueGroup.Moves.AT_TICKS;
    }

    private Optional<Timeframe> timeframeOf(FeatureKey key) {
        return switch (key) {
            case FeatureKey.BarValue v -> Optional.of(v.on());
            case FeatureKey.StudyValue v -> Optional.of(v.on());
            case FeatureKey.DayValue v -> Optional.of(Timeframe.M1);
            case FeatureKey.TickValue v -> Optional.empty();
            case FeatureKey.NamedValue v ->
                    atTicks(v) ? Optional.empty() : Optional.of(Timeframe.M1);
            case FeatureKey.Ago v -> Optional.of(v.on());
            case FeatureKey.Crosses v -> Optional.of(v.on());
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

    private static void require(Node node, List<Node> given, int count, String example) {
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
