package dev.shikra.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingStream;

/**
 * Hears from the JVM which rules' classes its optimizing compiler has done, and when. Any thread.
 */
final class CompiledRules implements AutoCloseable {
    private static final int OPTIMIZED = 4;

    private final Map<String, Instant> done = new ConcurrentHashMap<>();
    private final RecordingStream events = new RecordingStream();

    CompiledRules() {
        events.enable("jdk.Compilation").withThreshold(Duration.ZERO);
        events.onEvent("jdk.Compilation", this::heard);
        events.startAsync();
    }

    private void heard(RecordedEvent event) {
        RecordedMethod method = event.getValue("method");
        if (method != null
                && event.getShort("compileLevel") == OPTIMIZED
                && event.getBoolean("succeded")
                && method.getName().equals("find")
                && method.getType().getName().contains(".Rule_")) {
            done.putIfAbsent(method.getType().getName(), event.getEndTime());
        }
    }

    /** Forgets what was compiled so far. */
    void forget() {
        done.clear();
    }

    /**
     * {@return how long after {@code start} so many rules were compiled, in seconds; empty if they
     * are not yet}
     */
    Optional<Double> seconds(Instant start, int count) {
        Collection<Instant> times = done.values();
        return times.size() < count
                ? Optional.empty()
                : times.stream()
                        .sorted()
                        .skip(count - 1L)
                        .findFirst()
                        .map(at -> Duration.between(start, at).toNanos() / 1e9);
    }

    @Override
    public void close() {
        events.close();
    }
}
