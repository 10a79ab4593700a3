package dev.shikra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.control.AdminServer;
import dev.shikra.host.control.AdminSettings;
import dev.shikra.host.control.AdminSettings.Serve;
import dev.shikra.host.control.Login;
import dev.shikra.host.control.Phase;
import dev.shikra.host.control.Readiness;
import dev.shikra.host.control.RuleEdit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavalinAdminTest {
    private final ToldControl control = new ToldControl();
    private final HttpClient http = HttpClient.newHttpClient();
    private AdminServer.Running server;

    @BeforeEach
    void start() throws Exception {
        server = start(Serve.PAGE);
    }

    private AdminServer.Running start(Serve serve) throws IOException {
        return new JavalinAdmin().start(control, new AdminSettings("127.0.0.1", 0, serve));
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(server.address().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request with headers that a well-behaved client would not let us set. */
    private String raw(String... lines) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void servesThePageAndItsPartsUnderAStrictPolicy() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Shikra</title>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        for (String part :
                List.of("style.css", "app.js", "vendor/lightweight-charts-5.2.1.mjs", "icon.svg")) {
            HttpResponse<String> answer = get("/assets/" + part);
            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(part)
                    .containsAnyOf("text/css", "text/javascript", "image/svg+xml");
            assertThat(get("/assets/../assets/" + part).statusCode()).isIn(200, 400, 404);
        }
        assertThat(get("/assets/..%2f..%2fJavalinAdmin.class").statusCode()).isIn(400, 404);
        assertThat(get("/assets/nothing.js").statusCode()).isEqualTo(404);
    }

    @Test
    void sendsAnUnchangedPartOnlyOnce() throws Exception {
        String tag = get("/assets/app.js").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                http.send(
                        HttpRequest.newBuilder(server.address().resolve("/assets/app.js"))
                                .header("If-None-Match", tag)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "192.168.1.7",
                "127.0.0.1@evil.example"
            })
    void answersToNoOtherHostName(String host) throws Exception {
        assertThat(raw("GET /api/health HTTP/1.1", "Host: " + host))
                .doesNotContain("cafe0001")
                .matches("(?s)HTTP/1.1 40[03].*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9000", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"})
    void answersToEveryNameOfTheLoopbackAddress(String host) throws Exception {
        assertThat(raw("GET /api/health HTTP/1.1", "Host: " + host)).contains("cafe0001");
    }

    @Test
    void takesNothingFromOtherSites() throws Exception {
        String host = "Host: 127.0.0.1:" + server.address().getPort();
        assertThat(raw("GET /api/health HTTP/1.1", host, "Origin: https://evil.example"))
                .contains("403")
                .doesNotContain("cafe0001");
        assertThat(raw("GET /api/health HTTP/1.1", host, "Origin: null")).contains("403");
        assertThat(raw("GET /api/health HTTP/1.1", host, "Sec-Fetch-Site: cross-site"))
                .contains("403");
        assertThat(
                        raw(
                                "GET / HTTP/1.1",
                                host,
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate"))
                .contains("200");
        HttpResponse<String> form =
                post(
                        "/api/rules/save",
                        "{\"file\":\"patterns/some.js\",\"text\":\"x\",\"base\":\"base1\"}",
                        "Content-Type",
                        "text/plain");
        assertThat(form.statusCode()).isEqualTo(415);
        HttpResponse<String> foreign =
                post(
                        "/api/rules/save",
                        "{\"file\":\"patterns/some.js\",\"text\":\"x\",\"base\":\"base1\"}",
                        "Content-Type",
                        "application/json",
                        "Origin",
                        "http://localhost:1");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(control.saved).isEmpty();
    }

    @Test
    void listensOnTheLoopbackAddressAlone() {
        assertThatThrownBy(() ->
                        new JavalinAdmin()
                                .start(control, new AdminSettings("0.0.0.0", 0, Serve.PAGE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("until there are accounts")
                .hasMessageContaining("127.0.0.1");
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            new JavalinAdmin()
                                    .start(
                                            control,
                                            new AdminSettings(
                                                    "127.0.0.1",
                                                    taken.getLocalPort(),
                                                    Serve.PAGE)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("admin.port");
        }
    }

    @Test
    void savesWhatStandsAndTellsOfFaultsAndConflicts() throws Exception {
        String good =
                "{\"file\":\"patterns/some.js\",\"text\":\"good\",\"base\":\"base1\",\"who\":\"Asha\",\"why\":\"a trial\"}";
        String[] json = {"Content-Type", "application/json"};
        assertThat(post("/api/rules/save", good, json).body())
                .contains("\"answer\":\"accepted\"", "\"version\":\"0123456789abcdef\"");
        assertThat(control.saved)
                .containsExactly(
                        new RuleEdit("patterns/some.js", "good", "base1", "Asha", "a trial"));
        assertThat(post("/api/rules/check", good.replace("good", "wrong"), json).body())
                .contains(
                        "\"answer\":\"refused\"",
                        "\"line\":3",
                        "\"column\":7",
                        "\"message\":\"wrong: write right\"");
        assertThat(post("/api/rules/save", good.replace("base1", "old"), json).body())
                .contains("\"answer\":\"conflict\"", "\"text\":\"theirs\"");
    }

    @Test
    void refusesWhatItDoesNotUnderstandAndWhatIsTooLong() throws Exception {
        String[] json = {"Content-Type", "application/json"};
        assertThat(post("/api/rules/save", "{", json).statusCode()).isEqualTo(400);
        assertThat(post("/api/rules/save", "null", json).statusCode()).isEqualTo(400);
        assertThat(post("/api/rules/save", "{\"text\":\"x\"}", json).body())
                .contains("'file' is missing");
        assertThat(post("/api/rules/save", "\"" + "x".repeat(600_000) + "\"", json).statusCode())
                .isEqualTo(413);
        assertThat(get("/api/candles?instrument=NSE:NONE&timeframe=1m").statusCode())
                .isEqualTo(400);
        assertThat(get("/api/candles?instrument=NSE:NONE&timeframe=1m").body())
                .contains("no instrument 'NSE:NONE'");
        assertThat(get("/api/candles?instrument=NSE:INFY&timeframe=1m&most=0").body())
                .contains("most=0 is not from 1 to 5000");
        assertThat(get("/api/candles?instrument=NSE:INFY").body())
                .contains("'timeframe' is missing");
        assertThat(get("/api/rules/text?file=patterns/none.js").statusCode()).isEqualTo(404);
    }

    @Test
    void writesWhatIsNotANumberAsNull() throws Exception {
        assertThat(get("/api/health").body()).contains("\"lagS\":null");
        assertThat(get("/api/candles?instrument=NSE:INFY&timeframe=1m&study=ema").body())
                .contains("\"values\":[null]");
        control.announcements.alert(ToldControl.alert(1));
        assertThat(get("/api/alerts").body()).contains("\"stop\":null", "\"target\":102.0");
    }

    /** A page that listens until it is closed. */
    private final class Page implements AutoCloseable {
        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Socket socket;
        private final Thread reader;

        Page(String lastEvent) throws Exception {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
            String request =
                    "GET /api/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                            + (lastEvent.isEmpty() ? "" : "Last-Event-ID: " + lastEvent + "\r\n")
                            + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8));
            reader =
                    Thread.ofVirtual().start(() -> {
                        try (Stream<String> all = in.lines()) {
                            all.forEach(lines::add);
                        } catch (java.io.UncheckedIOException closed) {
                            lines.add("closed");
                        }
                    });
        }

        List<String> alertIds() {
            var ids = new ArrayList<String>();
            lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .forEach(line -> ids.add(line.substring(4)));
            return ids;
        }

        void awaitAlerts(String... ids) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(alertIds()).containsExactly(ids));
        }

        @Override
        public void close() throws Exception {
            socket.close();
            reader.join();
        }
    }

    @Test
    void tellsAlertsAsTheyComeAndToWhoComesBackWhatItMissed() throws Exception {
        control.announcements.alert(ToldControl.alert(1));
        try (Page page = new Page("")) {
            page.awaitAlerts("cafe0001-1");
            control.announcements.alert(ToldControl.alert(2));
            page.awaitAlerts("cafe0001-1", "cafe0001-2");
            assertThat(page.lines).anyMatch(line -> line.equals("event: health"));
        }
        control.announcements.alert(ToldControl.alert(3));
        try (Page page = new Page("cafe0001-2")) {
            page.awaitAlerts("cafe0001-3");
        }
        try (Page page = new Page("0ther000-2")) { // of another start of the host
            page.awaitAlerts("cafe0001-1", "cafe0001-2", "cafe0001-3");
        }
    }

    @Test
    void endsThoughPagesListen() throws Exception {
        try (Page first = new Page("");
                Page second = new Page("")) {
            control.announcements.alert(ToldControl.alert(1));
            first.awaitAlerts("cafe0001-1");
            second.awaitAlerts("cafe0001-1");
            Thread closing = Thread.ofPlatform().start(server::close);
            closing.join(Duration.ofSeconds(20));
            assertThat(closing.isAlive()).isFalse();
        }
    }

    @Test
    void turnsAwayPagesBeyondItsLimit() throws Exception {
        var pages = new ArrayList<Page>();
        try {
            control.announcements.alert(ToldControl.alert(1));
            for (int n = 0; n < 16; n++) {
                var page = new Page("");
                pages.add(page);
                page.awaitAlerts("cafe0001-1");
            }
            HttpResponse<String> refused =
                    http.send(
                            HttpRequest.newBuilder(server.address().resolve("/api/events"))
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(503);
        } finally {
            for (Page page : pages) {
                page.close();
            }
        }
    }

    @Test
    void saysWhetherItLivesAndWorks() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("{\"ready\":true,\"reason\":\"\"}");
        control.readiness =
                new Readiness(false, "the market is open and the feed is not live: reconnecting");
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body())
                .contains("\"ready\":false", "the feed is not live: reconnecting");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        control.phase = Phase.FAILED;
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").body()).contains("the disk is full: make room");
    }

    @Test
    void givesMeasuresAsPrometheusReadsThem() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain; version=0.0.4");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines)
                .contains(
                        "shikra_ticks_total 1234.0",
                        "shikra_dropped_total{reason=\"duplicates\"} 7.0",
                        "shikra_dropped_total{reason=\"fault_truncated\"} 2.0",
                        "shikra_ring_used_slots 3.0",
                        "shikra_feed_lag_seconds NaN",
                        "shikra_deliveries_total{notifier=\"console\",outcome=\"failed\"} 2.0",
                        "shikra_stage_duration_seconds_bucket{stage=\"engine\",le=\"1.0E-6\"} 3",
                        "shikra_stage_duration_seconds_bucket{stage=\"engine\",le=\"0.001\"} 5",
                        "shikra_stage_duration_seconds_bucket{stage=\"engine\",le=\"+Inf\"} 6",
                        "shikra_stage_duration_seconds_count{stage=\"engine\"} 6",
                        "shikra_stage_duration_seconds_sum{stage=\"engine\"} 0.005",
                        "shikra_rule_run_duration_seconds_count{rule=\"some-rule\"} 6",
                        "shikra_page_events_missed_total 4.0");
        // Each of ours is described, and typed.
        lines.stream()
                .filter(line -> line.startsWith("shikra_"))
                .map(line -> line.replaceAll("(_bucket|_count|_sum)?[ {].*", ""))
                .distinct()
                .forEach(name -> assertThat(lines)
                        .anyMatch(line -> line.startsWith("# HELP " + name + " "))
                        .anyMatch(line -> line.startsWith("# TYPE " + name + " ")));
        assertThat(answer.body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void servesProbesAloneWhereThePageIsNotWanted() throws Exception {
        server.close();
        server = start(Serve.PROBES);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/api/health").statusCode()).isEqualTo(404);
        assertThat(get("/api/rules").statusCode()).isEqualTo(404);
    }

    /** A venue's login that remembers what it was given. */
    private static final class Venue implements Login {
        final List<String> answers = new CopyOnWriteArrayList<>();

        @Override
        public String source() {
            return "kite";
        }

        @Override
        public URI link() {
            return URI.create("https://venue.example/login?key=public");
        }

        @Override
        public String complete(String answer) throws IOException {
            answers.add(answer);
            if (answer.equals("stale-secret")) {
                throw new IOException("the venue refuses 'stale-secret': log in again");
            }
            return "AB1234 is logged in";
        }
    }

    private HttpResponse<String> callback(String query) throws Exception {
        return get("/kite/callback?" + query);
    }

    @Test
    void completesALoginThatWasBegunHereOnceAndShowsNoSecret() throws Exception {
        var venue = new Venue();
        control.logins = List.of(venue);
        // Not begun here: another site may have sent the browser.
        assertThat(callback("status=success&request_token=planted").statusCode()).isEqualTo(303);
        assertThat(venue.answers).isEmpty();

        assertThat(post("/api/logins/kite/begin", "{}", "Content-Type", "application/json").body())
                .contains("https://venue.example/login?key=public");
        HttpResponse<String> back = callback("status=success&request_token=secret-1");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElse("")).endsWith("/#feed");
        assertThat(back.body()).doesNotContain("secret-1");
        assertThat(venue.answers).containsExactly("secret-1");
        assertThat(get("/api/logins").body())
                .contains("AB1234 is logged in")
                .doesNotContain("secret-1");

        assertThat(callback("status=success&request_token=secret-2").statusCode()).isEqualTo(303);
        assertThat(venue.answers).hasSize(1);

        post("/api/logins/kite/begin", "{}", "Content-Type", "application/json");
        callback("status=success&request_token=stale-secret");
        assertThat(get("/api/logins").body())
                .contains("the venue refuses")
                .doesNotContain("stale-secret");
        assertThat(post("/api/logins/other/begin", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(404);
    }
}
