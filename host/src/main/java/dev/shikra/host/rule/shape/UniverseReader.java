package dev.shikra.host.rule.shape;

import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.Universe;
import dev.shikra.host.rule.Universe.Derivatives;
import dev.shikra.host.rule.Universe.Liquidity;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code universe: { segments: ['NSE'], list: 'nifty50', price: [50, 10_000] }}. */
final class UniverseReader {
    private static final List<String> KEYS =
            List.of("segments", "symbols", "list", "sectors", "derivatives", "price", "liquidity");

    private final Literals plain;
    private final RuleSource source;

    UniverseReader(Literals plain, RuleSource source) {
        this.plain = plain;
        this.source = source;
    }

    Universe read(Node node) {
        ObjectShape shape = ObjectShape.read(node, "universe");
        shape.allowing("universe", KEYS);
        double[] price = shape.find("price").map(this::price).orElse(null);
        return new Universe(
                texts(shape, "segments"),
                texts(shape, "symbols"),
                members(shape),
                shape.find("derivatives").map(this::derivatives).orElse(Derivatives.ANY),
                price == null ? Double.NEGATIVE_INFINITY : price[0],
                price == null ? Double.POSITIVE_INFINITY : price[1],
                shape.find("liquidity").map(this::liquidity));
    }

    private Set<String> texts(ObjectShape shape, String key) {
        return shape.find(key)
                .map(n -> (Set<String>) new LinkedHashSet<>(plain.texts(n, key)))
                .orElse(Set.of());
    }

    /** In all lists and sectors that are given: of several lists one is enough, so of sectors. */
    private Optional<Set<String>> members(ObjectShape shape) {
        Optional<Set<String>> listed = shape.find("list").map(this::listed);
        Optional<Set<String>> ofSectors = shape.find("sectors").map(this::ofSectors);
        if (listed.isPresent() && ofSectors.isPresent()) {
            var both = new TreeSet<>(listed.get());
            both.retainAll(ofSectors.get());
            return Optional.of(both);
        }
        return listed.or(() -> ofSectors);
    }

    private Set<String> listed(Node node) {
        var members = new TreeSet<String>();
        List<Node> names = node.is("ArrayExpression") ? node.children("elements") : List.of(node);
        for (Node each : names) {
            String name = plain.text(each, "list");
            for (String[] line : lines(each, name)) {
                members.add(line[0]);
            }
        }
        return members;
    }

    private Set<String> ofSectors(Node node) {
        var known = new TreeSet<String>();
        var members = new TreeSet<String>();
        List<String> wanted = plain.texts(node, "sectors");
        for (String[] line : lines(node, "sectors")) {
            String sector = line.length > 1 ? line[1] : "";
            known.add(sector);
            if (wanted.contains(sector)) {
                members.add(line[0]);
            }
        }
        for (String sector : wanted) {
            if (!known.contains(sector)) {
                throw node.fault(
                        "unknown sector '" + sector + "'" + NearestName.hint(sector, known));
            }
        }
        return members;
    }

    /** {@return symbol and the rest of each line of a list, which the source brings along} */
    private List<String[]> lines(Node node, String name) {
        String text = source.libraries().get(RuleSource.universePath(name));
        if (text == null) {
            throw node.fault(
                    "there is no list '"
                            + name
                            + "': write it to config/universes/"
                            + name
                            + ".txt, a symbol a line");
        }
        var lines = new ArrayList<String[]>();
        text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> lines.add(line.split("\\s*,\\s*|\\s+", 2)));
        return lines;
    }

    private Derivatives derivatives(Node node) {
        if (!(plain.value(node).orElse("") instanceof Boolean wanted) || !wanted) {
            throw node.fault(
                    "derivatives is true or left out: true takes what has futures or options");
        }
        return Derivatives.REQUIRED;
    }

    private Liquidity liquidity(Node node) {
        ObjectShape shape = ObjectShape.read(node, "liquidity");
        shape.allowing("liquidity", List.of("value", "volume", "days"));
        boolean byValue = shape.find("value").isPresent();
        if (byValue == shape.find("volume").isPresent()) {
            throw node.fault(
                    "liquidity is a mean value or volume a day: write liquidity: { value: 50_000_000, days: 5 }");
        }
        Node leastNode = byValue ? shape.need("value", "1") : shape.need("volume", "1");
        double least = plain.number(leastNode, "the least a day");
        Optional<Node> daysNode = shape.find("days");
        double days = daysNode.map(n -> plain.number(n, "days")).orElse(5.0);
        if (days != Math.rint(days) || days < 1 || days > 60) {
            throw daysNode.orElse(node).fault("days is a whole number from 1 to 60");
        }
        return new Liquidity(least, (int) days, byValue ? Liquidity.Of.VALUE : Liquidity.Of.VOLUME);
    }

    private double[] price(Node node) {
        List<Node> ends = Literals.list(node, "price");
        if (ends.size() != 2) {
            throw node.fault("price has two ends: write price: [50, 10_000]");
        }
        double low = plain.number(ends.get(0), "the lowest price");
        double high =
                ends.get(1).text("name").equals("Infinity")
                        ? Double.POSITIVE_INFINITY
                        : plain.number(ends.get(1), "the highest price");
        if (low > high) {
            throw node.fault(
                    "price [" + low + ", " + high + "] holds nothing: write the lower end first");
        }
        return new double[] {low, high};
    }

    /**
     * {@return names of the lists that a file may need, before it is read: whatever stands in
     * quotes under {@code list}, and {@code sectors} if that key occurs}
     */
    static Set<String> mayNeed(Node program) {
        var names = new TreeSet<String>();
        search(program, names);
        return names;
    }

    private static void search(Node node, Set<String> into) {
        if (node.is("Property")) {
            Node key = node.child("key");
            Optional<Node> value = node.optional("value");
            if (key.text("name").equals("sectors")) {
                into.add("sectors");
            }
            if (key.text("name").equals("list") && value.isPresent()) {
                texts(value.get(), into);
            }
        }
        for (Node child : node.allChildren()) {
            search(child, into);
        }
    }

    private static void texts(Node node, Set<String> into) {
        if (node.is("Literal") && node.json().path("value").isString()) {
            into.add(node.json().path("value").asString());
        }
        node.children("elements").forEach(e -> texts(e, into));
    }
}
