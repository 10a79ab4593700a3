package dev.shikra.plugins.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinanceSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long TIME = 1_672_515_782_136L;

    @TempDir private Path folder;
    private Venue venue;

    @BeforeEach
    void startVenue() throws InterruptedException {
        venue = Venue.open();
    }

    @AfterEach
    void stopVenue() throws InterruptedException {
        venue.close();
    }

    /** A session that runs, and what it gives. */
    private final class Feed implements FrameSink, AutoCloseable {
        final List<String> frames = new CopyOnWriteArrayList<>();
        final List<FeedState> states = new CopyOnWriteArrayList<>();
        final List<String> reasons = new CopyOnWriteArrayList<>();
        final List<String> skipped = new CopyOnWriteArrayList<>();
        final Semaphore room = new Semaphore(Integer.MAX_VALUE);
        private final SourceSession session;
        private final Thread thread;

        Feed(Map<String, String> more) {
            var settings = new HashMap<String, String>();
            settings.put("websocketUrl", venue.address());
            settings.put("backoffMs", "20");
            settings.put("backoffMostMs", "200");
            settings.putAll(more);
            session =
                    new BinanceSource(InstantSource.system(), new SplittableRandom(3))
                            .open(request(settings));
            thread = Thread.ofVirtual().start(this::run);
        }

        private void run() {
            try {
                session.run(this);
            } catch (IOException | InterruptedException e) {
                reasons.add("run ended: " + e);
            }
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            room.acquire();
            frames.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void skipped(String place, String reason) {
            skipped.add(place + ": " + reason);
        }

        @Override
        public void state(FeedState state, String reason) {
            reasons.add(reason);
            states.add(state);
        }

        void awaitConnections(int count) {
            await().atMost(PATIENCE)
                    .until(() -> venue.asked.size() >= count && venue.getConnections().size() == 1);
        }

        @Override
        public void close() throws InterruptedException {
            session.close();
            assertThat(thread.join(PATIENCE)).as("the session ends").isTrue();
        }
    }

    private SourceRequest request(Map<String, String> settings) {
        return new SourceRequest(List.of(), "", SourceRequest.MAX_SPEED, 0, settings, folder);
    }

    private static String trade(long id) {
        return Venue.trade("BTCUSDT", id, "42000.01", "0.001", TIME + id);
    }

    @Test
    void asksForTheTradesOfItsSymbolsAndPassesThemOnAsTheyCome() throws Exception {
        try (var feed = new Feed(Map.of("symbols", "btcusdt, ETHUSDT"))) {
            feed.awaitConnections(1);
            assertThat(venue.asked).containsExactly("/stream?streams=btcusdt@trade/ethusdt@trade");
            var sent = new CopyOnWriteArrayList<String>();
            for (int i = 0; i < 500; i++) {
                sent.add(trade(i));
                venue.broadcast(trade(i));
            }
            venue.broadcast("{\"result\":null,\"id\":1}");
            await().atMost(PATIENCE).until(() -> feed.frames.size() == 500);
            assertThat(feed.frames).isEqualTo(sent);
            await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.LIVE));
            assertThat(feed.skipped).isEmpty();
        }
    }

    @Test
    void answersPingsWithTheirPayload() throws Exception {
        try (var feed = new Feed(Map.of())) {
            feed.awaitConnections(1);
            venue.ping("1672515782136");
            await().atMost(PATIENCE).until(() -> venue.pongs.contains("1672515782136"));
        }
    }

    @Test
    void comesBackAfterALostConnectionAndTellsWhatItMissed() throws Exception {
        try (var feed = new Feed(Map.of())) {
            feed.awaitConnections(1);
            venue.broadcast(trade(1));
            venue.broadcast(trade(2));
            await().atMost(PATIENCE).until(() -> feed.frames.size() == 2);
            await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.LIVE));

            venue.cut();
            feed.awaitConnections(2);
            venue.broadcast(trade(7));
            await().atMost(PATIENCE).until(() -> feed.frames.size() == 3);

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(feed.states)
                                    .containsExactly(
                                            FeedState.LIVE,
                                            FeedState.RECONNECTING,
                                            FeedState.LIVE));
            assertThat(feed.skipped)
                    .singleElement()
                    .asString()
                    .startsWith("BINANCE:BTCUSDT: the venue's trades 3 to 6 did not come");
            assertThat(venue.asked.get(1)).isEqualTo(venue.asked.get(0));
        }
    }

    @Test
    void comesBackAfterTheVenuesDayAndItsShutdown() throws Exception {
        try (var feed = new Feed(Map.of())) {
            feed.awaitConnections(1);
            venue.getConnections().forEach(each -> each.close(1001, "24 hours"));
            feed.awaitConnections(2);
            venue.broadcast("{\"stream\":\"!s\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}");
            feed.awaitConnections(3);
            venue.broadcast(trade(1));
            await().atMost(PATIENCE).until(() -> feed.frames.size() == 1);
            assertThat(feed.frames).containsExactly(trade(1));
        }
    }

    @Test
    void noticesAMuteFeedAndADeadLine() throws Exception {
        try (var feed = new Feed(Map.of("muteAfterMs", "300"))) {
            await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.MUTE));
            assertThat(String.join("\n", feed.reasons)).contains("muteAfterMs");
            await().atMost(PATIENCE)
                    .until(() -> {
                        venue.broadcast(trade(1));
                        return feed.states.getLast() == FeedState.LIVE;
                    });
        }
        try (var feed = new Feed(Map.of("readTimeoutMs", "300"))) {
            await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.RECONNECTING));
            assertThat(String.join("\n", feed.reasons)).contains("not even a ping");
        }
    }

    @Test
    void goesOnTryingWhileNobodyAnswers() throws Exception {
        String address = venue.address();
        venue.close();
        try (var feed = new Feed(Map.of("websocketUrl", address, "muteAfterMs", "100"))) {
            await().atMost(PATIENCE).until(() -> feed.thread.isAlive());
            assertThat(feed.states).isEmpty(); // it was never up
        }
    }

    @Test
    void losesAndReordersNothingWhileTheHostIsFull() throws Exception {
        try (var feed = new Feed(Map.of())) {
            feed.awaitConnections(1);
            feed.room.drainPermits();
            for (int i = 0; i < 2_000; i++) {
                venue.broadcast(trade(i));
            }
            await().atMost(PATIENCE).until(() -> feed.room.hasQueuedThreads());
            feed.room.release(5_000);
            await().atMost(PATIENCE).until(() -> feed.frames.size() == 2_000);
            for (int i = 0; i < 2_000; i++) {
                assertThat(feed.frames.get(i)).isEqualTo(trade(i));
            }
        }
    }

    @Test
    void endsWhenItIsClosedThoughTheHostIsFull() throws Exception {
        try (var feed = new Feed(Map.of())) {
            feed.awaitConnections(1);
            feed.room.drainPermits();
            venue.broadcast(trade(1));
            await().atMost(PATIENCE).until(() -> feed.room.hasQueuedThreads());
        }
        assertThat(venue.getConnections()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "symbols, BTC/USDT, such as BTCUSDT",
        "symbols, ' ', at least one pair",
        "tickSizes, BTCUSDT, BTCUSDT=0.01",
        "tickSizes, XRPUSDT=0.1, BTCUSDT=0.01",
        "tickSizes, BTCUSDT=-1, BTCUSDT=0.01",
        "websocketUrl, https://x, wss://stream.binance.com:9443",
        "readTimeoutMs, 0, from 1 to 3600000",
        "backoffMs, 60000, at most backoffMostMs",
    })
    void refusesAWrongSettingByName(String key, String value, String remedy) {
        var source = new BinanceSource();
        assertThatThrownBy(() -> source.open(request(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining(value.strip())
                .hasMessageContaining(remedy);
    }

    @Test
    void givesPairsTheirTickSizeWhereItIsSet() {
        var session = new BinanceSource().open(request(Map.of("tickSizes", "BTCUSDT=0.01")));
        assertThat(session.instruments())
                .extracting(each -> each.id() + " " + each.tickSize())
                .containsExactly("BINANCE:BTCUSDT 0.01", "BINANCE:ETHUSDT 0.0");
        session.close();
    }
}
