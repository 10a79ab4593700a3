package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.LoginNeededException;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.SourceUnavailableException;
import dev.shikra.plugins.simulator.Market;
import dev.shikra.plugins.simulator.Mode;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KiteSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void receivesTheMarketsPacketsInTheMarketsOrder() throws Exception {
        try (Feed feed = feed(Feed.MONDAY_OPEN, 20, Map.of())) {
            await().atMost(PATIENCE).until(() -> feed.packets().size() > 8_000);
            List<ByteBuffer> received = feed.packets();

            List<ByteBuffer> market = new ArrayList<>();
            var fresh = new Market(LocalDate.of(2026, 1, 5), 5);
            while (market.size() < received.size() + 20_000) {
                fresh.advance();
                for (int i = 0; i < fresh.updates(); i++) {
                    ByteBuffer packet = ByteBuffer.allocate(184);
                    int length = fresh.write(fresh.updated(i), Mode.FULL, packet);
                    market.add(ByteBuffer.wrap(Arrays.copyOf(packet.array(), length)));
                }
            }
            // The first packets are the snapshot that answers a subscription.
            List<ByteBuffer> tail = received.subList(2_000, received.size());
            int start = market.indexOf(tail.getFirst());
            assertThat(start).isNotNegative();
            assertThat(market.subList(start, start + tail.size())).isEqualTo(tail);
        }
    }

    @Test
    void asksForFullModeOfOptionsAndTheWatchedAlone() throws Exception {
        try (Feed feed =
                feed(
                        Feed.MONDAY_OPEN,
                        1,
                        Map.of("watched", "NSE:TCS", "mode", "ltp", "chunk", "40"))) {
            await().atMost(PATIENCE).until(() -> !feed.frames.isEmpty());
            Map<Long, Mode> modes = feed.exchange.subscriptions().getFirst();
            assertThat(modes).hasSize(174);
            feed.exchange
                    .listings()
                    .forEach(listing ->
                            assertThat(modes.get(listing.token()))
                                    .as(listing.id())
                                    .isEqualTo(
                                            listing.segment().equals("NFO-OPT")
                                                            || listing.symbol().equals("TCS")
                                                    ? Mode.FULL
                                                    : Mode.LTP));
        }
    }

    @Test
    void followsNineThousandInstrumentsOverThreeConnections() throws Exception {
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 9_000);
        Map<String, String> settings = Feed.settings(exchange, folder);
        settings.put("watched", "");
        try (Feed feed = Feed.start(exchange, settings, folder)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            exchange.subscriptions().stream().mapToInt(Map::size).sum() == 9_000);
            assertThat(exchange.subscriptions()).hasSize(3).allMatch(part -> part.size() == 3_000);
            var tokens = new HashSet<Integer>();
            await().atMost(PATIENCE)
                    .until(() -> {
                        feed.packets().forEach(packet -> tokens.add(packet.getInt(0)));
                        return tokens.size() == 9_000;
                    });
        }
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                cut("reset", FeedState.RECONNECTING, e -> e.faults().resetConnections()),
                cut("silence", FeedState.MUTE, e -> e.faults().silence()),
                cut("freeze", FeedState.RECONNECTING, e -> e.faults().freeze()),
                cut("trickle", FeedState.MUTE, e -> e.faults().trickle(Duration.ofMillis(20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void recoversByItselfFromALostFeed(
            String name, FeedState expected, Consumer<SimulatedExchange> fault) throws Exception {
        String readTimeoutMs = expected == FeedState.MUTE ? "1500" : "700";
        try (Feed feed = feed(Feed.MONDAY_OPEN, 10, Map.of("readTimeoutMs", readTimeoutMs))) {
            await().atMost(PATIENCE).until(() -> feed.frames.size() > 20);
            Map<Long, Mode> before = feed.exchange.subscriptions().getFirst();

            fault.accept(feed.exchange);
            await().atMost(PATIENCE).until(() -> feed.states.contains(expected));
            feed.exchange.faults().restore();

            await().atMost(PATIENCE).until(() -> feed.states.getLast() == FeedState.LIVE);
            int count = feed.frames.size();
            await().atMost(PATIENCE).until(() -> feed.frames.size() > count + 20);
            assertThat(feed.exchange.subscriptions()).last().isEqualTo(before);
        }
    }

    private static Arguments cut(
            String name, FeedState expected, Consumer<SimulatedExchange> fault) {
        return Arguments.of(name, expected, fault);
    }

    static Stream<Arguments> disorders() {
        Stream<Map.Entry<String, Consumer<SimulatedExchange>>> faults =
                Stream.of(
                        Map.entry("duplicates", e -> e.faults().duplicate(15)),
                        Map.entry("reordering", e -> e.faults().reorder(15)),
                        Map.entry("late", e -> e.faults().delay(15, Duration.ofMillis(700))),
                        Map.entry("malformed", e -> e.faults().malform(15)),
                        Map.entry(
                                "text",
                                e -> {
                                    e.say("{\"type\":\"error\",\"data\":\"too busy\"}");
                                    e.say("{\"type\":\"order\",\"data\":{\"status\":\"OPEN\"}}");
                                    e.say("no JSON");
                                }));
        return faults.map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disorders")
    void losesNoFrameToADisorderedFeed(String name, Consumer<SimulatedExchange> fault)
            throws Exception {
        try (Feed feed = feed(Feed.MONDAY_OPEN, 40, Map.of())) {
            await().atMost(PATIENCE).until(() -> feed.frames.size() > 20);
            List<ByteBuffer> sent = new CopyOnWriteArrayList<>();
            feed.exchange.onFrame((connection, frame) -> sent.add(ByteBuffer.wrap(frame)));
            fault.accept(feed.exchange);
            await().atMost(PATIENCE).until(() -> sent.size() > 60);

            List<ByteBuffer> owed = List.copyOf(sent);
            await().atMost(PATIENCE)
                    .until(() -> new HashSet<>(List.copyOf(feed.frames)).containsAll(owed));
            assertThat(feed.states).containsExactly(FeedState.LIVE);
        }
    }

    @Test
    void waitsForANewTokenAfterARefusalAndThenGoesOn() throws Exception {
        try (Feed feed = feed(Feed.MONDAY_OPEN, 4, Map.of())) {
            await().atMost(PATIENCE).until(() -> !feed.frames.isEmpty());
            Map<Long, Mode> before = feed.exchange.subscriptions().getFirst();

            feed.exchange.faults().expireTokens();
            await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.LOGIN_NEEDED));
            assertThat(feed.reasons.getLast())
                    .contains("403", feed.exchange.httpUrl() + "/connect/login?api_key=");
            new TokenFile(folder.resolve("token.json"))
                    .write(new Token("a dead token", "", Instant.EPOCH));
            await().atMost(PATIENCE).until(() -> feed.exchange.refusals() == 2);

            int count = feed.frames.size();
            new TokenFile(folder.resolve("token.json"))
                    .write(
                            new Token(
                                    feed.exchange.issueAccessToken(),
                                    "",
                                    feed.exchange.clock().instant()));
            await().atMost(Duration.ofSeconds(5)).until(() -> feed.frames.size() > count);

            await().atMost(PATIENCE).until(() -> feed.states.getLast() == FeedState.LIVE);
            assertThat(feed.exchange.subscriptions()).last().isEqualTo(before);
            assertThat(feed.exchange.refusals()).as("a refused token is tried once").isEqualTo(2);
        }
    }

    @Test
    void raisesNoAlarmOverSilenceWhileTheMarketIsClosed() throws Exception {
        Instant evening = Instant.parse("2026-01-05T12:00:00Z");
        try (Feed feed = feed(evening, 1, Map.of("muteAfterMs", "200"))) {
            await().atMost(PATIENCE).until(() -> !feed.states.isEmpty());
            await().during(Duration.ofMillis(1_000))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> feed.states.equals(List.of(FeedState.LIVE)));
        }
    }

    @Test
    void raisesNoAlarmOverSilenceOnAHoliday() throws Exception {
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 4, 174);
        exchange.faults().silence();
        Map<String, String> settings = Feed.settings(exchange, folder);
        settings.put("muteAfterMs", "200");
        try (Feed feed = Feed.start(exchange, settings, folder, Holiday.on("2026-01-05"))) {
            await().atMost(PATIENCE).until(() -> !feed.states.isEmpty());
            await().during(Duration.ofMillis(1_000))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> feed.states.equals(List.of(FeedState.LIVE)));
        }
    }

    @Test
    void saysMuteWhenTheMarketOpensAndNothingComes() throws Exception {
        Instant beforeOpen = Feed.MONDAY_OPEN.minusSeconds(8);
        SimulatedExchange exchange = Feed.exchange(beforeOpen, 4, 174);
        exchange.faults().silence();
        try (Feed feed = Feed.start(exchange, Feed.settings(exchange, folder), folder)) {
            await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.MUTE));
            assertThat(exchange.clock().instant()).isAfter(Feed.MONDAY_OPEN.plusSeconds(3));
        }
    }

    @Test
    void namesWhatIsWrongWithSettings() throws Exception {
        try (SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174)) {
            Map<String, String> settings = Feed.settings(exchange, folder);
            assertThatThrownBy(() -> open(settings, "apiKey", ""))
                    .hasMessageContaining("'apiKey' is missing");
            assertThatThrownBy(() -> open(settings, "connections", "4"))
                    .hasMessageContaining("'connections' is '4': give a whole number from 1 to 3");
            assertThatThrownBy(() -> open(settings, "instruments", "NSE:NONE"))
                    .hasMessageContaining("[NSE:NONE] matches none of 174");
            assertThatThrownBy(() -> open(settings, "perConnection", "57"))
                    .hasMessageContaining("174 instruments are more than 3 connections of 57");
            assertThatThrownBy(() -> open(settings, "watch", "*"))
                    .hasMessageContaining("no setting 'watch'", "watched");
            assertThatThrownBy(() -> open(settings, "websocketUrl", "kite"))
                    .hasMessageContaining("'websocketUrl' is 'kite'");
        }
    }

    @Test
    void saysHowToGetATokenWhereThereIsNoneAndNoMaster() throws Exception {
        try (SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174)) {
            assertThatThrownBy(() -> open(Feed.settings(exchange, folder), "accessToken", ""))
                    .isInstanceOf(LoginNeededException.class)
                    .hasMessageContaining("./shikra kite login")
                    .hasMessageContaining(exchange.httpUrl() + "/connect/login?api_key=");
        }
    }

    @Test
    void saysThatItCanBeTriedAgainWhereThereIsNoNetworkAndNoMaster() throws Exception {
        try (SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174)) {
            assertThatThrownBy(() ->
                            open(Feed.settings(exchange, folder), "apiUrl", "http://127.0.0.1:1"))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("no instrument master")
                    .hasMessageContaining("127.0.0.1 can't be reached");
        }
    }

    @Test
    void startsFromAnOlderMasterWithoutANetworkAndSaysSo() throws Exception {
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 4, 174);
        Map<String, String> settings = Feed.settings(exchange, folder);
        open(settings, "chunk", "500"); // downloads today's
        Path kept = Files.createDirectories(folder.resolve("kite"));
        Files.move(
                folder.resolve("chunk/kite/instruments-2026-01-05.csv"),
                kept.resolve("instruments-2026-01-02.csv"));
        settings.put("apiUrl", "http://127.0.0.1:1");
        try (Feed feed = Feed.start(exchange, settings, folder)) {
            await().atMost(PATIENCE).until(() -> !feed.frames.isEmpty());
            assertThat(feed.skipped)
                    .singleElement()
                    .asString()
                    .contains(
                            "2026-01-05, which can't be had",
                            "instruments-2026-01-02.csv serves instead");
        }
    }

    @Test
    void goesOnWithASymbolMissingAndSaysWhich() throws Exception {
        try (Feed feed =
                feed(Feed.MONDAY_OPEN, 1, Map.of("instruments", "NSE:TCS, NSE:TYPO, NSE:NIFTY*"))) {
            await().atMost(PATIENCE).until(() -> !feed.frames.isEmpty());
            assertThat(feed.session.instruments())
                    .extracting(instrument -> instrument.symbol())
                    .containsExactlyInAnyOrder("TCS", "NIFTY 50", "NIFTY BANK");
            assertThat(feed.skipped).singleElement().asString().contains("NSE:TYPO");
        }
    }

    /**
     * A frame's receipt is no later than two seconds after what it tells, however fast time runs.
     */
    @Test
    void livesByTheClockOfAVenueInThisProcess() throws Exception {
        try (SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 2_000, 174)) {
            Map<String, String> settings = Feed.settings(exchange, folder);
            settings.put("instruments", "NSE:NIFTY 50");
            var ages = new CopyOnWriteArrayList<Long>();
            var source = new KiteSource();
            var request =
                    new SourceRequest(List.of(), "", SourceRequest.MAX_SPEED, 0, settings, folder)
                            .withClock(exchange.sharedClock());
            try (SourceSession session = source.open(request)) {
                Thread running = Thread.ofVirtual().start(() -> run(session, ages));
                await().atMost(PATIENCE).until(() -> ages.size() > 500);
                session.close();
                running.join();
            }
            assertThat(ages).allMatch(age -> age >= -1 && age < 2_000);
        }
    }

    /** Notes how old the ticks of one index in full mode are at their receipt, ms. */
    private static void run(SourceSession session, List<Long> ages) {
        try {
            session.run(
                    new FrameSink() {
                        @Override
                        public void frame(long receiptMs, byte[] bytes, int offset, int length) {
                            if (length == 2 + 2 + 32) {
                                int last = offset + length - 4;
                                ages.add(receiptMs - 1_000L * ByteBuffer.wrap(bytes).getInt(last));
                            }
                        }

                        @Override
                        public void skipped(String place, String reason) {}
                    });
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void open(Map<String, String> settings, String key, String value) throws IOException {
        var changed = new java.util.HashMap<>(settings);
        changed.put(key, value);
        new KiteSource()
                .open(
                        new SourceRequest(
                                List.of(),
                                "",
                                SourceRequest.MAX_SPEED,
                                0,
                                changed,
                                folder.resolve(key)));
    }

    private Feed feed(Instant start, double speed, Map<String, String> changes) throws IOException {
        SimulatedExchange exchange = Feed.exchange(start, speed, 174);
        Map<String, String> settings = Feed.settings(exchange, folder);
        settings.putAll(changes);
        return Feed.start(exchange, settings, folder);
    }
}
