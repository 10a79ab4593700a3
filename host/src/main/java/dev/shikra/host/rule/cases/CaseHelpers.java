package dev.shikra.host.rule.cases;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.rule.cases.RuleCase.Event;
import dev.shikra.host.rule.syntax.Node;
import dev.shikra.host.spelling.NearestName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What {@code import { ... } from 'shikra/test'} gives beside {@code test}. Rows are lists {@code
 * [open, high, low, close, volume]}, or {@code [close, volume]} for a bar that does not move.
 */
final class CaseHelpers {
    /** A bar without its time. */
    private record Row(double open, double high, double low, double close, double volume) {}

    private static final int MOST_SESSIONS = 300;

    private final Sessions sessions;
    private final Map<String, ValueGroup> groups;

    /**
     * @param groups of values that a case may give, by name
     */
    CaseHelpers(Sessions sessions, Map<String, ValueGroup> groups) {
        this.sessions = sessions;
        this.groups = groups;
    }

    Map<String, BiFunction<Node, List<Object>, Object>> all() {
        return Map.of(
                "flat", this::flat,
                "ramp", this::ramp,
                "repeat", this::repeat,
                "bars", this::bars,
                "session", this::session,
                "sessions", this::sessions,
                "ticks", this::ticks,
                "values", this::values);
    }

    /** {@code flat(count, price, volume)}. */
    private Object flat(Node call, List<Object> given) {
        int count = count(call, given, 3, "flat(10, 100, 1000)");
        var row =
                new Row(
                        num(call, given, 1),
                        num(call, given, 1),
                        num(call, given, 1),
                        num(call, given, 1),
                        num(call, given, 2));
        return java.util.Collections.<Object>nCopies(count, row);
    }

    /** {@code ramp(count, from, to, volume)}: each bar opens where the one before closed. */
    private Object ramp(Node call, List<Object> given) {
        int count = count(call, given, 4, "ramp(10, 100, 105, 1000)");
        double from = num(call, given, 1);
        double step = (num(call, given, 2) - from) / count;
        var rows = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
            double open = from + i * step;
            double close = i == count - 1 ? num(call, given, 2) : from + (i + 1) * step;
            rows.add(
                    new Row(
                            open,
                            Math.max(open, close),
                            Math.min(open, close),
                            close,
                            num(call, given, 3)));
        }
        return rows;
    }

    /** {@code repeat(count, rows)}. */
    private Object repeat(Node call, List<Object> given) {
        int count = count(call, given, 2, "repeat(3, [[100, 101, 99, 100, 1000]])");
        List<?> rows = list(call, given.get(1));
        CaseData.bounded(call, (long) count * rows.size());
        var repeated = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
            repeated.addAll(rows);
        }
        return repeated;
    }

    /** {@code bars('2024-01-02 09:15', '5m', rows)}. */
    private Object bars(Node call, List<Object> given) {
        need(call, given, 3, "bars('2024-01-02 09:15', '5m', rows)");
        return from(call, moment(call, given.get(0)), minutes(call, given.get(1)), given.get(2));
    }

    /** {@code session('2024-01-02', rows)} or {@code session('2024-01-02', '5m', rows)}. */
    private Object session(Node call, List<Object> given) {
        boolean plain = given.size() == 2;
        need(call, given, plain ? 2 : 3, "session('2024-01-02', rows)");
        return from(
                call,
                open(call, day(call, given.getFirst())),
                plain ? 1 : minutes(call, given.get(1)),
                given.getLast());
    }

    /** {@code sessions('2024-01-02', 6, rows)}: the same on so many days of trading. */
    private Object sessions(Node call, List<Object> given) {
        need(call, given, 3, "sessions('2024-01-02', 6, rows)");
        int count = whole(call, given.get(1), MOST_SESSIONS);
        var events = new ArrayList<Object>();
        LocalDate date = day(call, given.getFirst());
        for (int i = 0; i < count; i++) {
            while (!sessions.trades(date)) {
                date = date.plusDays(1);
            }
            events.addAll(from(call, sessions.open(date), 1, given.get(2)));
            CaseData.bounded(call, events.size());
            date = date.plusDays(1);
        }
        return events;
    }

    /**
     * {@code ticks('2024-01-02 09:15', [[0, 100, 5], [1.5, 100.05, 10]])}: seconds, price,
     * quantity.
     */
    private Object ticks(Node call, List<Object> given) {
        need(call, given, 2, "ticks('2024-01-02 09:15', [[0, 100, 5]])");
        LocalDateTime from = moment(call, given.get(0));
        var events = new ArrayList<Object>();
        for (Object row : list(call, given.get(1))) {
            List<Double> numbers = numbers(call, row);
            if (numbers.size() != 3) {
                throw call.fault("a tick is [seconds, price, quantity], not " + row);
            }
            events.add(
                    new Event.TickEvent(
                            from.plusNanos(Math.round(numbers.get(0) * 1000) * 1_000_000L),
                            numbers.get(1),
                            numbers.get(2)));
        }
        return events;
    }

    /** {@code values('2024-01-02 09:15', { 'chain.pcr': 1.2, 'session.phase': 'opening' })}. */
    private Object values(Node call, List<Object> given) {
        String example = "values('2024-01-02 09:15', { 'chain.pcr': 1.2 })";
        need(call, given, 2, example);
        if (!(given.get(1) instanceof Map<?, ?> named) || named.isEmpty()) {
            throw call.fault("values are named: write " + example);
        }
        var values = new LinkedHashMap<String, Double>();
        named.forEach((name, value) ->
                values.put(String.valueOf(name), value(call, String.valueOf(name), value)));
        return new Event.ValuesEvent(moment(call, given.get(0)), values);
    }

    private double value(Node call, String name, Object given) {
        int dot = name.indexOf('.');
        ValueGroup group = groups.get(dot < 0 ? name : name.substring(0, dot));
        int place = group == null ? -1 : group.indexOf(name.substring(dot + 1));
        if (group == null || place < 0) {
            List<String> known =
                    group == null
                            ? List.copyOf(groups.keySet())
                            : group.values().stream()
                                    .map(v -> group.name() + "." + v.name())
                                    .toList();
            throw call.fault("no value is called '" + name + "'" + NearestName.hint(name, known));
        }
        List<String> texts = group.values().get(place).texts();
        if (given instanceof String text && texts.contains(text)) {
            return texts.indexOf(text);
        }
        if (given instanceof Double number && texts.isEmpty()) {
            return number;
        }
        throw call.fault(
                name
                        + " is "
                        + (texts.isEmpty() ? "a number" : "one of " + String.join(", ", texts))
                        + ", not "
                        + given);
    }

    private static List<Object> from(Node call, LocalDateTime start, int minutes, Object rows) {
        var events = new ArrayList<Object>();
        LocalDateTime at = start;
        for (Object each : list(call, rows)) {
            Row row = row(call, each);
            events.add(
                    new Event.BarEvent(
                            at, minutes, row.open, row.high, row.low, row.close, row.volume));
            at = at.plusMinutes(minutes);
        }
        return events;
    }

    private LocalDateTime open(Node call, LocalDate date) {
        if (!sessions.trades(date)) {
            throw call.fault("the market does not trade on " + date + ": take another day");
        }
        return sessions.open(date);
    }

    private static Row row(Node call, Object given) {
        if (given instanceof Row row) {
            return row;
        }
        List<Double> n = numbers(call, given);
        Row row =
                switch (n.size()) {
                    case 2 -> new Row(n.get(0), n.get(0), n.get(0), n.get(0), n.get(1));
                    case 5 -> new Row(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4));
                    default ->
                            throw call.fault(
                                    "a bar is [open, high, low, close, volume] or [close, volume], not "
                                            + given);
                };
        if (!(row.low > 0
                && row.low <= Math.min(row.open, row.close)
                && row.high >= Math.max(row.open, row.close)
                && row.volume >= 0)) {
            throw call.fault(
                    "no market has the bar "
                            + given
                            + ": low is at most open and close, high at least, and no price is 0");
        }
        return row;
    }

    private static List<Double> numbers(Node call, Object given) {
        var numbers = new ArrayList<Double>();
        for (Object each : list(call, given)) {
            if (!(each instanceof Double number)) {
                throw call.fault("a number is needed in " + given);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static List<?> list(Node call, Object given) {
        if (given instanceof List<?> list) {
            return list;
        }
        throw call.fault("a list is needed here: write [[100, 101, 99, 100, 1000]]");
    }

    private static void need(Node call, List<Object> given, int size, String example) {
        if (given.size() != size) {
            throw call.fault(
                    "this takes " + size + " values, not " + given.size() + ": write " + example);
        }
    }

    private static int count(Node call, List<Object> given, int size, String example) {
        need(call, given, size, example);
        return whole(call, given.getFirst(), CaseData.MOST_ELEMENTS);
    }

    private static int whole(Node call, Object given, int most) {
        if (given instanceof Double number
                && number == Math.rint(number)
                && number >= 1
                && number <= most) {
            return number.intValue();
        }
        throw call.fault("a whole number from 1 to " + most + " is needed, not " + given);
    }

    private static double num(Node call, List<Object> given, int place) {
        if (given.get(place) instanceof Double number) {
            return number;
        }
        throw call.fault("value " + (place + 1) + " is a number, not " + given.get(place));
    }

    private static int minutes(Node call, Object given) {
        if (given instanceof String text && Timeframe.NAMES.contains(text) && !text.equals("day")) {
            return Timeframe.parse(text).minutes();
        }
        throw call.fault(
                "unknown timeframe '" + given + "': write '1m', '5m' or another that bars have");
    }

    static LocalDate day(Node call, Object given) {
        try {
            return LocalDate.parse(String.valueOf(given));
        } catch (DateTimeException e) {
            throw call.fault("'" + given + "' is no day: write '2024-01-02'");
        }
    }

    static LocalDateTime moment(Node call, Object given) {
        String text = String.valueOf(given);
        try {
            int space = text.indexOf(' ');
            return LocalDateTime.of(
                    LocalDate.parse(text.substring(0, Math.max(0, space))),
                    LocalTime.parse(text.substring(space + 1)));
        } catch (DateTimeException e) {
            throw call.fault("'" + text + "' is no time: write '2024-01-02 09:15'");
        }
    }
}
