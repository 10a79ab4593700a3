package dev.shikra.host.bar;

import dev.shikra.host.bar.SessionCalendar.Hours;
import dev.shikra.host.bar.SessionCalendar.Terms;
import dev.shikra.host.config.ConfigException;
import dev.shikra.host.config.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a calendar file and gathers every line that is wrong. One thread, one file. */
final class CalendarFile {
    private static final List<String> KEYS =
            List.of("zone", "days", "open", "close", "covered", "closures", "special");

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final Map<LocalDate, List<Hours>> exceptions = new HashMap<>();
    private final Map<LocalDate, String> names = new HashMap<>();
    private final Set<LocalDate> unknown = new HashSet<>();

    private CalendarFile(String file) {
        this.file = file;
    }

    static Terms read(Path path) throws IOException {
        Yaml.Mapping top = Yaml.read(path);
        String leaf = String.valueOf(path.getFileName());
        int dot = leaf.indexOf('.');
        return new CalendarFile(path.toString())
                .terms(dot < 0 ? leaf : leaf.substring(0, dot), top);
    }

    private Terms terms(String name, Yaml.Mapping top) {
        top.entries()
                .forEach((key, entry) -> {
                    if (!KEYS.contains(key)) {
                        problem(
                                entry.line(),
                                "unknown key '%s': one of %s",
                                key,
                                String.join(", ", KEYS));
                    }
                });
        ZoneId zone = zone(top);
        Set<DayOfWeek> days = days(top);
        List<Hours> weekly = hours(top.line(), text(top, "open") + "-" + text(top, "close"));
        for (Yaml.Mapping item : mappings(top, "closures")) {
            except(item, List.of());
        }
        for (Yaml.Mapping item : mappings(top, "special")) {
            special(item);
        }
        LocalDate from = LocalDate.MIN;
        LocalDate until = LocalDate.MAX;
        if (top.entries().containsKey("covered")
                && top.entries().get("covered").value() instanceof Yaml.Mapping covered) {
            from = date(covered, "from");
            until = date(covered, "until");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Terms(name, zone, days, weekly, exceptions, names, unknown, from, until);
    }

    private ZoneId zone(Yaml.Mapping top) {
        String text = text(top, "zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            problem(line(top, "zone"), "zone '%s' is not known: such as Asia/Kolkata or UTC", text);
            return ZoneId.of("UTC");
        }
    }

    private Set<DayOfWeek> days(Yaml.Mapping top) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (top.entries().containsKey("days")
                && top.entries().get("days").value() instanceof Yaml.Sequence sequence) {
            for (Yaml.Node item : sequence.items()) {
                String text = item instanceof Yaml.Scalar(int _, String value) ? value : "";
                for (DayOfWeek day : DayOfWeek.values()) {
                    if (day.name().startsWith(text.toUpperCase(Locale.ROOT))
                            && text.length() >= 3) {
                        days.add(day);
                    }
                }
            }
            if (days.size() < sequence.items().size()) {
                problem(sequence.line(), "days must be names such as MON, TUE, each once");
            }
        }
        if (days.isEmpty()) {
            problem(
                    line(top, "days"),
                    "days must list at least one day: [MON, TUE, WED, THU, FRI]");
        }
        return days;
    }

    private void special(Yaml.Mapping item) {
        if (item.entries().containsKey("hours")
                && item.entries().get("hours").value() instanceof Yaml.Sequence parts) {
            List<Hours> hours = new ArrayList<>();
            for (Yaml.Node part : parts.items()) {
                String text = part instanceof Yaml.Scalar(int _, String value) ? value : "";
                hours.addAll(hours(part.line(), text));
            }
            for (int i = 1; i < hours.size(); i++) {
                if (hours.get(i).openMinute() < hours.get(i - 1).closeMinute()) {
                    problem(parts.line(), "the parts of a session must be in order and apart");
                }
            }
            except(item, hours);
        } else if (text(item, "hours").equals("unknown")) {
            unknown.add(except(item, List.of()));
        } else {
            except(item, hours(item.line(), text(item, "hours")));
        }
    }

    private LocalDate except(Yaml.Mapping item, List<Hours> hours) {
        LocalDate date = date(item, "date");
        if (exceptions.put(date, hours) != null) {
            problem(item.line(), "%s stands twice in closures and special: keep one", date);
        }
        names.put(date, text(item, "name"));
        return date;
    }

    private LocalDate date(Yaml.Mapping item, String key) {
        String text = text(item, key);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            problem(item.line(), "%s '%s' is no date: such as 2026-01-26", key, text);
            return LocalDate.MIN;
        }
    }

    private List<Hours> hours(int line, String text) {
        int dash = text.indexOf('-');
        int open = dash < 0 ? -1 : minute(text.substring(0, dash));
        int close = dash < 0 ? -1 : minute(text.substring(dash + 1));
        if (open < 0 || close <= open) {
            problem(
                    line,
                    "hours '%s' can't be read: such as 09:15-15:30, at most 00:00-24:00",
                    text);
            return List.of(new Hours(0, 1440));
        }
        return List.of(new Hours(open, close));
    }

    private static int minute(String text) {
        if (!text.strip().matches("\\d\\d:\\d\\d")) {
            return -1;
        }
        int hour = Integer.parseInt(text.strip().substring(0, 2));
        int minute = Integer.parseInt(text.strip().substring(3));
        return minute > 59 || hour * 60 + minute > 1440 ? -1 : hour * 60 + minute;
    }

    private List<Yaml.Mapping> mappings(Yaml.Mapping top, String key) {
        List<Yaml.Mapping> items = new ArrayList<>();
        Yaml.Entry entry = top.entries().get(key);
        if (entry == null) {
            return items;
        }
        if (!(entry.value() instanceof Yaml.Sequence sequence)) {
            problem(entry.line(), "%s must be a list of {date: ..., name: ...}", key);
            return items;
        }
        for (Yaml.Node item : sequence.items()) {
            if (item instanceof Yaml.Mapping mapping) {
                items.add(mapping);
            } else {
                problem(item.line(), "%s must be a list of {date: ..., name: ...}", key);
            }
        }
        return items;
    }

    private static String text(Yaml.Mapping mapping, String key) {
        Yaml.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof Yaml.Scalar(int _, String text)
                ? text
                : "";
    }

    private static int line(Yaml.Mapping mapping, String key) {
        Yaml.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.line() : entry.line();
    }

    private void problem(int line, String text, Object... values) {
        problems.add(file + ":" + line + ": " + text.formatted(values));
    }
}
