package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.source.FrameInspector.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Frames of the wild, against another decoder's reading of them. */
class RecordedFramesTest {
    private static final Path PACKETS = SharedData.folder("packets");

    /** Their names to ours. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("instrument_token", "instrumentToken"),
                    Map.entry("segment", "segment"),
                    Map.entry("tradable", "tradable"),
                    Map.entry("mode", "mode"),
                    Map.entry("last_price", "lastPrice"),
                    Map.entry("last_quantity", "lastQuantity"),
                    Map.entry("average_price", "averagePrice"),
                    Map.entry("volume", "volume"),
                    Map.entry("buy_quantity", "totalBuyQuantity"),
                    Map.entry("sell_quantity", "totalSellQuantity"),
                    Map.entry("open", "open"),
                    Map.entry("high", "high"),
                    Map.entry("low", "low"),
                    Map.entry("close", "close"),
                    Map.entry("last_trade_time", "lastTradeTime"),
                    Map.entry("exchange_timestamp", "exchangeTime"),
                    Map.entry("oi", "oi"),
                    Map.entry("oi_day_high", "oiDayHigh"),
                    Map.entry("oi_day_low", "oiDayLow"));

    @TestFactory
    Stream<DynamicTest> readsAGoodFrameAsTheOtherDecoderDoes() {
        return Stream.of(
                        "manja_single_full.bin",
                        "manja_single_index_full.bin",
                        "manja_single_index_quote.bin",
                        "manja_single_ltp.bin",
                        "manja_single_quote.bin",
                        "manja_multi_packet.bin",
                        "kiteconnectjs_fullMode_binary.packet",
                        "kiteconnectjs_ltpMode_binary.packet",
                        "kiteconnectjs_quoteMode_binary.packet")
                .map(name ->
                        DynamicTest.dynamicTest(
                                name,
                                () -> {
                                    Inspection found = inspect("live/" + frameFile(name));
                                    assertThat(found.findings()).isEmpty();
                                    assertSame(expected(name), found);
                                }));
    }

    @Test
    void takesTheHeartbeatAsNothing() throws IOException {
        Inspection found = inspect("live/heartbeat.bin");

        assertThat(found.lines()).isEmpty();
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void namesTheFaultsOfTheMalformed() throws IOException {
        assertThat(inspect("malformed/truncated.bin").findings())
                .singleElement()
                .hasToString(
                        "Finding[fault=TRUNCATED, at=2, reason=a packet of 8 bytes is announced, 2"
                                + " are left]");
        Inspection trailing = inspect("malformed/trailing_bytes.bin");
        assertSame(expected("manja_trailing_bytes.bin"), trailing);
        assertThat(trailing.findings())
                .singleElement()
                .hasToString(
                        "Finding[fault=TRAILING_BYTES, at=12, reason=2 bytes after the last"
                                + " packet]");
        assertThat(inspect("malformed/unknown_size.bin").findings())
                .singleElement()
                .extracting(finding -> finding.fault() + "@" + finding.at())
                .isEqualTo("UNKNOWN_PACKET@2");
        assertThat(inspect("malformed/malformed_count.bin").findings())
                .extracting(finding -> finding.fault() + "@" + finding.at())
                .containsExactly(
                        "UNKNOWN_PACKET@2",
                        "UNKNOWN_PACKET@4",
                        "UNKNOWN_PACKET@6",
                        "UNKNOWN_PACKET@8",
                        "UNKNOWN_PACKET@10",
                        "TRUNCATED@12");
    }

    private static String frameFile(String expected) {
        return expected.startsWith("manja_")
                ? expected.substring("manja_".length())
                : "tatamotors_"
                        + expected.replace("kiteconnectjs_", "").replace("_binary.packet", ".bin");
    }

    private static void assertSame(JsonNode expected, Inspection found) {
        assertThat(found.lines()).hasSameSizeAs(expected.get("packets").values());
        for (int i = 0; i < found.lines().size(); i++) {
            JsonNode theirs = expected.get("packets").get(i);
            JsonNode ours = JsonMapper.shared().readTree(found.lines().get(i));
            NAMES.forEach(
                    (theirName, ourName) -> assertValue(theirs.get(theirName), ours, ourName));
            assertSide(theirs.get("buy"), ours.get("bids"));
            assertSide(theirs.get("sell"), ours.get("asks"));
            if (theirs.has("close")) {
                double close = theirs.get("close").asDouble();
                double last = theirs.get("last_price").asDouble();
                assertThat(ours.get("change").asDouble()).isEqualTo((last - close) * 100 / close);
            }
        }
    }

    private static void assertSide(JsonNode theirs, JsonNode ours) {
        if (theirs == null) {
            assertThat(ours).isNull();
            return;
        }
        assertThat(ours).hasSameSizeAs(theirs);
        for (int level = 0; level < theirs.size(); level++) {
            for (String name : new String[] {"price", "quantity", "orders"}) {
                assertValue(theirs.get(level).get(name), ours.get(level), name);
            }
        }
    }

    private static void assertValue(JsonNode theirs, JsonNode ours, String name) {
        if (theirs == null) {
            assertThat(ours.has(name)).as(name).isFalse();
        } else if (theirs.isNumber()) {
            assertThat(ours.get(name).asDouble()).as(name).isEqualTo(theirs.asDouble());
        } else {
            assertThat(ours.get(name)).as(name).isEqualTo(theirs);
        }
    }

    private static JsonNode expected(String name) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(PACKETS.resolve("expected/" + name + ".json")));
    }

    private static Inspection inspect(String file) throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(PACKETS), () -> PACKETS + " with recorded frames is absent");
        return new KiteInspector().inspectFrame(Files.readAllBytes(PACKETS.resolve(file)));
    }
}
