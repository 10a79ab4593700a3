package dev.shikra.host.plugin;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches the folder of plugins and tells when zips or the list of the disabled changed and have
 * been quiet for a moment: a zip that is being copied is one change. Tells once at the beginning,
 * too. Has a thread of its own.
 */
public final class FolderWatcher implements AutoCloseable {
    private final Duration quiet;
    private final Runnable changed;
    private final WatchService service;
    private final Thread thread;

    /**
     * Begins to watch.
     *
     * @param changed called on the watcher's thread
     * @throws IOException if the folder can't be watched
     */
    public FolderWatcher(Path folder, Duration quiet, Runnable changed) throws IOException {
        this.quiet = quiet;
        this.changed = changed;
        Files.createDirectories(folder);
        service = folder.getFileSystem().newWatchService();
        folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        thread = Thread.ofPlatform().daemon().name("plugin-watcher").start(this::watch);
    }

    private void watch() {
        try {
            changed.run(); // something may have changed before the watching began
            while (true) {
                boolean ours = drain(service.take());
                WatchKey more = service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
                while (more != null) {
                    ours |= drain(more);
                    more = service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
                }
                if (ours) {
                    changed.run();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            return; // close() ends the watching
        }
    }

    private static boolean drain(WatchKey key) {
        boolean ours = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            ours |= event.kind() == StandardWatchEventKinds.OVERFLOW;
            if (event.context() instanceof Path name) {
                ours |= name.toString().endsWith(".zip") || name.toString().endsWith(".txt");
            }
        }
        key.reset();
        return ours;
    }

    /** Ends the watching. */
    @Override
    public void close() throws IOException {
        service.close();
        if (Thread.currentThread() != thread) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
