package dev.shikra.host.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section {@code rules} of {@code patterns.yaml}: values for the params of rules, by the rule's
 * file.
 */
public final class RuleParametersFile {
    /** Its name in the configuration's directory. */
    public static final String FILE = "patterns.yaml";

    private RuleParametersFile() {}

    /**
     * Reads the file of a configuration's directory.
     *
     * @return by name of a rule's file, without {@code .js}, its params; empty if there is no file
     * @throws ConfigException if a value is no number; with its place
     * @throws IOException if the file can't be read
     */
    public static Map<String, Map<String, Double>> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Map.of();
        }
        var problems = new ArrayList<String>();
        var rules = new LinkedHashMap<String, Map<String, Double>>();
        Yaml.Entry section = Yaml.read(file).entries().get("rules");
        if (section == null) {
            return Map.of();
        }
        switch (section.value()) {
            case Yaml.Mapping all -> read(file, all, rules, problems);
            case Yaml.Scalar s when s.text().isEmpty() -> {}
            default ->
                    problems.add(
                            "%s:%d: 'rules' holds rules by the names of their files"
                                    .formatted(file, section.line()));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return rules;
    }

    private static void read(
            Path file,
            Yaml.Mapping all,
            Map<String, Map<String, Double>> rules,
            List<String> problems) {
        all.entries()
                .forEach((rule, entry) -> {
                    switch (entry.value()) {
                        case Yaml.Mapping params ->
                                rules.put(rule, params(file, rule, params, problems));
                        case Yaml.Scalar s when s.text().isEmpty() -> {}
                        default ->
                                problems.add(
                                        "%s:%d: '%s' holds params and their values: write 'times: 2' under it"
                                                .formatted(file, entry.line(), rule));
                    }
                });
    }

    private static Map<String, Double> params(
            Path file, String rule, Yaml.Mapping mapping, List<String> problems) {
        var values = new LinkedHashMap<String, Double>();
        mapping.entries()
                .forEach((name, entry) -> {
                    try {
                        if (entry.value() instanceof Yaml.Scalar(int line, String text)) {
                            double value = Double.parseDouble(text);
                            if (Double.isFinite(value)) {
                                values.put(name, value);
                                return;
                            }
                        }
                    } catch (NumberFormatException e) {
                        // said below
                    }
                    problems.add(
                            "%s:%d: %s.%s is no number: write '%s: 2'"
                                    .formatted(file, entry.line(), rule, name, name));
                });
        return values;
    }
}
