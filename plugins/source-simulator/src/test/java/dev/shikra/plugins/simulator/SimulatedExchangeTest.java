package dev.shikra.plugins.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.source.Capture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedExchangeTest {
    private static final Instant OPEN = Instant.parse("2026-01-05T03:45:00Z");
    private static final int NIFTY = 256_265;

    @TempDir private Path folder;
    private final SimulatedExchange exchange;

    SimulatedExchangeTest() throws IOException {
        exchange = start(174, Optional.empty());
    }

    private static SimulatedExchange start(int instruments, Optional<Path> capture)
            throws IOException {
        return SimulatedExchange.start(
                new SimulatorSettings(0, 1, 20, OPEN, instruments, Duration.ofMillis(50), capture));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?api_key=KEY&access_token=TOKEN",
                "/?access_token=TOKEN&api_key=KEY",
                "/?api_key=KEY&access_token=TOKEN&uid=1700000000000"
            })
    void admitsCredentialsInAnyOrder(String query) {
        String address =
                exchange.websocketUrl()
                        + query.replace("KEY", exchange.apiKey())
                                .replace("TOKEN", exchange.accessToken());
        try (var client = new Client(URI.create(address))) {
            await().until(() -> client.heartbeats.get() > 2);
            assertThat(client.frames).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?api_key=KEY&access_token=wrong", "?api_key=KEY", "/"})
    void answers403WithoutAGoodToken(String query) {
        String address = exchange.websocketUrl() + query.replace("KEY", exchange.apiKey());
        assertThatThrownBy(() -> new Client(URI.create(address)))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    }

    @ParameterizedTest
    @CsvSource({"ltp, 8, 8", "quote, 28, 44", "full, 32, 184"})
    void sendsTheLengthsOfAMode(String mode, int indexLength, int otherLength) {
        long other = exchange.listings().getLast().token();
        try (Client client = Client.of(exchange)) {
            client.send("{'v':[" + NIFTY + "," + other + "],'a':'subscribe'}");
            client.send("{'a':'mode','v':['" + mode + "',[" + NIFTY + "," + other + "]]}");
            await().until(() -> client.packets().size() > 40);
            List<byte[]> packets = client.packets();
            assertThat(packets.subList(10, packets.size()))
                    .allSatisfy(packet ->
                            assertThat(packet.length)
                                    .isEqualTo(token(packet) == NIFTY ? indexLength : otherLength));
            assertThat(packets.stream().map(SimulatedExchangeTest::token).distinct()).hasSize(2);
        }
    }

    @Test
    void startsInQuoteModeAndStopsWhenUnsubscribed() {
        try (Client client = Client.of(exchange)) {
            client.send("{'a':'subscribe','v':[" + NIFTY + "]}");
            await().until(() -> !client.frames.isEmpty());
            assertThat(client.packets().getFirst()).hasSize(28);
            client.send("{'a':'unsubscribe','v':[" + NIFTY + "]}");
            await().until(() -> exchange.subscriptions().equals(List.of(Map.of())));
            int heartbeats = client.heartbeats.get();
            await().until(() -> client.heartbeats.get() > heartbeats + 2);
            int frames = client.frames.size();
            await().until(() -> client.heartbeats.get() > heartbeats + 6);
            assertThat(client.frames).hasSize(frames);
        }
    }

    @Test
    void takesOnlyNumbersAsTokensAndSaysWhatItCannotUse() {
        try (Client client = Client.of(exchange)) {
            client.send("{'a':'subscribe','v':['" + NIFTY + "', 5, null]}");
            client.send("{'a':'dance'}");
            client.send("no json");
            client.send("{'a':'mode','v':['loud',[" + NIFTY + "]]}");
            await().until(() -> client.texts.size() == 3);
            assertThat(client.texts)
                    .containsExactly(
                            "{\"type\":\"error\",\"data\":\"unknown action\"}",
                            "{\"type\":\"error\",\"data\":\"invalid JSON\"}",
                            "{\"type\":\"error\",\"data\":\"unknown mode\"}");
            assertThat(exchange.subscriptions()).containsExactly(Map.of());
        }
    }

    @Test
    void allowsThreeConnectionsAndThreeThousandInstrumentsOnEach() throws IOException {
        try (SimulatedExchange large = start(3_100, Optional.empty());
                Client one = Client.of(large);
                Client two = Client.of(large);
                Client three = Client.of(large)) {
            assertThat(two.socket.isInputClosed() || three.socket.isInputClosed()).isFalse();
            assertThatThrownBy(() -> Client.of(large)).hasStackTraceContaining("429");
            one.send(
                    "{'a':'subscribe','v':"
                            + large.listings().stream().map(Listing::token).toList()
                            + "}");
            await().until(() -> !one.texts.isEmpty());
            assertThat(one.texts.getFirst()).contains("more than 3000 instruments");
            assertThat(large.subscriptions().getFirst()).hasSize(3_000);
        }
    }

    @Test
    void servesTheInstrumentMasterToWhoIsLoggedIn() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(exchange.httpUrl().resolve("/instruments/NFO"));
            assertThat(
                            http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(403);
            request.header(
                    "Authorization", "token " + exchange.apiKey() + ":" + exchange.accessToken());
            byte[] body =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body();
            String text;
            try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertThat(text.lines()).hasSize(1 + 98).first().isEqualTo(Listing.HEADER);
            assertThat(text.lines())
                    .anyMatch(line ->
                            line.matches(
                                    "\\d+,\\d+,NIFTY26106\\d{5}CE,NIFTY,0.0,2026-01-06,\\d+\\.0,0.05,75,CE,"
                                            + "NFO-OPT,NFO"));
        }
    }

    @Test
    void replaysACaptureFrameByFrame() throws IOException {
        Path capture = folder.resolve("capture.bin");
        byte[] frame =
                ByteBuffer.allocate(12)
                        .putShort((short) 1)
                        .putShort((short) 8)
                        .putInt(NIFTY)
                        .putInt(2_500_000)
                        .array();
        try (var out = new Capture.Writer(Files.newOutputStream(capture))) {
            out.past(1_000, frame, 0, 4);
            for (int i = 0; i < 400; i++) {
                out.frame(1_000 + i * 100L, ByteBuffer.wrap(frame).putInt(8, i).array(), 0, 12);
                out.past(1_000 + i * 100L, new byte[0], 0, 0);
            }
        }
        try (SimulatedExchange replay = start(174, Optional.of(capture));
                Client client = Client.of(replay)) {
            client.send("{'a':'subscribe','v':[" + NIFTY + "]}");
            client.send("{'a':'mode','v':['ltp',[" + NIFTY + "]]}");
            await().until(() -> client.packets().stream().anyMatch(packet -> price(packet) == 399));
            List<Integer> numbers =
                    client.packets().stream()
                            .filter(packet -> packet.length == 8 && price(packet) < 400)
                            .map(SimulatedExchangeTest::price)
                            .toList();
            int first = numbers.getFirst();
            assertThat(numbers).hasSize(400 - first).isSorted().doesNotHaveDuplicates();
        }
    }

    /** A bar is closed a second after its minute: then no tick of it may be on its way. */
    @Test
    void itsSharedClockWaitsForWhatIsOnItsWayHoweverFastItRuns() throws IOException {
        try (SimulatedExchange fast = SimulatedExchange.start(0, 1, 5_000, OPEN)) {
            InstantSource clock = fast.sharedClock();
            var sent = new Ages(clock);
            var received = new Ages(clock);
            fast.onFrame((connection, frame) -> sent.add(frame));
            try (Client client = Client.of(fast)) {
                client.onFrame = received::add;
                client.send("{'a':'subscribe','v':[" + NIFTY + "]}");
                client.send("{'a':'mode','v':['full',[" + NIFTY + "]]}");
                await().until(() -> received.ms.size() > 500);
                assertThat(List.copyOf(sent.ms)).allMatch(age -> age >= -1 && age < 2_000);
                assertThat(List.copyOf(received.ms)).allMatch(age -> age >= -1 && age < 2_000);
            }
        }
    }

    @Test
    void whatAFaultDelaysComesLateThoughTheClockWaits() throws IOException {
        try (SimulatedExchange fast = SimulatedExchange.start(0, 1, 500, OPEN)) {
            var received = new Ages(fast.sharedClock());
            try (Client client = Client.of(fast)) {
                client.onFrame = received::add;
                client.send("{'a':'subscribe','v':[" + NIFTY + "]}");
                client.send("{'a':'mode','v':['full',[" + NIFTY + "]]}");
                await().until(() -> received.ms.size() > 10);
                fast.faults().delay(3, Duration.ofMillis(500));
                await().until(() -> received.ms.stream().filter(age -> age >= 2_000).count() == 3);
            }
        }
    }

    /**
     * How old the index's ticks are by a clock, ms; -1 where its last nanosecond is rounded off.
     */
    private record Ages(InstantSource clock, List<Long> ms) {
        Ages(InstantSource clock) {
            this(clock, new CopyOnWriteArrayList<>());
        }

        void add(byte[] frame) {
            if (frame.length == 2 + 2 + 32) { // one index in full mode, its time at the end
                ms.add(clock.millis() - 1_000L * ByteBuffer.wrap(frame).getInt(frame.length - 4));
            }
        }
    }

    @Test
    void opensAsAVenueWithWhatItsSourceNeeds() throws IOException {
        try (var running = new SimulatorVenue().start(Map.of("speed", "5", "seed", "9"))) {
            assertThat(running.source()).isEqualTo("kite");
            assertThat(running.connection())
                    .containsKeys("websocketUrl", "apiUrl", "apiKey", "accessToken", "clock");
            assertThat(running.connection().get("clock")).isEqualTo(running.clock().toString());
        }
        assertThatThrownBy(() -> new SimulatorVenue().start(Map.of("speed", "fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speed 'fast'");
        assertThatThrownBy(() -> new SimulatorVenue().start(Map.of("start", "nine")))
                .hasMessageContaining("start 'nine'");
    }

    private static int token(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt();
    }

    private static int price(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(4);
    }
}
