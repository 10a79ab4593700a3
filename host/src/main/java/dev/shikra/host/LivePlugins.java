package dev.shikra.host;

import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.host.pattern.PatternCatalog;
import dev.shikra.host.pattern.PatternSetting;
import dev.shikra.host.plugin.FolderWatcher;
import dev.shikra.host.plugin.LoadedPlugins;
import dev.shikra.host.plugin.PluginInfo;
import dev.shikra.host.plugin.PluginRequests;
import dev.shikra.host.plugin.PluginUpdate;
import dev.shikra.host.plugin.Plugins;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a running scanner's plugins as their folder says: a zip that is put there, replaced or
 * removed, or a plugin that is disabled, takes effect without a restart. Notifiers and the source
 * change between two records, studies and detectors when a session begins or somebody asks for it.
 * Any thread; one change after another.
 */
public final class LivePlugins implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(300);

    /** What the scanner works with. */
    public interface Work {
        /** {@return whether an extension can change with the next start alone} */
        boolean isFixed(Object extension);

        /** {@return the source that the scanner follows, of these plugins} */
        Optional<DataSource> source(LoadedPlugins loaded);

        /** {@return the source as the scanner is to follow it} */
        DataSource toFollow(DataSource own, LoadedPlugins loaded);

        /**
         * {@return the detectors that the configuration asks for}
         *
         * @throws IOException if it can't be read
         */
        List<PatternSetting> detectors(PatternCatalog patterns) throws IOException;
    }

    private final Plugins plugins;
    private final List<String> enabled;
    private final Work work;
    private final Scanner scanner;
    private final ScannerListener listener;
    private final PluginRequests requests;
    private final Set<String> saidToWait = new HashSet<>();
    private volatile Set<String> waiting = Set.of();
    private String sourceContent;
    private @Nullable PluginSet tried;
    private final FolderWatcher watcher; // last: it looks at the others at once

    /**
     * Begins to watch the folder.
     *
     * @param enabled ids of notifiers, from the configuration
     * @param work what the scanner works with
     * @throws IOException if the folder can't be watched
     */
    public LivePlugins(
            Plugins plugins,
            List<String> enabled,
            Work work,
            Scanner scanner,
            ScannerListener listener)
            throws IOException {
        this.plugins = plugins;
        this.enabled = List.copyOf(enabled);
        this.work = work;
        this.scanner = scanner;
        this.listener = listener;
        requests = new PluginRequests(plugins.directory());
        sourceContent =
                work.source(plugins.loaded())
                        .map(source -> plugins.loaded().pluginOf(source).sha256())
                        .orElse("");
        watcher = new FolderWatcher(plugins.directory(), QUIET, this::refresh);
        scanner.atSessions(this::sessionBegins);
    }

    private void sessionBegins() {
        if (!waiting.isEmpty()) {
            Thread.ofVirtual().name("plugins-at-session").start(this::useNow);
        }
    }

    /** {@return ids of plugins whose change waits for a session or a start} */
    public Set<String> waiting() {
        return waiting;
    }

    /** Looks at the folder now. */
    public void refresh() {
        look(requests.asked());
    }

    /** Lets what waits for a session take over at once. */
    public void useNow() {
        look(true);
    }

    private synchronized void look(boolean now) {
        Predicate<Object> bound = each -> work.isFixed(each) || (!now && waitsForSession(each));
        PluginUpdate update;
        try {
            update =
                    plugins.refresh(
                            bound,
                            this::refusal,
                            each ->
                                    bound.test(each)
                                            || waitsForSession(each)
                                            || each instanceof DataSource);
        } catch (IOException e) {
            listener.notice("plugins stay as they are: " + e.getMessage());
            return;
        }
        update.problems().forEach(each -> listener.notice("plugin left out: " + each.message()));
        if (!update.refusal().isEmpty()) {
            listener.notice(
                    "plugins that are in use stay as they are, because with those that are installed"
                            + " the scanner can't go on: "
                            + update.refusal());
        }
        waiting = Set.copyOf(update.waiting());
        saidToWait.retainAll(waiting);
        for (String id : update.waiting()) {
            if (update.refusal().isEmpty() && saidToWait.add(id)) {
                listener.notice(
                        "plugin "
                                + id
                                + " changed, but the running engine works with it: it changes with"
                                + (now || isFixed(id)
                                        ? " the next start"
                                        : " the next session, or at once with './shikra plugins"
                                                + " apply'"));
            }
        }
        if (update.changed()) {
            take(update);
        }
    }

    /** What nobody reads yet, or any more, can come and go at any time. */
    private boolean waitsForSession(Object extension) {
        try {
            return switch (extension) {
                case StudyFactory studies ->
                        studies.studies().stream()
                                .anyMatch(each -> scanner.readsStudy(each.name()));
                case PatternFactory patterns ->
                        patterns.patterns().stream()
                                .anyMatch(each -> scanner.runsDetector(each.name()));
                default -> false;
            };
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return true; // it can't even say what it makes
        }
    }

    private boolean isFixed(String id) {
        LoadedPlugins loaded = plugins.loaded();
        return loaded.extensions(Object.class).stream()
                .anyMatch(each -> work.isFixed(each) && loaded.pluginOf(each).id().equals(id));
    }

    /** {@return why the scanner can't go on with these} */
    private Optional<String> refusal(LoadedPlugins next) {
        if (work.source(next).isEmpty()) {
            return Optional.of("none of them brings the source that it follows");
        }
        if (next.hash().equals(scanner.plugins().hash())) {
            tried = null;
            return Optional.empty();
        }
        tried = PluginSet.of(next);
        return scanner.refusal(tried);
    }

    private void take(PluginUpdate update) {
        var parts = new ArrayList<CompletableFuture<Void>>();
        NotifierChoice choice = NotifierChoice.of(plugins, enabled);
        choice.problems().forEach(listener::notice);
        parts.add(scanner.changeNotifiers(choice.chosen()));
        computeWith(update).ifPresent(parts::add);
        followSource().ifPresent(parts::add);
        update.came().forEach(plugin -> listener.notice(name(plugin) + " is in use from now on"));
        CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .whenComplete((_, failed) -> {
                    if (failed == null) {
                        update.unload();
                        update.went()
                                .forEach(plugin -> listener.notice(name(plugin) + " is unloaded"));
                    } else {
                        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                        listener.notice(
                                "what was in use before stays loaded: " + cause.getMessage());
                    }
                });
    }

    private Optional<CompletableFuture<Void>> computeWith(PluginUpdate update) {
        PluginSet next = tried;
        tried = null;
        if (next == null) {
            return Optional.empty();
        }
        try {
            CompletableFuture<Void> used = scanner.use(next, work.detectors(next.patterns()));
            String names =
                    String.join(", ", update.came().stream().map(LivePlugins::name).toList());
            return Optional.of(
                    used.thenRun(() ->
                            listener.notice(
                                    "the engine computes with "
                                            + (names.isEmpty() ? "fewer plugins" : names)
                                            + " from now on: studies that changed are NaN until"
                                            + " they have warmed up")));
        } catch (IOException e) {
            return Optional.of(CompletableFuture.failedFuture(e));
        }
    }

    private Optional<CompletableFuture<Void>> followSource() {
        LoadedPlugins loaded = plugins.loaded();
        Optional<DataSource> source = work.source(loaded);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        PluginInfo plugin = loaded.pluginOf(source.get());
        if (plugin.sha256().equals(sourceContent)) {
            return Optional.empty();
        }
        sourceContent = plugin.sha256();
        String words = plugin.id() + " " + plugin.version() + " " + plugin.sha256();
        return Optional.of(
                scanner.changeSource(work.toFollow(source.get(), loaded), words)
                        .whenComplete((_, failed) ->
                                listener.notice(
                                        failed == null
                                                ? "frames come from "
                                                        + name(plugin)
                                                        + " from now on"
                                                : name(plugin)
                                                        + " can't take over as the source, the"
                                                        + " version before goes on: "
                                                        + failed.getMessage())));
    }

    private static String name(PluginInfo plugin) {
        return "plugin " + plugin.id() + " " + plugin.version();
    }

    /** Ends the watching; plugins stay as they are. */
    @Override
    public void close() throws IOException {
        scanner.atSessions(() -> {});
        watcher.close();
    }
}
