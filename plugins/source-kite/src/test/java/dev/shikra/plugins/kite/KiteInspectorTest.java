package dev.shikra.plugins.kite;

import static dev.shikra.plugins.kite.Packets.NIFTY;
import static dev.shikra.plugins.kite.Packets.RELIANCE;
import static dev.shikra.plugins.kite.Packets.frame;
import static dev.shikra.plugins.kite.Packets.full;
import static dev.shikra.plugins.kite.Packets.ltp;
import static dev.shikra.plugins.kite.Packets.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.source.FrameInspector.Finding;
import dev.shikra.api.source.FrameInspector.Inspection;
import dev.shikra.api.source.TickSink.Fault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KiteInspectorTest {
    private final KiteInspector inspector = new KiteInspector();

    @Test
    void writesALastPriceWithoutWhatIsAbsent() {
        assertThat(inspector.inspectFrame(frame(ltp(RELIANCE, 141_230))).lines())
                .containsExactly(
                        "{\"instrumentToken\":738561,\"segment\":1,\"mode\":\"ltp\","
                                + "\"tradable\":true,\"lastPrice\":1412.3}");
    }

    @Test
    void writesAnIndexWithItsChangeInPercentOfTheClose() {
        assertThat(
                        inspector
                                .inspectFrame(
                                        frame(of(28, NIFTY, 2_040_000, 5, 4, 3, 2_000_000, 40_000)))
                                .lines())
                .containsExactly(
                        "{\"instrumentToken\":256265,\"segment\":9,\"mode\":\"quote\","
                                + "\"tradable\":false,\"lastPrice\":20400.0,\"open\":0.03,"
                                + "\"high\":0.05,\"low\":0.04,\"close\":20000.0,\"change\":2.0}");
    }

    @Test
    void writesBothSidesOfAFullPacketAndNoTimeThatIsZero() {
        byte[] packet = full(RELIANCE, 10_000, 0, 1_700_000_000);
        Arrays.fill(packet, 124, 184, (byte) 0);
        JsonNode json =
                JsonMapper.shared().readTree(inspector.inspectPackets(packet).lines().getFirst());

        assertThat(json.has("lastTradeTime")).isFalse();
        assertThat(json.get("exchangeTime").asLong()).isEqualTo(1_700_000_000);
        assertThat(json.get("bids")).hasSize(5);
        assertThat(json.get("bids").get(1).toString())
                .isEqualTo("{\"price\":99.94,\"quantity\":101,\"orders\":11}");
        assertThat(json.get("asks").get(4).toString())
                .isEqualTo("{\"price\":0.0,\"quantity\":0,\"orders\":0}");
    }

    @Test
    void saysZeroChangeWhereTheCloseIsZero() {
        assertThat(inspector.inspectFrame(frame(of(44, RELIANCE, 100))).lines().getFirst())
                .contains("\"close\":0.0,\"change\":0.0");
    }

    @Test
    void saysWhereAndWhyAFrameCannotBeRead() {
        Inspection inspection =
                inspector.inspectFrame(
                        Arrays.copyOf(frame(ltp(RELIANCE, 1), full(RELIANCE, 1, 1, 1)), 100));

        assertThat(inspection.lines()).hasSize(1);
        assertThat(inspection.findings())
                .containsExactly(
                        new Finding(
                                Fault.TRUNCATED,
                                12,
                                "a packet of 184 bytes is announced, 86 are left"));
    }

    @Test
    void refusesABarePacketOfUnknownLength() {
        assertThat(inspector.inspectPackets(new byte[164]).findings())
                .singleElement()
                .extracting(Finding::reason)
                .asString()
                .contains("164 bytes", "184 (full)");
    }
}
