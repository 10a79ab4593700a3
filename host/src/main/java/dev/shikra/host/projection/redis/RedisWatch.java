package dev.shikra.host.projection.redis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cuts lines whose call takes too long. A read has a time limit of its own, a write has none: a
 * server that stops reading would hold the writer for ever. Any thread.
 */
final class RedisWatch implements AutoCloseable {
    private static final long EVERY_MS = 100;

    private final Set<RedisLine> lines = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("redis-watch").daemon().factory());

    RedisWatch() {
        thread.scheduleAtFixedRate(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void add(RedisLine line) {
        lines.add(line);
    }

    void remove(RedisLine line) {
        lines.remove(line);
    }

    private void look() {
        long now = System.nanoTime();
        for (RedisLine line : lines) {
            line.cutIfLate(now);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
