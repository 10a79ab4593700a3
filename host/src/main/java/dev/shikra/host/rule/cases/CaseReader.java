package dev.shikra.host.rule.cases;

import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.rule.cases.RuleCase.Candidate;
import dev.shikra.host.rule.cases.RuleCase.Event;
import dev.shikra.host.rule.cases.RuleCase.Expected;
import dev.shikra.host.rule.cases.RuleCase.Market;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.rule.syntax.RuleFault;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import dev.shikra.host.spelling.NearestName;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a test file. Imports, constants and {@code test(...)} calls; nothing of it runs. */
public final class CaseReader {
    private static final List<String> CASE_KEYS =
            List.of(
                    "symbol",
                    "exchange",
                    "segment",
                    "params",
                    "derivatives",
                    "others",
                    "market",
                    "candidates",
                    "expect");
    private static final List<String> EXPECTED_NUMBERS =
            List.of("confidence", "stop", "target", "price");
    private static final List<String> EXPECTED_KEYS =
            List.of("at", "direction", "reject", "confidence", "stop", "target", "price");
    private static final List<String> CANDIDATE_KEYS =
            List.of("at", "rule", "direction", "confidence", "stop", "target");

    private final SyntaxTrees trees;
    private final Sessions sessions;
    private final Map<String, ValueGroup> groups = new LinkedHashMap<>();

    /**
     * @param groups of values that a case may give
     */
    public CaseReader(SyntaxTrees trees, Sessions sessions, List<ValueGroup> groups) {
        this.trees = trees;
        this.sessions = sessions;
        groups.forEach(group -> this.groups.put(group.name(), group));
    }

    /**
     * {@return the cases of a file, in its order}
     *
     * @param file for messages
     * @throws RuleFault if it is no test file
     */
    public List<RuleCase> read(String file, String text) {
        Node program = trees.parse(file, text);
        var data = new CaseData(new CaseHelpers(sessions, groups).all());
        var cases = new ArrayList<RuleCase>();
        for (Node node : program.children("body")) {
            switch (node.type()) {
                case "ImportDeclaration" -> imported(node);
                case "VariableDeclaration" -> node.children("declarations").forEach(data::constant);
                case "ExpressionStatement" -> cases.add(test(node.child("expression"), data));
                default ->
                        throw node.fault(
                                "a test file holds imports, constants and test('name', { ... })");
            }
        }
        if (cases.isEmpty()) {
            throw program.fault(
                    "there is no test here: write test('name', { market: ..., expect: [...] })");
        }
        return cases;
    }

    private static void imported(Node node) {
        if (!node.child("source").json().path("value").asString("").equals("shikra/test")) {
            throw node.fault("a test imports from 'shikra/test' alone");
        }
    }

    private static RuleCase test(Node call, CaseData data) {
        List<Node> given = call.is("CallExpression") ? call.children("arguments") : List.of();
        if (given.size() != 2
                || !call.child("callee").text("name").equals("test")
                || !(data.value(given.getFirst()) instanceof String name)) {
            throw call.fault("write test('name', { market: ..., expect: [...] })");
        }
        Map<String, Node> fields = CaseData.fields(given.get(1));
        allow(given.get(1), fields.keySet(), CASE_KEYS);
        var others = new ArrayList<Market>();
        List<Event> events = events(call, fields, data, others);
        LocalDateTime last = events.getLast().at();
        return new RuleCase(
                name,
                call.place(),
                new Market(
                        text(fields, "symbol", data).orElse("TEST"),
                        text(fields, "exchange", data).orElse("NSE"),
                        text(fields, "segment", data).orElse("NSE")),
                parameters(fields, data),
                truth(fields, "derivatives", data),
                others,
                events,
                candidates(fields, data, last),
                expected(call, fields, data, last));
    }

    private static void allow(Node at, Iterable<String> keys, List<String> known) {
        for (String key : keys) {
            if (!known.contains(key)) {
                throw at.fault("unknown key '" + key + "'" + NearestName.hint(key, known));
            }
        }
    }

    private static Optional<String> text(Map<String, Node> fields, String key, CaseData data) {
        Node node = fields.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (data.value(node) instanceof String text) {
            return Optional.of(text);
        }
        throw node.fault(key + " is text in quotes");
    }

    private static Map<String, Double> parameters(Map<String, Node> fields, CaseData data) {
        var parameters = new LinkedHashMap<String, Double>();
        Node node = fields.get("params");
        if (node != null) {
            CaseData.fields(node)
                    .forEach((name, value) -> {
                        if (!(data.value(value) instanceof Double number)) {
                            throw value.fault("param " + name + " is a number");
                        }
                        parameters.put(name, number);
                    });
        }
        return parameters;
    }

    private static boolean truth(Map<String, Node> fields, String key, CaseData data) {
        Node node = fields.get(key);
        if (node == null) {
            return false;
        }
        if (data.value(node) instanceof Boolean truth) {
            return truth;
        }
        throw node.fault(key + " is true or false");
    }

    /** {@code others: { 'NSE:NIFTY 50': session(...) }}: an exchange's index is no share. */
    private static void elsewhere(
            Map<String, Node> fields, CaseData data, List<Market> others, List<Event> into) {
        Node node = fields.get("others");
        if (node == null) {
            return;
        }
        CaseData.fields(node)
                .forEach((id, value) -> {
                    int colon = id.indexOf(':');
                    if (colon < 1 || colon == id.length() - 1) {
                        throw value.fault(
                                "'"
                                        + id
                                        + "' names no instrument: write 'NSE:NIFTY 50': session(...)");
                    }
                    String symbol = id.substring(colon + 1);
                    String exchange = id.substring(0, colon);
                    boolean index =
                            symbol.contains(" ")
                                    || symbol.equals("SENSEX")
                                    || symbol.equals("BANKEX");
                    var events = new ArrayList<Event>();
                    flatten(value, data.value(value), events);
                    for (Event event : events) {
                        if (event instanceof Event.ValuesEvent) {
                            throw value.fault(
                                    "values are given in market: they are of the rule's instrument");
                        }
                        into.add(new Event.Elsewhere(others.size(), event));
                    }
                    others.add(new Market(symbol, exchange, index ? "INDICES" : exchange));
                });
    }

    private static List<Event> events(
            Node call, Map<String, Node> fields, CaseData data, List<Market> others) {
        Node node = fields.get("market");
        if (node == null) {
            throw call.fault(
                    "'market' is missing: write market: session('2024-01-02', [[100, 101, 99, 100, 1000]])");
        }
        var events = new ArrayList<Event>();
        flatten(node, data.value(node), events);
        if (events.isEmpty()) {
            throw node.fault("nothing happens in this market: write at least one bar");
        }
        if (events.stream().allMatch(Event.ValuesEvent.class::isInstance)) {
            throw node.fault("values alone are no market: write at least one bar");
        }
        elsewhere(fields, data, others, events);
        events.sort(
                Comparator.comparing(Event::at)
                        .thenComparing(event -> !(event instanceof Event.ValuesEvent)));
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).equals(events.get(i - 1))) {
                throw node.fault("the bar that ends at " + events.get(i).at() + " stands twice");
            }
        }
        return events;
    }

    private static void flatten(Node node, Object value, List<Event> into) {
        switch (value) {
            case Event event -> into.add(event);
            case List<?> list -> list.forEach(each -> flatten(node, each, into));
            default ->
                    throw node.fault(
                            "market is made of session(...), sessions(...), bars(...) and ticks(...), not of "
                                    + value);
        }
        CaseData.bounded(node, into.size());
    }

    private static List<Candidate> candidates(
            Map<String, Node> fields, CaseData data, LocalDateTime last) {
        Node node = fields.get("candidates");
        var candidates = new ArrayList<Candidate>();
        for (Node each : node == null ? List.<Node>of() : node.children("elements")) {
            Map<String, Node> own = CaseData.fields(each);
            allow(each, own.keySet(), CANDIDATE_KEYS);
            candidates.add(
                    new Candidate(
                            at(each, own, data, last),
                            text(own, "rule", data).orElse("candidate"),
                            text(own, "direction", data).orElse("long"),
                            number(own, "confidence", data, 0.5),
                            number(own, "stop", data, Double.NaN),
                            number(own, "target", data, Double.NaN)));
        }
        return candidates;
    }

    private static List<Expected> expected(
            Node call, Map<String, Node> fields, CaseData data, LocalDateTime last) {
        Node node = fields.get("expect");
        if (node == null || !node.is("ArrayExpression")) {
            throw (node == null ? call : node)
                    .fault(
                            "'expect' is a list: write expect: [{ at: '09:31', direction: 'long' }], or [] for nothing");
        }
        var expected = new ArrayList<Expected>();
        for (Node each : node.children("elements")) {
            Map<String, Node> own = CaseData.fields(each);
            allow(each, own.keySet(), EXPECTED_KEYS);
            var numbers = new LinkedHashMap<String, Double>();
            for (String name : EXPECTED_NUMBERS) {
                if (own.containsKey(name)) {
                    numbers.put(name, number(own, name, data, 0));
                }
            }
            expected.add(
                    new Expected(
                            at(each, own, data, last),
                            text(own, "direction", data),
                            text(own, "reject", data),
                            numbers,
                            each.place()));
        }
        expected.sort(Comparator.comparing(Expected::at));
        return expected;
    }

    private static double number(
            Map<String, Node> fields, String key, CaseData data, double otherwise) {
        Node node = fields.get(key);
        if (node == null) {
            return otherwise;
        }
        if (data.value(node) instanceof Double number) {
            return number;
        }
        throw node.fault(key + " is a number");
    }

    /** A time without a day is on the day on which the market's last event is. */
    private static LocalDateTime at(
            Node each, Map<String, Node> fields, CaseData data, LocalDateTime last) {
        String text =
                text(fields, "at", data)
                        .orElseThrow(() -> each.fault("'at' is missing: write at: '09:31'"));
        try {
            return text.indexOf(' ') < 0
                    ? LocalDateTime.of(last.toLocalDate(), LocalTime.parse(text))
                    : CaseHelpers.moment(each, text);
        } catch (DateTimeException e) {
            throw each.fault("'" + text + "' is no time: write '09:31' or '2024-01-02 09:31'");
        }
    }
}
