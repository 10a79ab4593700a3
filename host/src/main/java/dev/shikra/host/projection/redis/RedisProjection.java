package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.feature.RowView;
import dev.shikra.host.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What Redis is given while a scanner runs, each kind on a thread of its own. Starting and running
 * it never fails and never waits for Redis. Any thread.
 */
public final class RedisProjection implements AutoCloseable {
    /** How long Redis may take nothing at the end before it is left as it is. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    /**
     * How it stands.
     *
     * @param connected whether Redis answers
     * @param frames frames of the journal that Redis has
     * @param entries stream entries that it took since the start
     */
    public record State(boolean connected, long frames, long entries) {}

    private final RedisWatch watch = new RedisWatch();
    private final StreamProjection streams;
    private final List<RedisTask> tasks = new ArrayList<>();
    private final RedisSettings settings;
    private final RedisNotices notices;

    private final RedisKeys keys;

    /**
     * @param journal whose frames are shown
     */
    public RedisProjection(
            RedisSettings settings, Journal journal, FrameOrigin origin, RedisNotices notices) {
        this.settings = settings;
        this.notices = new SaidOnce(notices);
        keys = new RedisKeys(settings.prefix(), settings.databases());
        streams = new StreamProjection(settings, keys, watch, journal, origin, this.notices);
        tasks.add(streams);
    }

    /** Shows alerts too, as they come into a file. Before the start. */
    public RedisProjection withAlerts(SharedLines alerts) {
        tasks.add(stream("redis-alerts", keys.alerts(), settings.lengths().alerts(), alerts));
        return this;
    }

    /** Shows signals too, as they come into a file. Before the start. */
    public RedisProjection withSignals(SharedLines signals) {
        tasks.add(
                stream("redis-patterns", keys.patterns(), settings.lengths().patterns(), signals));
        return this;
    }

    private AlertStream stream(String name, String key, long length, SharedLines lines) {
        return new AlertStream(
                name, settings, keys, watch, key, length, lines, streams::isSettled, notices);
    }

    /** Shows what rules read of each instrument too. Before the start. */
    public RedisProjection withRows(RowView view, List<Instrument> instruments) {
        tasks.add(new LiveValues(settings, keys, instruments, view, notices));
        return this;
    }

    /** Starts its threads. Once. */
    public void start() {
        tasks.forEach(RedisTask::start);
    }

    /** {@return how it stands} */
    public State state() {
        return new State(streams.isConnected(), streams.acknowledged(), streams.entriesWritten());
    }

    /** Returns when Redis has all that is there, or takes nothing any more. */
    public void awaitCurrent() throws InterruptedException {
        awaitWhileItTakes(() -> tasks.stream().allMatch(RedisTask::isCurrent), Long.MAX_VALUE);
    }

    private void awaitWhileItTakes(BooleanSupplier done, long longestNs)
            throws InterruptedException {
        long beganNs = System.nanoTime();
        long takenNs = beganNs;
        long before = -1;
        while (!done.getAsBoolean()
                && System.nanoTime() - takenNs < PATIENCE.toNanos()
                && System.nanoTime() - beganNs < longestNs) {
            long progress = tasks.stream().mapToLong(RedisTask::progress).sum();
            if (progress != before) {
                before = progress;
                takenNs = System.nanoTime();
            }
            Thread.sleep(10);
        }
    }

    /**
     * Lets Redis take what is there for a few seconds at most, and ends: the rest follows at the
     * next start. Again: nothing.
     */
    @Override
    public void close() {
        try {
            tasks.forEach(RedisTask::finish);
            awaitWhileItTakes(
                    () -> tasks.stream().noneMatch(RedisTask::isAlive), LONGEST_END.toNanos());
            boolean all = tasks.stream().allMatch(RedisTask::isCurrent);
            for (RedisTask task : tasks) {
                task.stop();
            }
            if (!all) {
                notices.say(
                        settings.server()
                                + " has not all that the journal has: it follows at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tasks.clear();
            watch.close();
        }
    }
}
