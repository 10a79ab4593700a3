package dev.shikra.host;

import dev.shikra.host.engine.EngineValues;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.rule.DeclaredParameter;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleCompiler;
import dev.shikra.host.rule.RuleConfiguration;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.RuleTrial;
import dev.shikra.host.rule.RuleWatcher;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelClasses;
import dev.shikra.host.rule.kernel.KernelContext;
import dev.shikra.host.rule.kernel.KernelForm;
import dev.shikra.host.rule.kernel.KernelTrial;
import dev.shikra.host.rule.kernel.RememberedTrial;
import dev.shikra.host.rule.kernel.RowList;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a running scanner: loaded from their folder, kept by content, bound to the engine's
 * rows, and loaded again when a file changes. Loading is on the caller's or the watcher's thread;
 * binding on the engine's, with all that is slow done before.
 */
public final class LiveRules implements RuleBinder, AutoCloseable {
    /** An editor writes a file in several steps: they are one change. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private final ContentStore contents;
    private final ScannerListener listener;
    private final RuleRuntime runtime;
    private final SyntaxTrees trees;
    private final RuleTrial trial;
    private final Watchdog watchdog;
    private final KernelClasses classes = new KernelClasses();
    private volatile RuleLoader loader;
    private final RuleConfiguration configuration;
    private volatile StudyCatalog studies;
    private volatile @Nullable Prepared prepared;
    private final Path directory;
    private @Nullable RuleChronicle chronicle;
    private final RuleBook book = new RuleBook();
    private final Map<String, Rule> byContent = book.byContent();
    private final Map<String, String> loaded = new TreeMap<>();
    private final Map<String, RuleLoad.Rejected> refused = new TreeMap<>();
    private final RuleDesk desk;
    private @Nullable KernelContext kernels;
    private @Nullable FeatureRows kernelRows;
    private @Nullable RuleWatcher watcher;

    /**
     * Loads what the folder holds; the listener hears of each rule that is left out.
     *
     * @param parsed directory where parsed rules are kept between starts
     * @param budget CPU time that a rule may take at one batch
     * @throws IOException if a rule's content can't be kept
     */
    public LiveRules(
            Path directory,
            Path parsed,
            Duration budget,
            StudyCatalog studies,
            ContentStore contents,
            ScannerListener listener)
            throws IOException {
        this(directory, parsed, RuleConfiguration.NONE, budget, studies, contents, listener);
    }

    /**
     * Loads what the folder holds; the listener hears of each rule that is left out.
     *
     * @param parsed directory where parsed rules are kept between starts
     * @param configuration values for params, and lists of instruments
     * @param budget CPU time that a rule may take at one batch
     * @throws IOException if a rule's content can't be kept
     */
    public LiveRules(
            Path directory,
            Path parsed,
            RuleConfiguration configuration,
            Duration budget,
            StudyCatalog studies,
            ContentStore contents,
            ScannerListener listener)
            throws IOException {
        this.directory = directory;
        this.configuration = configuration;
        this.studies = studies;
        this.contents = contents;
        this.listener = listener;
        runtime = new RuleRuntime();
        trees = new SyntaxTrees(runtime, parsed);
        watchdog = new Watchdog(budget);
        trial =
                new RememberedTrial(
                        parsed.resolve("trials"), new KernelTrial(runtime, classes, watchdog));
        loader = loaderFor(studies);
        loader.strangeParameters().forEach(listener::notice);
        desk = new RuleDesk(directory, this::checked);
        List<String> files = loader.ruleFiles();
        List<RuleLoad> loads = loader.loadAll();
        for (int n = 0; n < loads.size(); n++) {
            switch (loads.get(n)) {
                case RuleLoad.Loaded(String file, Rule rule) -> loaded.put(file, keep(rule));
                case RuleLoad.Rejected rejected -> {
                    refused.put(n < files.size() ? files.get(n) : rejected.file(), rejected);
                    listener.notice(rejected + " (the other rules run)");
                }
            }
        }
        turnPage();
    }

    private RuleLoader loaderFor(StudyCatalog catalog) {
        return new RuleLoader(
                directory,
                new RuleCompiler(trees, catalog.descriptions().values(), EngineValues.GROUPS),
                trial,
                configuration);
    }

    /** Rules as they are where the studies come from other plugins. */
    private record Prepared(StudyCatalog studies, RuleLoader loader, Map<String, Rule> byContent) {}

    /**
     * Reads the rules that are loaded anew, aside, as they are to be read once the studies come
     * from {@code catalog}.
     *
     * @return why a rule can't run with them; empty if all can
     */
    synchronized Optional<String> prepare(StudyCatalog catalog) {
        RuleLoader next = loaderFor(catalog);
        var rules = new TreeMap<String, Rule>();
        for (Map.Entry<String, String> each : loaded.entrySet()) {
            try {
                switch (next.compile(RuleSource.fromBytes(contents.get(each.getValue())))) {
                    case RuleLoad.Loaded(String file, Rule rule) ->
                            rules.put(each.getValue(), rule);
                    case RuleLoad.Rejected rejected -> {
                        return Optional.of("rule " + rejected);
                    }
                }
            } catch (IOException e) {
                return Optional.of("rule " + each.getKey() + " can't be read: " + e.getMessage());
            }
        }
        prepared = new Prepared(catalog, next, rules);
        return Optional.empty();
    }

    /**
     * What is bound from now on is read with these studies in mind. A version that was read with
     * others is read anew: a default may be another one.
     */
    @Override
    public void begin(StudyCatalog catalog) {
        Prepared ready = prepared;
        boolean alike = catalog.descriptions().equals(studies.descriptions());
        studies = catalog;
        if (ready != null && ready.studies() == catalog) {
            prepared = null;
            loader = ready.loader();
            byContent.putAll(ready.byContent());
        } else if (!alike) {
            loader = loaderFor(catalog);
            byContent.clear();
        }
    }

    /** {@return what is known of the rules, for those who look on} */
    RuleBook book() {
        return book;
    }

    /** {@return where people read and write rule files} */
    RuleDesk desk() {
        return desk;
    }

    /**
     * From now on each version that is loaded goes into the history; so does what is loaded now.
     */
    synchronized void chronicle(RuleChronicle into) {
        chronicle = into;
        desk.chronicle(into);
        loaded.values()
                .forEach(content -> {
                    Rule rule = byContent.get(content);
                    if (rule != null) {
                        into.loaded(rule, "found at the start");
                    }
                });
    }

    private synchronized RuleLoad checked(String file, String text) {
        RuleLoad load = loader.load(file, text);
        if (load instanceof RuleLoad.Loaded(String path, Rule rule)) {
            Optional<String> owner = ownerOf(rule.id(), file);
            if (owner.isPresent()) {
                return new RuleLoad.Rejected(path, 1, 1, taken(rule.id(), owner.get()));
            }
        }
        return load;
    }

    private static String taken(String id, String owner) {
        return "id '" + id + "' is already taken by " + owner + ": give this rule another id";
    }

    private void turnPage() {
        book.turn(new RuleBook.Page(loaded, refused));
        listener.rulesChanged();
    }

    private String keep(Rule rule) throws IOException {
        String content = contents.put(rule.source().toBytes());
        byContent.put(content, rule);
        if (classes.form(rule) == KernelForm.JAVASCRIPT) {
            listener.notice(
                    "rule "
                            + rule.source().path()
                            + " is too long for a class of its own; "
                            + runtime.notice());
        }
        return content;
    }

    /**
     * The journal is being caught up with: its voids decide, and no clock. Rules are bounded, so
     * each run ends.
     */
    void obeyJournal() {
        watchdog.rest();
    }

    /** The past has been caught up with: a run that takes too long is voided. */
    void obeyClock() {
        watchdog.wake();
    }

    /** {@return file to content of the rules that could be loaded} */
    public synchronized Map<String, String> loaded() {
        return new TreeMap<>(loaded);
    }

    /**
     * {@return what must be commanded so that an engine that runs {@code active} runs what was
     * loaded}
     */
    synchronized List<RuleCommand> changesSince(Map<String, String> active) {
        var commands = new ArrayList<RuleCommand>();
        active.forEach((file, content) -> {
            if (refused.containsKey(file)) {
                loaded.put(file, content);
                listener.notice("rule " + file + ": the version before goes on");
            }
        });
        active.keySet().stream()
                .filter(file -> !LivePatterns.owns(file) && !loaded.containsKey(file))
                .forEach(file -> commands.add(new RuleCommand.Retire(file)));
        loaded.forEach((file, content) -> {
            if (!content.equals(active.get(file))) {
                commands.add(new RuleCommand.Activate(file, content));
            }
        });
        turnPage();
        return commands;
    }

    /**
     * Watches the folder: a file that changes is loaded aside, checked and tried, and then
     * commanded; one that fails changes nothing.
     */
    void watch(Consumer<RuleCommand> commands) {
        if (Files.isDirectory(directory)) {
            watcher = new RuleWatcher(directory, QUIET, changes -> changed(changes, commands));
        }
    }

    private void changed(RuleWatcher.Changes changes, Consumer<RuleCommand> commands) {
        try {
            var files = new TreeSet<String>();
            synchronized (this) {
                files.addAll(changes.rulesToLoad(loader));
            }
            changes.removed().stream().filter(file -> !file.startsWith("lib/")).forEach(files::add);
            files.forEach(file -> reload(file, commands));
        } catch (UncheckedIOException e) {
            listener.notice(
                    "changed rules can't be loaded, what ran before goes on: " + e.getMessage());
        }
    }

    /**
     * Loads a file as it lies in the folder now; one that fails changes nothing.
     *
     * @param commands takes what is to be done about it: nothing, or a command for the engine
     */
    public synchronized void reload(String file, Consumer<RuleCommand> commands) {
        book.loading(file);
        listener.rulesChanged();
        try {
            changed(file, commands);
        } finally {
            book.loading("");
            turnPage();
        }
    }

    private void changed(String file, Consumer<RuleCommand> commands) {
        if (!loader.ruleFiles().contains(file)) {
            refused.remove(file);
            if (loaded.remove(file) != null) {
                commands.accept(new RuleCommand.Retire(file));
                if (chronicle != null) {
                    chronicle.removed(file);
                }
                listener.notice("rule " + file + " was removed");
            }
            return;
        }
        RuleLoader used = loader;
        RuleLoad load = used.load(file);
        if (used != loader) {
            load = loader.load(file); // other studies came into use meanwhile
        }
        switch (load) {
            case RuleLoad.Rejected rejected -> refuse(file, rejected);
            case RuleLoad.Loaded(String path, Rule rule) -> {
                Optional<String> owner = ownerOf(rule.id(), file);
                if (owner.isPresent()) {
                    refuse(file, new RuleLoad.Rejected(file, 1, 1, taken(rule.id(), owner.get())));
                    return;
                }
                try {
                    String content = keep(rule);
                    refused.remove(file);
                    if (content.equals(loaded.put(file, content))) {
                        return;
                    }
                    commands.accept(new RuleCommand.Prepare(file, content));
                    if (chronicle != null) {
                        chronicle.loaded(rule, "");
                    }
                    listener.notice(
                            "rule " + file + ": version " + rule.version() + " runs from now on");
                } catch (IOException e) {
                    listener.notice(
                            "rule "
                                    + file
                                    + " can't be kept beside the journal, the version before goes on: "
                                    + e.getMessage());
                }
            }
        }
    }

    private void refuse(String file, RuleLoad.Rejected rejected) {
        refused.put(file, rejected);
        listener.notice(
                rejected + (loaded.containsKey(file) ? " (the version before goes on)" : ""));
    }

    private Optional<String> ownerOf(String id, String file) {
        return loaded.entrySet().stream()
                .filter(e -> !e.getKey().equals(file))
                .filter(e -> {
                    Rule rule = byContent.get(e.getValue());
                    return rule != null && rule.id().equals(id);
                })
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Bound bind(String file, String content, FeaturePlan features) {
        Rule rule = byContent.get(content);
        if (rule == null) {
            rule = fromContent(content);
        }
        KernelContext context = kernelsOver(features.rows());
        var rows = new RowList(features.rows().rows());
        Kernel kernel = context.bind(rule, features::slot, rows);
        book.runs(rule.id(), file);
        return switch (rule) {
            case Rule.Pattern pattern ->
                    new Bound.Pattern(
                            new PatternKernelRun(
                                    pattern,
                                    kernel,
                                    rows,
                                    features,
                                    book.timesOf(file),
                                    book.countsOf(file)));
            case Rule.Filter filter ->
                    new Bound.Filter(
                            new FilterKernelRun(
                                    filter, kernel, rows, book.timesOf(file), book.countsOf(file)));
        };
    }

    /**
     * Kernels read one table of rows: a new engine, as after a snapshot that could not be used,
     * gets new ones.
     */
    private KernelContext kernelsOver(FeatureRows rows) {
        KernelContext context = kernels;
        if (context == null || kernelRows != rows) {
            if (context != null) {
                context.close();
            }
            context = new KernelContext(runtime, classes, rows, watchdog);
            kernels = context;
            kernelRows = rows;
        }
        return context;
    }

    /** {@return the params that a text declares, as if it lay in a file} */
    synchronized List<DeclaredParameter> parameters(String file, String text) {
        return loader.parameters(file, text);
    }

    /** {@return the rules that were loaded last} */
    synchronized List<Rule> all() {
        return loaded.values().stream()
                .map(byContent::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** {@return the engine of JavaScript that its kernels run in} */
    RuleRuntime runtime() {
        return runtime;
    }

    /**
     * {@return a version that this host loaded or its journal remembers}
     *
     * @throws IllegalArgumentException if it can't be read any more
     */
    Rule version(String content) {
        Rule rule = byContent.get(content);
        return rule == null ? fromContent(content) : rule;
    }

    /** A version that only the journal remembers. */
    private synchronized Rule fromContent(String content) {
        try {
            RuleLoad load = loader.compile(RuleSource.fromBytes(contents.get(content)));
            return switch (load) {
                case RuleLoad.Loaded(String file, Rule rule) -> {
                    byContent.put(content, rule);
                    yield rule;
                }
                case RuleLoad.Rejected rejected ->
                        throw new IllegalArgumentException(rejected.toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        if (kernels != null) {
            kernels.refresh();
        }
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.close();
        }
        if (kernels != null) {
            kernels.close();
        }
        watchdog.close();
        trees.close();
        runtime.close();
    }
}
