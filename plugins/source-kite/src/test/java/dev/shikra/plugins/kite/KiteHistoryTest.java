package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.shikra.api.source.BarHistory;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars of the past from a simulated exchange, and from one that refuses. */
class KiteHistoryTest {
    private static final long DAY_MS = 86_400_000;
    private static final long OPEN_MS = Feed.MONDAY_OPEN.toEpochMilli();

    @TempDir private Path folder;
    private SimulatedExchange exchange;
    private Map<String, String> settings = Map.of();
    private final List<double[]> bars = new ArrayList<>();
    private final BarHistory.MinuteSink sink =
            (startMs, open, high, low, close, volume) ->
                    bars.add(new double[] {startMs, open, high, low, close, volume});

    KiteHistoryTest() throws IOException {
        exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174);
    }

    @BeforeEach
    void readSettings() {
        settings = new HashMap<>(Feed.settings(exchange, folder));
    }

    @AfterEach
    void closeExchange() {
        exchange.close();
    }

    private SourceSession session() throws IOException {
        return new KiteSource(InstantSource.system(), new SplittableRandom(3))
                .open(
                        new SourceRequest(
                                List.of(), "", SourceRequest.MAX_SPEED, 0, settings, folder));
    }

    @Test
    void givesTheMinutesOfTheDaysBeforeOldestFirst() throws Exception {
        try (SourceSession session = session()) {
            ((BarHistory) session).minutes(5, OPEN_MS - 7 * DAY_MS, OPEN_MS, sink);
            assertThat(bars).hasSize(5 * 375);
            assertThat((long) bars.getFirst()[0]).isEqualTo(OPEN_MS - 7 * DAY_MS);
            for (int i = 0; i < bars.size(); i++) {
                double[] bar = bars.get(i);
                assertThat(bar[2]).isGreaterThanOrEqualTo(Math.max(bar[1], bar[4]));
                assertThat(bar[3]).isLessThanOrEqualTo(Math.min(bar[1], bar[4]));
                assertThat(i == 0 || bar[0] > bars.get(i - 1)[0]).isTrue();
            }
            var first = List.copyOf(bars);
            bars.clear();
            ((BarHistory) session).minutes(5, OPEN_MS - 7 * DAY_MS, OPEN_MS, sink);
            assertThat(bars).usingRecursiveComparison().isEqualTo(first);
        }
    }

    @Test
    void asksTwiceForMoreThanSixtyDays() throws Exception {
        try (SourceSession session = session()) {
            ((BarHistory) session).minutes(0, OPEN_MS - 70 * DAY_MS, OPEN_MS, sink);
            assertThat(bars).hasSize(50 * 375);
        }
    }

    @Test
    void saysWhyTheVenueRefuses() throws Exception {
        try (SourceSession session = session()) {
            exchange.faults().expireTokens();
            assertThatThrownBy(
                            () -> ((BarHistory) session).minutes(0, OPEN_MS - DAY_MS, OPEN_MS, sink))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("HTTP 403")
                    .hasMessageContaining("access_token");
        }
    }

    @Test
    void waitsWhenToldToAndNamesACandleThatIsNone() throws Exception {
        var asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/instruments/historical/",
                http -> {
                    int request = asked.incrementAndGet();
                    String body =
                            request == 1
                                    ? "{\"message\":\"Too many requests\"}"
                                    : request == 2
                                            ? "{\"data\":{\"candles\":[[\"2026-01-02T09:15:00+0530\",1,2,0.5,1.5,10],[\"yesterday\",1,2,3,4,5]]}}"
                                            : "not JSON";
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    http.sendResponseHeaders(request == 1 ? 429 : 200, bytes.length);
                    http.getResponseBody().write(bytes);
                    http.close();
                });
        try (SourceSession before = session()) {
            assertThat(before.instruments()).hasSize(174); // the master is cached now
        }
        server.start();
        settings.put("apiUrl", "http://127.0.0.1:" + server.getAddress().getPort());
        try (SourceSession session = session()) {
            long friday = OPEN_MS - 3 * DAY_MS;
            assertThatThrownBy(
                            () -> ((BarHistory) session).minutes(0, friday, friday + DAY_MS, sink))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'yesterday'");
            assertThat(asked).hasValue(2);
            assertThat(bars).hasSize(1);
            assertThat(bars.getFirst()).containsExactly(friday, 1, 2, 0.5, 1.5, 10);
            ((BarHistory) session).minutes(0, friday, friday + DAY_MS, sink);
            assertThat(bars).hasSize(1);
        } finally {
            server.stop(0);
        }
    }
}
