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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pattern detectors of a running scanner: kept by content like rules, and commanded like them,
 * so that the journal knows which ran when. Binds what is theirs and leaves the rest to the rules.
 */
final class LivePatterns implements RuleBinder {
    /** How commands, headers and messages name a pattern: this and its id. */
    private static final String PREFIX = PatternFile.FILE + "#";

    private final PluginSets sets;
    private final ContentStore contents;
    private final RuleBinder rules;
    private final Map<String, Known> known = new TreeMap<>();
    private volatile Map<String, String> loaded;
    private volatile PluginSet current;
    private volatile Set<String> detectors = Set.of();
    private volatile @Nullable Awaited awaited;

    /** A detector that was bound, and where its state begins. */
    private record Known(String content, String code, int at) {}

    /** Somebody waits until the engine computes with these plugins. */
    private record Awaited(String plugins, CompletableFuture<Void> used) {}

    /**
     * @param sets where the plugins are that commands name
     * @param first the plugins that are at hand
     * @param settings what the configuration asks for; ids are unique
     * @param rules binds all else, and follows when other plugins come into use
     * @throws IOException if a setting can't be kept
     */
    LivePatterns(
            PluginSets sets,
            PluginSet first,
            List<PatternSetting> settings,
            ContentStore contents,
            RuleBinder rules)
            throws IOException {
        this.sets = sets;
        this.contents = contents;
        this.rules = rules;
        current = first;
        loaded = kept(settings);
    }

    private Map<String, String> kept(List<PatternSetting> settings) throws IOException {
        var all = new TreeMap<String, String>();
        detectors =
                settings.stream().map(setting -> setting.spec().name()).collect(Collectors.toSet());
        for (PatternSetting setting : settings) {
            all.put(PREFIX + setting.id(), contents.put(setting.encode()));
        }
        return all;
    }

    /** {@return whether a detector of this name is asked for} */
    boolean runs(String detector) {
        return detectors.contains(detector);
    }

    /** {@return the plugins that the engine computes with} */
    PluginSet current() {
        return current;
    }

    /**
     * An engine begins that computes with these plugins, and knows nothing yet.
     *
     * @throws IOException if they are not to be had
     */
    PluginSet begin(String plugins) throws IOException {
        known.clear();
        PluginSet set = sets.of(plugins);
        current = set;
        rules.begin(set.studies());
        return set;
    }

    /**
     * Makes ready that the engine computes with other plugins.
     *
     * @param settings the detectors that are asked for, of these plugins
     * @param used completed when the engine does
     * @return what to command
     * @throws IOException if they can't be kept beside the journal
     */
    RuleCommand prepare(PluginSet next, List<PatternSetting> settings, CompletableFuture<Void> used)
            throws IOException {
        sets.keep(next);
        Map<String, String> detectors = kept(settings);
        loaded = detectors;
        awaited = new Awaited(next.hash(), used);
        return new RuleCommand.UsePlugins(next.hash(), detectors);
    }

    @Override
    public StudyCatalog use(String plugins) {
        try {
            PluginSet set = sets.of(plugins);
            current = set;
            rules.begin(set.studies());
            Awaited waits = awaited;
            if (waits != null && waits.plugins().equals(plugins)) {
                awaited = null;
                // What follows is not the engine's work.
                Thread.ofVirtual().start(() -> waits.used().complete(null));
            }
            return set.studies();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the journal was written with plugins that can't be had any more: "
                            + e.getMessage(),
                    e);
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
        Map<String, String> loaded = this.loaded;
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
            PatternCatalog catalog = current.patterns();
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
            String code = catalog.contentOf(setting.spec().name());
            Known before = known.get(file);
            int at =
                    before != null && before.content().equals(content) && before.code().equals(code)
                            ? before.at()
                            : -1;
            var run = new DetectorRun(setting, detector, current.studies(), features, at);
            known.put(file, new Known(content, code, run.at()));
            return new Bound.Detector(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StateReader.StateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void sourceSwapped() {
        rules.sourceSwapped();
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        rules.memoryMoved(features);
    }
}
