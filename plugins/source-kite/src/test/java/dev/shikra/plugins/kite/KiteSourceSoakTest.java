package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickSink;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The venue's limits for ten minutes: 3 connections of 3,000 instruments, about two ticks a second
 * each. {@code -Dsoak.minutes=N} for another time.
 */
@Tag("soak")
class KiteSourceSoakTest {
    private static final long MINUTES = Long.getLong("soak.minutes", 10);
    private static final long LARGEST_GROWTH = 100L << 20;

    @TempDir private Path folder;

    @Test
    void followsNineThousandInstrumentsWithoutLossOrGrowth() throws Exception {
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 2.5, 9_000);
        Map<String, String> settings = Feed.settings(exchange, folder);
        settings.put("muteAfterMs", "9000");
        settings.put("readTimeoutMs", "10000");
        var source = new KiteSource();
        var sent = new AtomicLong();
        exchange.onFrame((connection, frame) -> sent.addAndGet(frame[0] << 8 | frame[1] & 0xFF));
        try (exchange;
                SourceSession session =
                        source.open(
                                new SourceRequest(
                                        List.of(),
                                        "",
                                        SourceRequest.MAX_SPEED,
                                        0,
                                        settings,
                                        folder))) {
            var counter = new Counter(source.decoder(session.instruments()));
            Thread feed = Thread.ofPlatform().daemon().start(() -> run(session, counter));
            await().atMost(Duration.ofSeconds(30)).until(() -> counter.ticks() > 100_000);
            long usedBefore = usedMemory();
            await().pollInterval(Duration.ofSeconds(1))
                    .during(Duration.ofMinutes(MINUTES))
                    .atMost(Duration.ofMinutes(MINUTES + 1))
                    .until(() ->
                            exchange.framesNotSent() == 0
                                    && counter.faults() == 0
                                    && counter.states.equals(List.of(FeedState.LIVE)));
            long usedAfter = usedMemory();
            exchange.faults().silence();
            long owed = sent.get();
            await().atMost(Duration.ofSeconds(5)).until(() -> counter.ticks() >= owed - 9_000);
            assertThat(usedAfter - usedBefore).isLessThan(LARGEST_GROWTH);
            session.close();
            feed.join();
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void run(SourceSession session, FrameSink sink) {
        try {
            session.run(sink);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the feed ended", e);
        }
    }

    private static final class Counter implements FrameSink, TickSink {
        private final List<FeedState> states = new CopyOnWriteArrayList<>();
        private final FrameDecoder decoder;
        private long ticks;
        private long faults;

        Counter(FrameDecoder decoder) {
            this.decoder = decoder;
        }

        synchronized long ticks() {
            return ticks;
        }

        synchronized long faults() {
            return faults;
        }

        @Override
        public synchronized void frame(long receiptMs, byte[] bytes, int offset, int length) {
            decoder.decode(bytes, offset, length, this);
        }

        @Override
        public void tick(Tick tick) {
            ticks++;
        }

        @Override
        public void fault(Fault fault, int at) {
            faults++;
        }

        @Override
        public void skipped(String place, String reason) {
            throw new AssertionError(place + ": " + reason);
        }

        @Override
        public void state(FeedState state, String reason) {
            states.add(state);
        }
    }
}
