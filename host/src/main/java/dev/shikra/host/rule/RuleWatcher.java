package dev.shikra.host.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Watches a rules folder and tells which files changed, once they have been quiet for a moment. A
 * file counts as changed when its time or size did, so an editor's dance of temporary files and
 * renames is one change. Has a thread of its own, on which the listener is called.
 */
public final class RuleWatcher implements AutoCloseable {
    private static final List<String> FOLDERS = List.of("patterns", "filters", "lib");

    /**
     * What changed, as paths within the rules folder.
     *
     * @param changed new files and files with other content, rules and libraries
     * @param removed files that are gone
     */
    public record Changes(Set<String> changed, Set<String> removed) {
        public Changes {
            changed = Collections.unmodifiableSet(new TreeSet<>(changed));
            removed = Collections.unmodifiableSet(new TreeSet<>(removed));
        }

        /**
         * {@return the rule files to load again: those changed, and those that use a changed
         * library}
         */
        public Set<String> rulesToLoad(RuleLoader loader) {
            var rules = new TreeSet<String>();
            Stream.concat(changed.stream(), removed.stream())
                    .filter(path -> path.startsWith("lib/"))
                    .forEach(library -> rules.addAll(loader.dependents(library)));
            changed.stream().filter(path -> !path.startsWith("lib/")).forEach(rules::add);
            return rules;
        }
    }

    private final Path directory;
    private final Duration quiet;
    private final Consumer<Changes> listener;
    private final WatchService service;
    private final Map<WatchKey, Path> watched = new HashMap<>();
    private final Thread thread;
    private Map<String, String> known;

    /**
     * Begins to watch.
     *
     * @param directory the rules folder
     * @param quiet how long files must rest before they are told, 100 ms is good
     * @param listener called on the watcher's thread; what it throws goes to that thread's handler
     *     and ends the watching
     * @throws UncheckedIOException if the folder can't be watched
     */
    public RuleWatcher(Path directory, Duration quiet, Consumer<Changes> listener) {
        this.directory = directory;
        this.quiet = quiet;
        this.listener = listener;
        try {
            this.service = directory.getFileSystem().newWatchService();
            watch(directory);
            for (String folder : FOLDERS) {
                watch(directory.resolve(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    directory + " can't be watched: check that it exists and its rights", e);
        }
        this.known = stamps();
        this.thread = Thread.ofPlatform().daemon().name("rule-watcher").start(this::watch);
    }

    private void watch(Path folder) throws IOException {
        if (Files.isDirectory(folder) && !watched.containsValue(folder)) {
            watched.put(
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE),
                    folder);
        }
    }

    private void watch() {
        try {
            while (true) {
                drain(service.take());
                WatchKey more = service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
                while (more != null) {
                    drain(more);
                    more = service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
                }
                tell();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            return; // close() ends the watching
        }
    }

    private void drain(WatchKey key) {
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name && directory.equals(watched.get(key))) {
                try {
                    if (FOLDERS.contains(name.toString())) {
                        watch(directory.resolve(name));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            directory.resolve(name) + " can't be watched", e);
                }
            }
        }
        if (!key.reset()) {
            watched.remove(key); // the folder is gone; it is watched again when it comes back
        }
    }

    private void tell() {
        Map<String, String> now = stamps();
        var changed = new TreeSet<String>();
        now.forEach((path, stamp) -> {
            if (!stamp.equals(known.get(path))) {
                changed.add(path);
            }
        });
        var removed = new TreeSet<>(known.keySet());
        removed.removeAll(now.keySet());
        known = now;
        if (!changed.isEmpty() || !removed.isEmpty()) {
            listener.accept(new Changes(changed, removed));
        }
    }

    private Map<String, String> stamps() {
        var stamps = new TreeMap<String, String>();
        for (String folder : FOLDERS) {
            Path at = directory.resolve(folder);
            if (!Files.isDirectory(at)) {
                continue;
            }
            try (Stream<Path> files = Files.list(at)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (RuleLoader.isRuleName(name) && Files.isRegularFile(file)) {
                        stamps.put(
                                folder + "/" + name,
                                Files.getLastModifiedTime(file) + " " + Files.size(file));
                    }
                }
            } catch (IOException e) {
                stamps.keySet()
                        .removeIf(path -> path.startsWith(folder + "/")); // it went away: an event
            }
        }
        return stamps;
    }

    /** Ends the watching; the listener is not called afterwards. */
    @Override
    public void close() {
        try {
            service.close();
            if (Thread.currentThread() != thread) {
                thread.interrupt();
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
