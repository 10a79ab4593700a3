package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Zerodha's client for Node at the simulated exchange, beside ours. */
class ForeignClientTest {
    private static final String PACKAGE = "kiteconnect@5.3.0";
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

    @Test
    void readsTheSameTicksAsZerodhasOwnClient() throws Exception {
        Path modules = installed();
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 10, 174);
        try (Feed feed = Feed.start(exchange, Feed.settings(exchange, folder), folder)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> feed.packets().size() > 500);
            List<JsonNode> theirs = theirTicks(exchange, modules);
            assertThat(theirs).hasSizeGreaterThanOrEqualTo(TICKS);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(ours(feed)).containsAll(canonical(theirs)));
            assertThat(
                            theirs.stream()
                                    .map(tick -> tick.get("instrument_token").asLong())
                                    .distinct())
                    .hasSize(174);
        }
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
        if (value != null && !value.isNull()) {
            fields.put(name, Double.toString(Instant.parse(value.asString()).getEpochSecond()));
        }
    }

    private static void putSide(Map<String, String> fields, String name, JsonNode levels) {
        for (int i = 0; levels != null && i < levels.size(); i++) {
            for (String part : List.of("price", "quantity", "orders")) {
                put(fields, name + i + part, levels.get(i).get(part));
            }
        }
    }

    private List<JsonNode> theirTicks(SimulatedExchange exchange, Path modules)
            throws IOException, InterruptedException, URISyntaxException {
        Path script =
                Path.of(
                        ForeignClientTest.class
                                .getClassLoader()
                                .getResource("kite-client.mjs")
                                .toURI());
        Path out = folder.resolve("ticks.jsonl");
        Path err = folder.resolve("errors.txt");
        Process node =
                new ProcessBuilder(
                                "node",
                                script.toString(),
                                modules.toString(),
                                exchange.websocketUrl() + "/",
                                exchange.apiKey(),
                                exchange.accessToken(),
                                exchange.listings().stream()
                                        .map(Listing::token)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")),
                                Integer.toString(TICKS))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("node ended").isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).as(Files.readString(err)).isZero();
        var ticks = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(out)) {
            ticks.add(JsonMapper.shared().readTree(line));
        }
        return ticks;
    }

    /** The package in {@code target/}, from an earlier run or from npm just now. */
    private static Path installed() throws IOException, InterruptedException {
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
                            PACKAGE);
            Assumptions.assumeTrue(done, PACKAGE + " can't be installed: no npm, or no registry");
        }
        return modules;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(90, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
