package dev.shikra.host.rule.shape;

import dev.shikra.host.rule.DeclaredParameter;
import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.Place;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code params: { times: 1.5, length: { default: 20, min: 5, max: 50 } }}. */
final class ParameterReader {
    private ParameterReader() {}

    /** {@return effective values: the defaults, and what configuration says instead} */
    static Map<String, Double> read(Optional<Node> node, Literals literals, RuleSource source) {
        var effective = new LinkedHashMap<String, Double>();
        if (node.isPresent()) {
            ObjectShape shape = ObjectShape.read(node.get(), "params");
            shape.values()
                    .forEach((name, value) ->
                            effective.put(name, one(name, value, literals, source)));
        }
        for (String name : source.overrides().keySet()) {
            if (!effective.containsKey(name)) {
                throw new RuleFault(
                        node.map(Node::place).orElse(Place.startOf(source.path())),
                        "configuration sets '"
                                + name
                                + "', which is no param of this rule"
                                + NearestName.hint(name, effective.keySet()));
            }
        }
        return effective;
    }

    /** {@return the params as they are declared, for forms} */
    static List<DeclaredParameter> declared(Node params, Literals literals, RuleSource source) {
        var all = new ArrayList<DeclaredParameter>();
        ObjectShape.read(params, "params")
                .values()
                .forEach((name, node) -> {
                    Node number = node;
                    double least = Double.NEGATIVE_INFINITY;
                    double most = Double.POSITIVE_INFINITY;
                    String label = "";
                    if (node.is("ObjectExpression")) {
                        ObjectShape shape = ObjectShape.read(node, name);
                        number = shape.need("default", "20");
                        least = shape.find("min").map(n -> literals.number(n, "min")).orElse(least);
                        most = shape.find("max").map(n -> literals.number(n, "max")).orElse(most);
                        label = shape.find("label").map(n -> literals.text(n, "label")).orElse("");
                    }
                    Double configured = source.overrides().get(name);
                    all.add(
                            new DeclaredParameter(
                                    name,
                                    label,
                                    literals.number(number, "default"),
                                    least,
                                    most,
                                    configured == null
                                            ? OptionalDouble.empty()
                                            : OptionalDouble.of(configured),
                                    number.place().start(),
                                    number.place().end()));
                });
        return all;
    }

    private static double one(String name, Node node, Literals literals, RuleSource source) {
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        double value;
        if (node.is("ObjectExpression")) {
            ObjectShape shape = ObjectShape.read(node, name);
            shape.allowing("param " + name, List.of("default", "min", "max", "label"));
            value = literals.number(shape.need("default", "20"), "the default of " + name);
            least = shape.find("min").map(n -> literals.number(n, "min of " + name)).orElse(least);
            most = shape.find("max").map(n -> literals.number(n, "max of " + name)).orElse(most);
        } else {
            value = literals.number(node, "a param's default");
        }
        double effective = source.overrides().getOrDefault(name, value);
        if (!(effective >= least && effective <= most)) {
            throw node.fault(
                    "param " + name + " is " + effective + ": it is from " + least + " to " + most);
        }
        return effective;
    }
}
