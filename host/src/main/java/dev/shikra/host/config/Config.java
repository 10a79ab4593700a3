package dev.shikra.host.config;

import dev.shikra.host.spelling.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force: for each key the value of option, environment, file or default, in
 * this order, and where it came from. Immutable; any thread.
 */
public final class Config {
    /** Name of the host's file in the configuration directory. */
    public static final String FILE = "shikra.yaml";

    /** Name of the file whose keys all begin with {@code redis}. */
    public static final String REDIS_FILE = "redis.yaml";

    /** Every key, in the files' order. */
    private static final List<ConfigKey<?>> KEYS =
            Stream.concat(HostKeys.ALL.stream(), RedisConfigKeys.ALL.stream())
                    .collect(Collectors.toUnmodifiableList());

    /**
     * One value in force.
     *
     * @param text as it was written
     * @param source {@code option}, {@code environment SHIKRA_...}, {@code config/shikra.yaml:12}
     *     or {@code default}
     */
    public record Effective(ConfigKey<?> key, String text, String source) {}

    private final Map<String, Effective> effective;
    private final Map<String, Object> values;
    private final Map<String, Map<String, String>> sections;

    private Config(
            Map<String, Effective> effective,
            Map<String, Object> values,
            Map<String, Map<String, String>> sections) {
        this.effective = effective;
        this.values = values;
        this.sections = sections;
    }

    /**
     * Reads {@code directory/shikra.yaml} and {@code directory/redis.yaml}; without one its keys
     * have their defaults.
     *
     * @param options by path, from the command line
     * @param environment the process's variables
     * @throws ConfigException if anything is wrong; the message names all that is
     * @throws IOException if the file can't be read
     */
    public static Config load(
            Path directory, Map<String, String> options, Map<String, String> environment)
            throws IOException {
        var reader = new Reader();
        reader.file(directory.resolve(FILE), "");
        reader.file(directory.resolve(REDIS_FILE), "redis");
        return reader.read(options, environment);
    }

    /** {@return the value of {@code key}} */
    @SuppressWarnings("unchecked") // Reader put what the key's own type read.
    public <T> T get(ConfigKey<T> key) {
        Object value = values.get(key.path());
        if (value == null) {
            throw new IllegalArgumentException("key '" + key.path() + "' is not declared");
        }
        return (T) value;
    }

    /** {@return settings of a plugin, from {@code plugins.ID}; empty if there are none} */
    public Map<String, String> plugin(String id) {
        return sections.getOrDefault("plugins." + id, Map.of());
    }

    /** {@return ids of the plugins that have settings} */
    public List<String> pluginIds() {
        return sections.keySet().stream()
                .filter(name -> name.startsWith("plugins."))
                .map(name -> name.substring("plugins.".length()))
                .toList();
    }

    /**
     * {@return the name of the calendar of an instrument: by its segment, else its exchange, else
     * the default}
     */
    public String calendarOf(String exchange, String segment) {
        Map<String, String> of = sections.getOrDefault("calendars.of", Map.of());
        String bySegment = of.get(segment);
        return bySegment != null
                ? bySegment
                : of.getOrDefault(exchange, get(HostKeys.CALENDAR_DEFAULT));
    }

    /** {@return every value in force, in the order of their declarations} */
    public List<Effective> effective() {
        return List.copyOf(effective.values());
    }

    /** {@return for people: key, value, unit, where it came from and what it is} */
    public String explain() {
        var text = new StringBuilder();
        for (Effective each : effective.values()) {
            ConfigKey<?> key = each.key();
            text.append(
                    "%s = %s%s\n"
                            .formatted(
                                    key.path(),
                                    each.text().isEmpty() ? "(none)" : shown(each),
                                    key.unit().isEmpty() ? "" : " " + key.unit()));
            text.append(
                    "    from %s; %s; default %s\n"
                            .formatted(
                                    each.source(),
                                    key.type().range(),
                                    key.absent().isEmpty() ? "(none)" : key.absent()));
            text.append("    ").append(key.doc()).append('\n');
        }
        sections.forEach((name, entries) ->
                entries.forEach((key, value) ->
                        text.append("%s.%s = %s\n".formatted(name, key, masked(key, value)))));
        return text.toString();
    }

    private static String shown(Effective each) {
        return each.key().isSecret() ? "****" : each.text();
    }

    /** What opens doors is not printed. */
    private static String masked(String key, String value) {
        return key.matches("(?i).*(secret|token|password|key).*") ? "****" : value;
    }

    /** {@return all values as text by path, for a hash of the configuration} */
    public Map<String, String> asText() {
        Map<String, String> text = new TreeMap<>();
        effective.forEach((path, each) -> text.put(path, shown(each)));
        sections.forEach((name, entries) -> entries.forEach((k, v) -> text.put(name + "." + k, v)));
        return text;
    }

    /** Gathers values and problems of one load. */
    private static final class Reader {
        private String file = "";
        private final List<String> problems = new ArrayList<>();
        private final Map<String, Effective> written = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

        /**
         * Takes a file, if there is one.
         *
         * @param under what its paths begin with
         */
        void file(Path path, String under) throws IOException {
            file = path.toString();
            if (Files.exists(path)) {
                walk(under, Yaml.read(path));
            }
        }

        Config read(Map<String, String> options, Map<String, String> environment) {
            Map<String, Effective> effective = new LinkedHashMap<>();
            Map<String, Object> values = new LinkedHashMap<>();
            for (ConfigKey<?> key : KEYS) {
                Effective chosen = choose(key, options, environment);
                effective.put(key.path(), chosen);
                values.put(key.path(), value(chosen));
            }
            unknown(options);
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
            return new Config(effective, values, sections);
        }

        private Effective choose(
                ConfigKey<?> key, Map<String, String> options, Map<String, String> environment) {
            String option = options.get(key.path());
            if (option != null) {
                return new Effective(key, option, "option");
            }
            String variable = environment.get(key.environmentName());
            if (variable != null) {
                return new Effective(key, variable, "environment " + key.environmentName());
            }
            String known = key.variable().isEmpty() ? null : environment.get(key.variable());
            if (known != null) {
                return new Effective(key, known, "environment " + key.variable());
            }
            Effective inFile = written.get(key.path());
            if (inFile != null && key.isSecret()) {
                problems.add(
                        "%s: %s does not belong into a file that others read: set %s, or name a file of its own"
                                .formatted(inFile.source(), key.path(), key.environmentName()));
            }
            return inFile != null ? inFile : new Effective(key, key.absent(), "default");
        }

        private Object value(Effective chosen) {
            ConfigKey<?> key = chosen.key();
            try {
                return key.type().read(chosen.text());
            } catch (IllegalArgumentException e) {
                problems.add(
                        "%s: %s '%s' %s%s"
                                .formatted(
                                        chosen.source(),
                                        key.path(),
                                        shown(chosen),
                                        e.getMessage(),
                                        key.unit().isEmpty() ? "" : " (" + key.unit() + ")"));
                return key.absent();
            }
        }

        private void walk(String under, Yaml.Mapping mapping) {
            mapping.entries()
                    .forEach((name, entry) -> {
                        String path = under.isEmpty() ? name : under + "." + name;
                        ConfigKey<?> key = declared(path);
                        if (key != null) {
                            written.put(
                                    path,
                                    new Effective(
                                            key, text(path, entry), file + ":" + entry.line()));
                        } else if (HostKeys.OPEN_SECTIONS.contains(path)) {
                            open(path, entry);
                        } else if (entry.value() instanceof Yaml.Mapping inner && isSection(path)) {
                            walk(path, inner);
                        } else if (!(isSection(path) && isEmpty(entry.value()))) {
                            unknown(path, entry);
                        }
                    });
        }

        /** A section that is not known is named by its keys: they tell what was meant. */
        private void unknown(String path, Yaml.Entry entry) {
            if (entry.value() instanceof Yaml.Mapping inner && !inner.entries().isEmpty()) {
                inner.entries().forEach((name, each) -> unknown(path + "." + name, each));
                return;
            }
            problems.add(
                    "%s:%d: unknown key '%s': did you mean '%s'?"
                            .formatted(file, entry.line(), path, nearest(path)));
        }

        private void open(String path, Yaml.Entry entry) {
            if (isEmpty(entry.value())) {
                return;
            }
            if (!(entry.value() instanceof Yaml.Mapping mapping)) {
                problems.add(
                        "%s:%d: %s must hold keys and values".formatted(file, entry.line(), path));
                return;
            }
            Map<String, String> own = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((name, each) -> {
                        if (path.equals("plugins")) {
                            settings(path + "." + name, each);
                        } else {
                            own.put(name, text(path + "." + name, each));
                        }
                    });
            if (!own.isEmpty()) {
                sections.put(path, Map.copyOf(own));
            }
        }

        private void settings(String path, Yaml.Entry entry) {
            if (isEmpty(entry.value())) {
                return;
            }
            if (!(entry.value() instanceof Yaml.Mapping mapping)) {
                problems.add(
                        "%s:%d: %s must hold the plugin's keys and values"
                                .formatted(file, entry.line(), path));
                return;
            }
            Map<String, String> own = new TreeMap<>();
            mapping.entries().forEach((name, each) -> own.put(name, text(path + "." + name, each)));
            sections.put(path, own);
        }

        private String text(String path, Yaml.Entry entry) {
            if (entry.value() instanceof Yaml.Scalar(int _, String text)) {
                return text;
            }
            if (entry.value() instanceof Yaml.Sequence sequence) {
                List<String> items = new ArrayList<>();
                for (Yaml.Node item : sequence.items()) {
                    if (item instanceof Yaml.Scalar(int _, String text)) {
                        items.add(text);
                    } else {
                        problems.add(
                                "%s:%d: %s must be a list of single values"
                                        .formatted(file, item.line(), path));
                    }
                }
                return String.join(", ", items);
            }
            problems.add(
                    "%s:%d: %s must be a single value, not keys and values"
                            .formatted(file, entry.line(), path));
            return "";
        }

        private static boolean isEmpty(Yaml.Node node) {
            return node instanceof Yaml.Scalar(int _, String text) && text.isEmpty();
        }

        private static boolean isSection(String path) {
            String begin = path + ".";
            return KEYS.stream().anyMatch(key -> key.path().startsWith(begin))
                    || HostKeys.OPEN_SECTIONS.stream().anyMatch(name -> name.startsWith(begin));
        }

        private static @Nullable ConfigKey<?> declared(String path) {
            for (ConfigKey<?> key : KEYS) {
                if (key.path().equals(path)) {
                    return key;
                }
            }
            return null;
        }

        private static String nearest(String path) {
            return NearestName.closest(path, KEYS.stream().<String>map(ConfigKey::path).toList());
        }

        private void unknown(Map<String, String> options) {
            for (String path : options.keySet()) {
                if (declared(path) == null) {
                    problems.add(
                            "option: unknown key '%s': did you mean '%s'?"
                                    .formatted(path, nearest(path)));
                }
            }
        }
    }
}
