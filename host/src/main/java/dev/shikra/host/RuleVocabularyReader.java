package dev.shikra.host;

import dev.shikra.host.control.RuleVocabulary;
import dev.shikra.host.control.RuleVocabulary.Group;
import dev.shikra.host.control.RuleVocabulary.Value;
import dev.shikra.host.engine.EngineValues;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.DayField;
import dev.shikra.host.feature.FeatureKey.TickField;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.rule.Every;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Gathers what a form may name. Any thread. */
final class RuleVocabularyReader {
    private static final String TEXT = ".txt";

    private RuleVocabularyReader() {}

    /**
     * @param universes directory of lists
     */
    static RuleVocabulary read(Path universes) {
        var groups = new ArrayList<Group>();
        groups.add(
                plain(
                        "bar",
                        "of the last closed bar",
                        Arrays.stream(BarField.values()).map(BarField::text)));
        groups.add(
                plain(
                        "day",
                        "of the session so far",
                        Arrays.stream(DayField.values()).map(DayField::text)));
        groups.add(
                plain(
                        "previousDay",
                        "of the session before",
                        Stream.of("open", "high", "low", "close", "volume")));
        groups.add(
                plain(
                        "tick",
                        "of the latest tick; in rules that run at every tick",
                        Arrays.stream(TickField.values()).map(TickField::text)));
        for (ValueGroup group : EngineValues.GROUPS) {
            groups.add(
                    new Group(
                            group.name(),
                            "value",
                            group.description(),
                            group.values().stream()
                                    .map(v -> new Value(v.name(), v.description(), v.texts()))
                                    .toList()));
        }
        return new RuleVocabulary(Every.names(), groups, lists(universes));
    }

    private static Group plain(String name, String description, Stream<String> values) {
        return new Group(
                name, name, description, values.map(v -> new Value(v, "", List.of())).toList());
    }

    private static List<String> lists(Path universes) {
        if (!Files.isDirectory(universes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(universes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(TEXT) && !name.equals("sectors" + TEXT))
                    .map(name -> name.substring(0, name.length() - TEXT.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // a rule that names one says what is wrong
        }
    }
}
