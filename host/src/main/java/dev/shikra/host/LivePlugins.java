package dev.shikra.host;

import dev.shikra.host.plugin.FolderWatcher;
import dev.shikra.host.plugin.PluginInfo;
import dev.shikra.host.plugin.PluginUpdate;
import dev.shikra.host.plugin.Plugins;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps a running scanner's plugins as their folder says: a zip that is put there, replaced or
 * removed, or a plugin that is disabled, takes effect without a restart where the engine does not
 * compute with it. Any thread; one change after another.
 */
public final class LivePlugins implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(300);

    private final Plugins plugins;
    private final List<String> enabled;
    private final Predicate<Object> bound;
    private final Scanner scanner;
    private final ScannerListener listener;
    private final Set<String> saidToWait = new HashSet<>();
    private final FolderWatcher watcher; // last: it looks at the others at once

    /**
     * Begins to watch the folder.
     *
     * @param enabled ids of notifiers, from the configuration
     * @param bound whether the scanner works with an extension as it is, so that it can't change
     *     while the scanner is open
     * @throws IOException if the folder can't be watched
     */
    public LivePlugins(
            Plugins plugins,
            List<String> enabled,
            Predicate<Object> bound,
            Scanner scanner,
            ScannerListener listener)
            throws IOException {
        this.plugins = plugins;
        this.enabled = List.copyOf(enabled);
        this.bound = bound;
        this.scanner = scanner;
        this.listener = listener;
        watcher = new FolderWatcher(plugins.directory(), QUIET, this::refresh);
    }

    /** Looks at the folder now. */
    public synchronized void refresh() {
        PluginUpdate update;
        try {
            update = plugins.refresh(bound);
        } catch (IOException e) {
            listener.notice("plugins stay as they are: " + e.getMessage());
            return;
        }
        update.problems().forEach(each -> listener.notice("plugin left out: " + each.message()));
        for (String id : update.waiting()) {
            if (saidToWait.add(id)) {
                listener.notice(
                        "plugin "
                                + id
                                + " changed, but the running engine works with it: it changes with"
                                + " the next start");
            }
        }
        if (!update.changed()) {
            return;
        }
        NotifierChoice choice = NotifierChoice.of(plugins, enabled);
        choice.problems().forEach(listener::notice);
        update.came().forEach(plugin -> listener.notice(name(plugin) + " is in use from now on"));
        scanner.changeNotifiers(choice.chosen())
                .whenComplete((_, failed) -> {
                    if (failed == null) {
                        update.unload();
                        update.went()
                                .forEach(plugin -> listener.notice(name(plugin) + " is unloaded"));
                    } else {
                        listener.notice(failed.getMessage());
                    }
                });
    }

    private static String name(PluginInfo plugin) {
        return "plugin " + plugin.id() + " " + plugin.version();
    }

    /** Ends the watching; plugins stay as they are. */
    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
