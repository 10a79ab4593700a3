package dev.shikra.host;

import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers questions about rules one after the other, on a thread of the lowest priority: a person
 * waits, the market doesn't. Any thread may ask.
 */
final class RuleAsker implements AutoCloseable {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform()
                            .name("rule-explain")
                            .priority(Thread.MIN_PRIORITY)
                            .daemon()
                            .factory());

    /**
     * @throws IllegalArgumentException if there is no such rule or instrument
     * @throws UncheckedIOException if the journal can't be read
     */
    RuleReason ask(Scanner scanner, RuleQuestion question) throws InterruptedException {
        try {
            return thread.submit(() -> scanner.explain(question)).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw new UncheckedIOException(io);
                case IllegalArgumentException bad ->
                        throw new IllegalArgumentException(bad.getMessage(), bad);
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
