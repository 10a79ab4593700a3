package dev.shikra.host.pattern;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.pattern.PatternDescription;
import dev.shikra.host.config.ConfigException;
import dev.shikra.host.config.Yaml;
import dev.shikra.host.rule.Fires;
import dev.shikra.host.rule.Universe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file {@code patterns.yaml}: which detectors run, on which bars, over which instruments. A
 * wrong entry is left out and named; the others run.
 *
 * @param settings in the file's order; an entry whose parameter lists several values gives one each
 * @param problems {@code file:line: message}, one for each entry that is left out
 */
public record PatternFile(List<PatternSetting> settings, List<String> problems) {
    /** Its name in the configuration directory. */
    public static final String FILE = "patterns.yaml";

    private static final List<String> KEYS =
            List.of("detector", "timeframe", "fires", "segments", "symbols", "parameters");
    private static final int MOST_OF_ONE_ENTRY = 200;

    public PatternFile {
        settings = List.copyOf(settings);
        problems = List.copyOf(problems);
    }

    /** Something wrong in a line. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;

        Wrong(int line, String message) {
            super(message);
            this.line = line;
        }
    }

    /**
     * Reads {@code directory/patterns.yaml}; without one no detector runs.
     *
     * @throws IOException if it can't be read
     */
    public static PatternFile read(Path directory, PatternCatalog catalog) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new PatternFile(List.of(), List.of());
        }
        return parse(file.toString(), Files.readString(file), catalog);
    }

    /** As {@link #read}, from text; {@code place} is what problems call it. */
    public static PatternFile parse(String place, String text, PatternCatalog catalog) {
        var settings = new ArrayList<PatternSetting>();
        var problems = new ArrayList<String>();
        Yaml.Mapping top;
        try {
            top = Yaml.parse(place, text);
        } catch (ConfigException e) {
            return new PatternFile(List.of(), List.of(String.valueOf(e.getMessage())));
        }
        top.entries()
                .forEach((key, entry) -> {
                    if (key.equals("rules")) {
                        return; // values for the params of rules, read with them
                    }
                    if (!key.equals("patterns")) {
                        problems.add(
                                "%s:%d: unknown key '%s': the file holds 'patterns' and 'rules'"
                                        .formatted(place, entry.line(), key));
                    } else if (entry.value() instanceof Yaml.Mapping patterns) {
                        patterns.entries()
                                .forEach((id, each) -> {
                                    try {
                                        settings.addAll(entry(id, each, catalog));
                                    } catch (Wrong e) {
                                        problems.add(
                                                "%s:%d: pattern '%s': %s"
                                                        .formatted(
                                                                place, e.line, id, e.getMessage()));
                                    }
                                });
                    } else if (!(entry.value() instanceof Yaml.Scalar(int _, String none)
                            && none.isEmpty())) {
                        problems.add(
                                "%s:%d: 'patterns' must hold patterns by their ids"
                                        .formatted(place, entry.line()));
                    }
                });
        var seen = new LinkedHashSet<String>();
        settings.removeIf(each -> {
            boolean again = !seen.add(each.id());
            if (again) {
                problems.add(
                        "%s: pattern '%s' comes twice: the first is kept"
                                .formatted(place, each.id()));
            }
            return again;
        });
        return new PatternFile(settings, problems);
    }

    private static List<PatternSetting> entry(String id, Yaml.Entry entry, PatternCatalog catalog) {
        if (!id.matches("[a-z0-9][a-z0-9-]*")) {
            throw new Wrong(entry.line(), "an id has lower case letters, digits and '-'");
        }
        if (!(entry.value() instanceof Yaml.Mapping of)) {
            throw new Wrong(entry.line(), "give at least 'detector' and 'timeframe'");
        }
        of.entries()
                .forEach((key, value) -> {
                    if (!KEYS.contains(key)) {
                        throw new Wrong(
                                value.line(),
                                "unknown key '" + key + "': one of " + String.join(", ", KEYS));
                    }
                });
        PatternDescription description =
                checked(entry.line(), () -> catalog.description(word(of, entry, "detector")));
        Timeframe on = checked(entry.line(), () -> Timeframe.parse(word(of, entry, "timeframe")));
        Fires fires = of.entries().containsKey("fires") ? fires(of, entry) : Fires.EDGE;
        Universe universe = Universe.of(words(of, "segments"), words(of, "symbols"));
        var settings = new ArrayList<PatternSetting>();
        for (Map<String, String> given : parameters(of)) {
            String suffix =
                    manyValued(of).stream()
                            .map(name -> "-" + given.get(name))
                            .collect(Collectors.joining());
            settings.add(
                    checked(
                            entry.line(),
                            () ->
                                    new PatternSetting(
                                            id + suffix,
                                            description.spec(given),
                                            description.version(),
                                            on,
                                            fires,
                                            universe)));
        }
        return settings;
    }

    private static Fires fires(Yaml.Mapping of, Yaml.Entry entry) {
        String text = word(of, entry, "fires");
        return Arrays.stream(Fires.values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new Wrong(entry.line(), "fires '" + text + "': one of edge, each, once"));
    }

    private interface Checked<T> {
        T get();
    }

    private static <T> T checked(int line, Checked<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new Wrong(line, String.valueOf(e.getMessage()));
        }
    }

    private static String word(Yaml.Mapping of, Yaml.Entry entry, String key) {
        Yaml.Entry value = of.entries().get(key);
        if (value == null) {
            throw new Wrong(entry.line(), "'" + key + "' is missing");
        }
        if (!(value.value() instanceof Yaml.Scalar(int _, String text)) || text.isEmpty()) {
            throw new Wrong(value.line(), "'" + key + "' must be a single value");
        }
        return text;
    }

    private static Set<String> words(Yaml.Mapping of, String key) {
        Yaml.Entry value = of.entries().get(key);
        return value == null ? Set.of() : new LinkedHashSet<>(values(key, value));
    }

    private static List<String> values(String key, Yaml.Entry entry) {
        if (entry.value() instanceof Yaml.Scalar(int _, String text)) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        if (entry.value() instanceof Yaml.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> {
                        if (item instanceof Yaml.Scalar(int _, String text)) {
                            return text;
                        }
                        throw new Wrong(item.line(), "'" + key + "' lists single values");
                    })
                    .toList();
        }
        throw new Wrong(entry.line(), "'" + key + "' must be a value or a list of values");
    }

    private static Map<String, Yaml.Entry> given(Yaml.Mapping of) {
        Yaml.Entry entry = of.entries().get("parameters");
        if (entry == null || entry.value() instanceof Yaml.Scalar(int _, String t) && t.isEmpty()) {
            return Map.of();
        }
        if (!(entry.value() instanceof Yaml.Mapping mapping)) {
            throw new Wrong(entry.line(), "'parameters' must hold names and values");
        }
        return mapping.entries();
    }

    private static List<String> manyValued(Yaml.Mapping of) {
        return given(of).entrySet().stream()
                .filter(e -> e.getValue().value() instanceof Yaml.Sequence)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every combination of the values that are given. */
    private static List<Map<String, String>> parameters(Yaml.Mapping of) {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(new LinkedHashMap<>());
        given(of)
                .forEach((name, entry) -> {
                    var more = new ArrayList<Map<String, String>>();
                    for (Map<String, String> before : all) {
                        for (String value : values(name, entry)) {
                            var with = new LinkedHashMap<>(before);
                            with.put(name, value);
                            more.add(with);
                        }
                    }
                    if (more.size() > MOST_OF_ONE_ENTRY) {
                        throw new Wrong(
                                entry.line(),
                                "its lists make more than "
                                        + MOST_OF_ONE_ENTRY
                                        + " patterns: divide them among several entries");
                    }
                    all.clear();
                    all.addAll(more);
                });
        return all;
    }
}
