package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service on Binance's public trades, as a local server sends them: bars and alerts come out.
 */
class BinanceRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Simulated seconds a second: a minute's bar closes each second. */
    private static final int SPEED = 60;

    @TempDir private Path folder;

    @Test
    void alertsComeOfLiveTradesAlsoAfterALostConnection() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        for (Path filter : ShikraHome.files(home.path().resolve("rules/filters"), ".js")) {
            Files.delete(filter);
        }
        home.write(
                "rules/patterns/rises.js", MadeUpTrades.rule("rises", "1m", "x => x.now > x.open"));
        Instant start = Instant.now();
        try (var venue = new Trades(start)) {
            Path configuration = home.path().resolve("config-binance");
            ShikraHome.copy(home.path().resolve("config"), configuration);
            Path file = configuration.resolve("shikra.yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("enabled: []", "enabled: [binance]")
                            .replaceFirst(
                                    "(?m)^plugins:.*$",
                                    """
                                    plugins:
                                      source-binance:
                                        symbols: [BTCUSDT, ETHUSDT]
                                        websocketUrl: ws://127.0.0.1:%d
                                        backoffMs: 50
                                        clock: "%s %s %d"\
                                    """
                                            .formatted(venue.getPort(), start, start, SPEED)));
            try (ShikraHome.Child child = home.start("run", "--config", configuration)) {
                await().atMost(PATIENCE).until(() -> child.ended() || alerts(child).size() >= 2);
                assertThat(child.ended()).as(child.noticed()).isFalse();
                assertThat(child.printed()).contains("BTCUSDT");

                int before = alerts(child).size();
                venue.cut();
                await().atMost(PATIENCE)
                        .until(() ->
                                child.ended()
                                        || (venue.connections.get() == 2
                                                && alerts(child).size() >= before + 2));
                assertThat(child.noticed())
                        .contains("feed reconnecting")
                        .contains("the venue's trades ");
            }
        }
        Path again = folder.resolve("again.jsonl");
        ShikraHome.Ran ran =
                home.run(
                        "replay",
                        "--format",
                        "journal",
                        home.path().resolve("var/live/journal"),
                        "--alerts",
                        again);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ShikraHome.idsIn(Files.readString(again))).hasSizeGreaterThanOrEqualTo(4);
    }

    private static Set<String> alerts(ShikraHome.Child child) throws Exception {
        return ShikraHome.idsIn(child.printed());
    }

    /** Sends trades of a fraction of a coin; from minute to minute the price leaps up and down. */
    private static final class Trades extends WebSocketServer implements AutoCloseable {
        final AtomicInteger connections = new AtomicInteger();
        private final Instant start;
        private final CountDownLatch started = new CountDownLatch(1);
        private final Thread trading = new Thread(this::trade, "trades");

        Trades(Instant start) throws InterruptedException {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            this.start = start;
            setDaemon(true);
            setConnectionLostTimeout(0);
            start();
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            trading.start();
        }

        private void trade() {
            try {
                for (long id = 1; !Thread.interrupted(); id++) {
                    long real = Duration.between(start, Instant.now()).toMillis();
                    long time = start.toEpochMilli() + real * SPEED;
                    broadcast(
                            String.format(
                                    Locale.ROOT,
                                    "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\","
                                            + "\"E\":%d,\"s\":\"BTCUSDT\",\"t\":%d,\"p\":\"%.8f\","
                                            + "\"q\":\"0.0001000000\",\"T\":%d,\"m\":false,"
                                            + "\"M\":true}}",
                                    time,
                                    id,
                                    42_000 + (time / 60_000 % 2 == 0 ? 0.01 : -0.01) * id,
                                    time));
                    TimeUnit.MILLISECONDS.sleep(5);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed
            }
        }

        void cut() {
            getConnections().forEach(connection -> connection.closeConnection(1006, ""));
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
            assertThat(handshake.getResourceDescriptor())
                    .isEqualTo("/stream?streams=btcusdt@trade/ethusdt@trade");
            connections.incrementAndGet();
        }

        @Override
        public void onMessage(WebSocket connection, String message) {}

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket connection, Exception error) {}

        @Override
        public void close() throws InterruptedException {
            trading.interrupt();
            trading.join();
            stop(1000);
        }
    }
}
