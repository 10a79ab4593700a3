package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.neovisionaries.ws.client.OpeningHandshakeException;
import dev.shikra.plugins.simulator.Listing;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Zerodha's clients for Node, Python and Java at the simulated exchange, beside ours. */
class ForeignClientTest {
    private static final String NODE_PACKAGE = "kiteconnect@5.3.0";
    private static final String PYTHON_PACKAGE = "kiteconnect==5.2.2";
    private static final int TICKS = 2_000;

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("lastPrice", "last_price"),
                    Map.entry("lastQuantity", "last_traded_quantity"),
                    Map.entry("averagePrice", "average_traded_price"),
                    Map.entry("volume", "volume_traded"),
                    Map.entry("totalBuyQuantity", "total_buy_quantity"),
                    Map.entry("totalSellQuantity", "total_sell_quantity"),
                    Map.entry("oi", "oi"),
                    Map.entry("oiDayHigh", "oi_day_high"),
                    Map.entry("oiDayLow", "oi_day_low"),
                    Map.entry("change", "change"));

    @TempDir private Path folder;

    /** Begins a client, given address, key, token, instruments and how many ticks to print. */
    private interface Client {
        List<String> command(List<String> arguments) throws URISyntaxException;
    }

    /** Has a client of Zerodha's read an exchange's ticks, in full mode, of every instrument. */
    private interface Reader {
        List<JsonNode> read(SimulatedExchange exchange) throws Exception;
    }

    /** How a client ended, what it printed and what it complained of. */
    private record Ended(int status, List<String> lines, String complaints) {}

    @Test
    void readsTheSameTicksAsZerodhasClientForNode() throws Exception {
        Client client = forNode();
        readsTheSameTicksAs(exchange -> theirTicks(exchange, client));
    }

    @Test
    void readsTheSameTicksAsZerodhasClientForPython() throws Exception {
        Client client = forPython();
        readsTheSameTicksAs(exchange -> theirTicks(exchange, client));
    }

    @Test
    void readsTheSameTicksAsZerodhasClientForJava() throws Exception {
        readsTheSameTicksAs(exchange -> {
            try (var client = new ZerodhasJavaClient(exchange, exchange.accessToken())) {
                client.connect();
                await().atMost(Duration.ofSeconds(60)).until(() -> client.ticks().size() >= TICKS);
                return List.copyOf(client.ticks());
            }
        });
    }

    @Test
    void refusesAWrongTokenOfZerodhasClientForNode() throws Exception {
        refusesAWrongTokenOf(forNode(), "403");
    }

    @Test
    void refusesAWrongTokenOfZerodhasClientForPython() throws Exception {
        refusesAWrongTokenOf(forPython(), "403");
    }

    @Test
    void refusesAWrongTokenOfZerodhasClientForJava() throws Exception {
        try (SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174);
                var client = new ZerodhasJavaClient(exchange, "wrong")) {
            client.connect();
            assertThat(client.errors())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            OpeningHandshakeException.class,
                            e -> assertThat(e.getStatusLine().getStatusCode()).isEqualTo(403));
            assertThat(exchange.refusals()).isEqualTo(1);
        }
    }

    private void readsTheSameTicksAs(Reader reader) throws Exception {
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 10, 174);
        Map<String, String> settings = Feed.settings(exchange, folder);
        settings.put("muteAfterMs", "60000"); // nothing may be lost to a new connection
        settings.put("readTimeoutMs", "60000");
        try (Feed feed = Feed.start(exchange, settings, folder)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> feed.packets().size() > 500);
            List<JsonNode> theirs = reader.read(exchange);
            assertThat(theirs).hasSizeGreaterThanOrEqualTo(TICKS);

            Set<Map<String, String>> notOurs = canonical(theirs);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        notOurs.removeAll(ours(feed));
                        assertThat(notOurs).isEmpty();
                    });
            assertThat(
                            theirs.stream()
                                    .map(tick -> tick.get("instrument_token").asLong())
                                    .distinct())
                    .hasSize(174);
        }
    }

    private void refusesAWrongTokenOf(Client client, String complaint) throws Exception {
        try (SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174)) {
            Ended ended = run(exchange, "wrong", client);
            assertThat(ended.status()).isNotZero();
            assertThat(ended.lines()).isEmpty();
            assertThat(ended.complaints()).contains(complaint);
            assertThat(exchange.refusals()).isEqualTo(1);
        }
    }

    private static String script(String name) throws URISyntaxException {
        return Path.of(ForeignClientTest.class.getClassLoader().getResource(name).toURI())
                .toString();
    }

    private static Set<Map<String, String>> ours(Feed feed) {
        var inspector = new KiteInspector();
        var ours = new HashSet<Map<String, String>>();
        for (ByteBuffer packet : feed.packets()) {
            String line = inspector.inspectPackets(packet.array()).lines().getFirst();
            JsonNode tick = JsonMapper.shared().readTree(line);
            var fields = new TreeMap<String, String>();
            fields.put("token", tick.get("instrumentToken").toString());
            NAMES.forEach((name, any) -> put(fields, name, tick.get(name)));
            for (String name : List.of("open", "high", "low", "close")) {
                put(fields, name, tick.get(name));
            }
            put(fields, "tradeTime", tick.get("lastTradeTime"));
            put(fields, "exchangeTime", tick.get("exchangeTime"));
            putSide(fields, "buy", tick.get("bids"));
            putSide(fields, "sell", tick.get("asks"));
            ours.add(fields);
        }
        return ours;
    }

    private static Set<Map<String, String>> canonical(List<JsonNode> ticks) {
        var theirs = new HashSet<Map<String, String>>();
        for (JsonNode tick : ticks) {
            var fields = new TreeMap<String, String>();
            fields.put("token", tick.get("instrument_token").toString());
            NAMES.forEach((name, theirName) -> put(fields, name, tick.get(theirName)));
            tick.get("ohlc").forEachEntry((name, value) -> put(fields, name, value));
            putTime(fields, "tradeTime", tick.get("last_trade_time"));
            putTime(fields, "exchangeTime", tick.get("exchange_timestamp"));
            JsonNode depth = tick.path("depth");
            putSide(fields, "buy", depth.get("buy"));
            putSide(fields, "sell", depth.get("sell"));
            theirs.add(fields);
        }
        return theirs;
    }

    private static void put(Map<String, String> fields, String name, JsonNode value) {
        if (value != null) {
            fields.put(name, Double.toString(value.asDouble()));
        }
    }

    private static void putTime(Map<String, String> fields, String name, JsonNode value) {
        if (value == null || value.isNull()) {
            return;
        }
        long seconds = Instant.parse(value.asString()).getEpochSecond();
        if (seconds > 0) { // 0 is no time; Python's client makes 1970 of it
            fields.put(name, Double.toString(seconds));
        }
    }

    private static void putSide(Map<String, String> fields, String name, JsonNode levels) {
        for (int i = 0; levels != null && i < levels.size(); i++) {
            for (String part : List.of("price", "quantity", "orders")) {
                put(fields, name + i + part, levels.get(i).get(part));
            }
        }
    }

    private List<JsonNode> theirTicks(SimulatedExchange exchange, Client client)
            throws IOException, InterruptedException, URISyntaxException {
        Ended ended = run(exchange, exchange.accessToken(), client);
        assertThat(ended.status()).as(ended.complaints()).isZero();
        var ticks = new ArrayList<JsonNode>();
        for (String line : ended.lines()) {
            ticks.add(JsonMapper.shared().readTree(line));
        }
        return ticks;
    }

    private Ended run(SimulatedExchange exchange, String accessToken, Client client)
            throws IOException, InterruptedException, URISyntaxException {
        Path out = folder.resolve("ticks.jsonl");
        Path err = folder.resolve("errors.txt");
        Process process =
                new ProcessBuilder(
                                client.command(
                                        List.of(
                                                exchange.websocketUrl() + "/",
                                                exchange.apiKey(),
                                                accessToken,
                                                exchange.listings().stream()
                                                        .map(Listing::token)
                                                        .map(String::valueOf)
                                                        .collect(Collectors.joining(",")),
                                                Integer.toString(TICKS))))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the client ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    private static Client forNode() throws IOException, InterruptedException {
        Path modules = installedForNode();
        return arguments -> {
            var command = new ArrayList<String>();
            command.addAll(List.of("node", script("kite-client.mjs"), modules.toString()));
            command.addAll(arguments);
            return command;
        };
    }

    private static Client forPython() throws InterruptedException {
        Path python = installedForPython();
        return arguments -> {
            var command = new ArrayList<String>();
            command.addAll(List.of(python.toString(), script("kite-client.py")));
            command.addAll(arguments);
            return command;
        };
    }

    /** The package in {@code target/}, from an earlier run or from npm just now. */
    private static Path installedForNode() throws IOException, InterruptedException {
        Path modules = Path.of("target", "kiteconnect").toAbsolutePath();
        Assumptions.assumeTrue(run("node", "--version"), "Node is not installed");
        if (!Files.isDirectory(modules.resolve("node_modules/kiteconnect"))) {
            Files.createDirectories(modules);
            boolean done =
                    run(
                            "npm",
                            "install",
                            "--prefix",
                            modules.toString(),
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            NODE_PACKAGE);
            Assumptions.assumeTrue(
                    done, NODE_PACKAGE + " can't be installed: no npm, or no registry");
        }
        return modules;
    }

    /** {@return the Python of an environment with the package in {@code target/}} */
    private static Path installedForPython() throws InterruptedException {
        Path environment = Path.of("target", "kiteconnect-python").toAbsolutePath();
        Path python = environment.resolve("bin/python");
        if (!run(python.toString(), "-c", "import kiteconnect")) {
            Assumptions.assumeTrue(
                    run("python3", "-m", "venv", environment.toString()),
                    "Python 3 with venv is not installed");
            boolean done =
                    run(
                            python.toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--only-binary",
                            ":all:",
                            PYTHON_PACKAGE);
            Assumptions.assumeTrue(
                    done, PYTHON_PACKAGE + " can't be installed: no pip, or no registry");
        }
        return python;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(180, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
