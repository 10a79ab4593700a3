package dev.shikra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page over a demo that runs: what a person sees and does in a browser, and the same by HTTP.
 */
class DemoPageTest {
    private static final String FILE = "patterns/every-minute.js";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir static Path folder;
    private static RunningDemo demo;
    private static URI page;
    private static HttpClient http;

    /** A rule that finds all equities each minute, told from its other versions by a number. */
    private static String rule(String id, String clause) {
        return """
        import { pattern, bar } from 'shikra';
        export default pattern({
          id: '%s', name: 'Every minute', every: '1m', fires: 'each', universe: { symbols: ['NSE:INFY', 'NSE:SBIN'] },
          inputs: { close: bar.close, volume: bar.volume },
          when: {
            'has a price': %s,
          },
          then: x => ({ direction: 'long', confidence: 0.5, stop: x.close - 1, target: x.close + 2 }),
        });
        """
                .formatted(id, clause);
    }

    @BeforeAll
    static void start() throws Exception {
        demo =
                RunningDemo.start(
                        folder.resolve("home"),
                        Map.of(FILE, rule("every-minute", "x => x.close > 0")),
                        "--port",
                        "0",
                        "--speed",
                        "60");
        page = demo.page();
        http = HttpClient.newHttpClient();
        awaitAnswer("/readyz", "\"ready\":true");
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
        if (http != null) {
            http.close();
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(page.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode post(String path, Map<String, String> body) throws Exception {
        return JSON.readTree(
                http.send(
                                HttpRequest.newBuilder(page.resolve(path))
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        JSON.writeValueAsString(body)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static void awaitAnswer(String path, String part) {
        Awaitility.await(path + " says " + part)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !demo.runs() || get(path).body().contains(part));
        assertThat(demo.runs()).as(demo.said()).isTrue();
    }

    private static JsonNode view(String file) throws Exception {
        for (JsonNode each : JSON.readTree(get("/api/rules").body())) {
            if (each.get("file").asString().equals(file)) {
                return each;
            }
        }
        throw new AssertionError(file + " is not among " + get("/api/rules").body());
    }

    @Test
    void aPersonSeesAlertsBreaksARuleMendsItAndSeesTheNewVersionFire() throws Exception {
        try (Chromium browser = Chromium.start(folder.resolve("profile"))) {
            browser.look(1280, 800, "dark");
            browser.open(page);
            browser.await("document.querySelector('#alerts .alert[data-rule=every-minute]')");
            browser.await("document.querySelector('#feed-pill').textContent === 'live'");
            String before =
                    browser.evaluate(
                                    "document.querySelector('#alerts .alert[data-rule=every-minute]').dataset.version")
                            .asString();
            browser.enter("#alerts .alert[data-rule=every-minute] summary");
            browser.await(
                    "document.querySelector('#alerts .clause')?.innerText.includes('has a price')");
            browser.await("document.querySelectorAll('#chart canvas').length > 1");
            assertThat(browser.text("#legend")).contains(":");

            browser.evaluate("location.hash = '#rules'");
            browser.await("document.querySelector('#rule-list')?.innerText.includes('active')");
            browser.click("#rule-list button");
            browser.await("document.querySelector('#text').value.includes('x.close > 0')");

            String good = Files.readString(demo.rule(FILE));
            write(browser, good.replace("x.close > 0", "x.closing > 0"));
            browser.click("#save");
            browser.await("!document.querySelector('#fault').hidden");
            assertThat(browser.text("#fault"))
                    .startsWith("6:")
                    .contains("no input is called 'closing'");
            assertThat(browser.text("#said")).contains("line 6").contains("goes on");
            // The strip lies at line 6, and the caret at the fault.
            assertThat(
                            browser.evaluate(
                                            "Math.round(document.querySelector('#fault-line').getBoundingClientRect().y - document.querySelector('.sheet').getBoundingClientRect().y + document.querySelector('#text').scrollTop)")
                                    .asInt())
                    .isEqualTo(10 + 5 * 20);
            assertThat(browser.evaluate("document.activeElement.id").asString()).isEqualTo("text");
            assertThat(demo.rule(FILE)).hasContent(good);
            JsonNode stillRuns = view(FILE);
            assertThat(stillRuns.get("version").asString()).isEqualTo(before);
            assertThat(stillRuns.get("state").asString()).isEqualTo("ACTIVE");
            String last = get("/api/alerts?most=1").body();
            awaitNewAlert(JSON.readTree(last).get(0).get("number").asLong(), before);

            write(browser, good.replace("x.close > 0", "x.close > 0.5"));
            assertThat(browser.evaluate("document.querySelector('#fault').hidden").asBoolean())
                    .isTrue();
            browser.control('s');
            browser.await("document.querySelector('#said').textContent.startsWith('Saved')");
            assertThat(Files.readString(demo.rule(FILE))).contains("x.close > 0.5");
            browser.evaluate("location.hash = '#market'");
            browser.await(
                    "document.querySelector('#alerts .alert[data-rule=every-minute]').dataset.version !== '"
                            + before
                            + "'");
            assertThat(view(FILE).get("version").asString()).isNotEqualTo(before);

            for (String view : new String[] {"market", "rules", "feed", "plugins"}) {
                for (int width : new int[] {1280, 390}) {
                    browser.look(width, 800, width == 390 ? "light" : "dark");
                    browser.evaluate("location.hash = '#" + view + "'");
                    browser.await("!document.querySelector('#view-" + view + "').hidden");
                    assertThat(
                                    browser.evaluate(
                                                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                                            .asInt())
                            .as("%s at %d px: wider than the window", view, width)
                            .isZero();
                }
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /**
     * A person puts a rule together in the form, sees its source, saves it, sees it fire, asks why.
     */
    @Test
    void aPersonMakesARuleFromAFormAndAsksWhy() throws Exception {
        try (Chromium browser = Chromium.start(folder.resolve("form-profile"))) {
            browser.look(1280, 900, "light");
            browser.open(URI.create(page + "#rules"));
            browser.await("document.querySelector('#rule-list')?.innerText.includes('active')");
            browser.click("#new-form");
            browser.await(
                    "document.querySelector('#text').value.includes('study.ema({ length: 21 })')");
            choose(browser, "#form-every", "1m");
            choose(browser, "#form-clauses [data-part=left]", "bar:close");
            choose(browser, "#form-clauses [data-part=right]", "number");
            put(browser, "#form-clauses [data-part=number]", "0.25");
            put(browser, "#form-id", "from-a-form");
            put(browser, "#form-stop", "");
            put(browser, "#form-target", "");
            browser.await(
                    "document.querySelector('#text').value.includes(\"'closes above its average': x => x.close > 0.25,\")");
            assertThat(browser.evaluate("document.querySelector('#rule-file').value").asString())
                    .isEqualTo("patterns/from-a-form.js");
            put(browser, "#form-id", "From a form");
            browser.await("document.querySelector('#form-said').textContent.startsWith('id:')");
            put(browser, "#form-id", "from-a-form");
            browser.await("document.querySelector('#form-said').textContent === ''");
            browser.await("document.querySelector('#text').value.includes(\"id: 'from-a-form'\")");
            browser.click("#save");
            browser.await("document.querySelector('#said').textContent.startsWith('Saved')");
            assertThat(browser.evaluate("document.querySelector('#form').hidden").asBoolean())
                    .isTrue();
            String text = Files.readString(demo.rule("patterns/from-a-form.js"));
            assertThat(text)
                    .isEqualTo(browser.evaluate("document.querySelector('#text').value").asString())
                    .contains("every: '1m'");
            awaitNewAlert(0, view("patterns/from-a-form.js").get("version").asString());

            browser.await("!document.querySelector('#why-panel').hidden");
            put(browser, "#why-instrument", "NSE:INFY");
            browser.click("#why-ask");
            browser.await("document.querySelector('#why-answer .clause li')");
            assertThat(browser.text("#why-answer"))
                    .contains("yes closes above its average")
                    .contains(": True")
                    .contains("records run again");
            browser.await(
                    "[...document.querySelectorAll('#rule-list .figures')].some(each => /[1-9][0-9,]* rows, [1-9]/.test(each.textContent))");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void choose(Chromium browser, String select, String value) throws Exception {
        browser.evaluate(
                "(() => { const s = document.querySelector('%s'); s.value = '%s'; s.dispatchEvent(new Event('input', { bubbles: true })); s.dispatchEvent(new Event('change', { bubbles: true })); })()"
                        .formatted(select, value));
    }

    private static void put(Chromium browser, String input, String value) throws Exception {
        choose(browser, input, value);
    }

    @Test
    void aRuleIsExplainedAndItsFiguresToldByHttp() throws Exception {
        awaitNewAlert(0, view(FILE).get("version").asString());
        JsonNode why =
                JSON.readTree(get("/api/rules/why?rule=every-minute&instrument=INFY").body());
        assertThat(why.get("matched").asBoolean()).isTrue();
        assertThat(why.get("clauses").get(0).get("truth").asString()).isEqualTo("true");
        assertThat(why.get("outcomes").toString()).contains("alert ");
        assertThat(why.get("records").asLong()).isPositive();
        assertThat(get("/api/rules/why?rule=none&instrument=INFY").body())
                .contains("no pattern rule 'none' ran then");
        assertThat(get("/api/rules/why?rule=every-minute&instrument=X").body())
                .contains("no instrument 'X'");
        assertThat(get("/api/rules/why?rule=every-minute&instrument=INFY&at=never").body())
                .contains("'never' is no time");
        JsonNode figures = figures(FILE);
        assertThat(figures.get("rows").asLong()).isPositive();
        assertThat(figures.get("signals").asLong()).isPositive();
        assertThat(figures.get("lastFiredMs").asLong()).isPositive();
        assertThat(figures.get("runMs").asDouble()).isPositive();
    }

    private static JsonNode figures(String file) throws Exception {
        for (JsonNode each : JSON.readTree(get("/api/rules/figures").body())) {
            if (each.get("file").asString().equals(file)) {
                return each;
            }
        }
        throw new AssertionError("no figures of " + file);
    }

    /** As a person would: into the editor, all marked, typed over. */
    private static void write(Chromium browser, String text) throws Exception {
        browser.click("#text");
        browser.evaluate("document.querySelector('#text').select()");
        browser.type(text);
    }

    private static void awaitNewAlert(long after, String version) {
        Awaitility.await("an alert after " + after + " by version " + version)
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("/api/alerts?after=" + after).body().contains(version));
    }

    @Test
    void aRuleThatIsSavedByHttpRunsAndNobodysEditIsLost() throws Exception {
        String file = "patterns/saved.js";
        String text = rule("saved-rule", "x => x.volume > 0");
        var edit =
                Map.of(
                        "file",
                        file,
                        "text",
                        text,
                        "base",
                        "",
                        "who",
                        "Asha",
                        "why",
                        "a trial\nof two lines");
        assertThat(post("/api/rules/check", edit).get("answer").asString()).isEqualTo("accepted");
        assertThat(demo.rule(file)).doesNotExist();
        JsonNode saved = post("/api/rules/save", edit);
        assertThat(saved.get("answer").asString()).isEqualTo("accepted");
        assertThat(demo.rule(file)).hasContent(text);
        assertThat(demo.said()).contains("saved by Asha: a trial of two lines");
        awaitNewAlert(0, saved.get("version").asString());
        assertThat(view(file).get("state").asString()).isEqualTo("ACTIVE");

        // The same id in a second file, and an edit of a text that is not there any more.
        JsonNode twice =
                post(
                        "/api/rules/save",
                        Map.of("file", "patterns/other.js", "text", text, "base", ""));
        assertThat(twice.get("message").asString()).contains("already taken by " + file);
        assertThat(demo.rule("patterns/other.js")).doesNotExist();
        JsonNode conflict = post("/api/rules/save", edit);
        assertThat(conflict.get("answer").asString()).isEqualTo("conflict");
        assertThat(conflict.get("now").get("text").asString()).isEqualTo(text);

        // A broken file in the folder is refused, and the version before goes on.
        Files.writeString(demo.rule(file), text.replace("x.volume >", "x.volum >"));
        Awaitility.await("refused")
                .atMost(Duration.ofMinutes(1))
                .until(() -> view(file).get("state").asString().equals("REFUSED"));
        assertThat(view(file).get("line").asInt()).isEqualTo(6);
        assertThat(view(file).get("version").asString()).isEqualTo(saved.get("version").asString());
    }

    @Test
    void aChartHasClosedBarsAndStudiesOverThem() throws Exception {
        String path = "/api/candles?instrument=NSE:INFY&timeframe=1m&study=sma%20length=3";
        Awaitility.await("bars")
                .atMost(Duration.ofMinutes(1))
                .until(() -> JSON.readTree(get(path).body()).path("bars").size() > 6);
        JsonNode chart = JSON.readTree(get(path).body());
        JsonNode bars = chart.get("bars");
        JsonNode line = chart.get("lines").get(0);
        assertThat(line.get("study").asString()).startsWith("sma(length=3");
        assertThat(line.get("values").get(1).isNull()).as("warm-up").isTrue();
        for (int n = 2; n < bars.size(); n++) {
            double mean = 0;
            for (int back = 0; back < 3; back++) {
                mean += bars.get(n - back).get("close").asDouble() / 3;
            }
            assertThat(line.get("values").get(n).asDouble())
                    .isCloseTo(mean, org.assertj.core.data.Offset.offset(1e-9 * mean));
            assertThat(bars.get(n).get("startMs").asLong())
                    .isGreaterThan(bars.get(n - 1).get("startMs").asLong());
        }
        assertThat(chart.get("zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(get("/api/candles?instrument=NSE:INFY&timeframe=1m&study=nosuch").body())
                .contains("no study 'nosuch'");
    }

    @Test
    void itsMeasuresMove() throws Exception {
        awaitAnswer("/metrics", "shikra_stage_duration_seconds_count{stage=\"journal_sync\"}");
        String metrics = get("/metrics").body();
        for (String moved :
                new String[] {
                    "shikra_ticks_total",
                    "shikra_bars_closed_total",
                    "shikra_stage_duration_seconds_count{stage=\"engine\"}",
                    "shikra_stage_duration_seconds_count{stage=\"engine_batch\"}",
                    "shikra_stage_duration_seconds_count{stage=\"journal\"}",
                    "shikra_rule_run_duration_seconds_count{rule=\"every-minute\"}",
                    "shikra_delivery_duration_seconds_count{notifier=\"console\"}"
                }) {
            double value =
                    metrics.lines()
                            .filter(line -> line.startsWith(moved + " "))
                            .mapToDouble(line -> Double.parseDouble(line.substring(moved.length())))
                            .findFirst()
                            .orElse(0);
            assertThat(value).as(moved).isPositive();
        }
        assertThat(metrics).contains("shikra_ready 1.0", "shikra_feed_live 1.0");
    }

    @Test
    void aPortThatIsTakenCostsThePageAndNotTheScanner() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                RunningDemo second =
                        RunningDemo.start(
                                folder.resolve("second"),
                                Map.of(FILE, rule("every-minute", "x => x.close > 0")),
                                "--port",
                                String.valueOf(taken.getLocalPort()))) {
            Awaitility.await("runs on")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !second.runs() || second.said().contains("feed live"));
            assertThat(second.said())
                    .contains(
                            "the page can't be served: port " + taken.getLocalPort() + " is taken")
                    .doesNotContain("Exception");
            assertThat(second.runs()).isTrue();
        }
    }
}
