package dev.shikra.host;

import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.pattern.PatternCatalog;
import dev.shikra.host.pattern.PatternFile;
import dev.shikra.host.pattern.PatternSetting;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pattern detectors of a running scanner: kept by content like rules, and commanded like them,
 * so that the journal knows which ran when. Binds what is theirs and leaves the rest to the rules.
 */
final class LivePatterns implements RuleBinder {
    /** How commands, headers and messages name a pattern: this and its id. */
    private static final String PREFIX = PatternFile.FILE + "#";

    private final PatternCatalog catalog;
    private final StudyCatalog studies;
    private final ContentStore contents;
    private final RuleBinder rules;
    private final Map<String, String> loaded = new TreeMap<>();

    /**
     * @param settings what the configuration asks for; ids are unique
     * @param rules binds all else
     * @throws IOException if a setting can't be kept
     */
    LivePatterns(
            PatternCatalog catalog,
            List<PatternSetting> settings,
            StudyCatalog studies,
            ContentStore contents,
            RuleBinder rules)
            throws IOException {
        this.catalog = catalog;
        this.studies = studies;
        this.contents = contents;
        this.rules = rules;
        for (PatternSetting setting : settings) {
            loaded.put(PREFIX + setting.id(), contents.put(setting.encode()));
        }
    }

    /** {@return whether a command's file is a pattern} */
    static boolean owns(String file) {
        return file.startsWith(PREFIX);
    }

    /** {@return name to content of the patterns that are asked for} */
    Map<String, String> loaded() {
        return new TreeMap<>(loaded);
    }

    /** {@return what must be commanded so that an engine that runs {@code active} runs these} */
    List<RuleCommand> changesSince(Map<String, String> active) {
        var commands = new ArrayList<RuleCommand>();
        active.keySet().stream()
                .filter(file -> owns(file) && !loaded.containsKey(file))
                .forEach(file -> commands.add(new RuleCommand.Retire(file)));
        loaded.forEach((file, content) -> {
            if (!content.equals(active.get(file))) {
                commands.add(new RuleCommand.Activate(file, content));
            }
        });
        return commands;
    }

    @Override
    public Bound bind(String file, String content, FeaturePlan features) {
        if (!owns(file)) {
            return rules.bind(file, content, features);
        }
        try {
            PatternSetting setting = PatternSetting.decode(contents.get(content));
            String behaviour = catalog.description(setting.spec().name()).version();
            if (!behaviour.equals(setting.behaviour())) {
                throw new IllegalArgumentException(
                        "it is of version "
                                + setting.behaviour()
                                + " of the detector "
                                + setting.spec().name()
                                + ", and "
                                + behaviour
                                + " is installed");
            }
            SeriesShape series = features.shape(setting.on());
            PatternDetector detector = catalog.create(setting.spec(), series);
            return new Bound.Detector(new DetectorRun(setting, detector, studies, features));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StateReader.StateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        rules.memoryMoved(features);
    }
}
