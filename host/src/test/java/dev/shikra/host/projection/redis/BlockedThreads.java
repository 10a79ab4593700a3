package dev.shikra.host.projection.redis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks again and again at the threads whose names begin alike, and knows how long one of them was
 * in a socket at a stretch.
 */
final class BlockedThreads implements AutoCloseable {
    private static final long LOOK_MS = 20;
    private static final List<String> SOCKETS =
            List.of("java.net.", "sun.nio.ch.", "sun.security.ssl.");

    private final String beginning;
    private final Map<Thread, Long> sinceNs = new HashMap<>();
    private volatile String where = "";
    private final Thread watcher;
    private volatile long longestNs;
    private volatile boolean closed;

    BlockedThreads(String beginning) {
        this.beginning = beginning;
        watcher = Thread.ofPlatform().name("watches-others").daemon().start(this::watch);
    }

    private void watch() {
        while (!closed) {
            long now = System.nanoTime();
            Thread.getAllStackTraces()
                    .forEach((thread, stack) -> {
                        if (!thread.getName().startsWith(beginning)) {
                            return;
                        }
                        if (inSocket(stack)) {
                            long since = sinceNs.computeIfAbsent(thread, _ -> now);
                            if (now - since > longestNs) {
                                longestNs = now - since;
                                where = place(stack);
                            }
                        } else {
                            sinceNs.remove(thread);
                        }
                    });
            try {
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String place(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> !frame.getClassName().startsWith("jdk."))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .collect(Collectors.joining(" < "));
    }

    /** {@return what the thread that was there for so long did meanwhile} */
    String where() {
        return where;
    }

    private static boolean inSocket(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            for (String each : SOCKETS) {
                if (frame.getClassName().startsWith(each)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return the longest time in a socket so far, ms} */
    long longestMs() {
        return longestNs / 1_000_000;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        watcher.join();
    }
}
