package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A market as large as the one that Shikra is for: 178 instruments through 18 sessions. */
class RecordedSessionsTest {
    @TempDir Path folder;

    @Test
    void findsBreakoutsInEighteenSessionsAndNothingWhileTheMarketIsClosed() throws Exception {
        Path minutes = ShikraHome.recorded("minute/nse_1min_178syms_2016-08-16_2016-09-09.zip");
        ShikraHome home = ShikraHome.in(folder);
        Path alerts = folder.resolve("alerts.jsonl");
        Path signals = folder.resolve("signals.jsonl");
        ShikraHome.Ran ran = home.run("replay", minutes, "--alerts", alerts, "--signals", signals);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.number("ticks")).isEqualTo(1_201_500);
        assertThat(ran.err())
                .contains("NIFTYJUNIOR.csv: left out: the file has a header and no rows")
                .doesNotContain("discarded", "faults in frames", "late", "outside the session");

        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> found = Files.readAllLines(signals).stream().map(json::readTree).toList();
        List<JsonNode> told = Files.readAllLines(alerts).stream().map(json::readTree).toList();
        assertThat(ran.number("signals")).isEqualTo(found.size());
        assertThat(ran.number("alerts")).isEqualTo(told.size()).isLessThan(found.size());
        assertThat(told).extracting(alert -> alert.get("id").asString()).doesNotHaveDuplicates();
        assertThat(told)
                .extracting(alert -> alert.get("rule").asString())
                .contains("opening-range-breakout", "ema-cross-volume", "vwap-reclaim");
        assertThat(found)
                .allSatisfy(signal -> {
                    OffsetDateTime at = OffsetDateTime.parse(signal.get("time").asString());
                    assertThat(at.getOffset()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
                    assertThat(at.toLocalTime())
                            .isBetween(LocalTime.of(9, 16), LocalTime.of(15, 30));
                });
        assertThat(found)
                .filteredOn(
                        signal -> signal.get("rule").asString().equals("opening-range-breakout"))
                .allSatisfy(signal -> {
                    LocalTime at =
                            OffsetDateTime.parse(signal.get("time").asString()).toLocalTime();
                    assertThat(at).isAfter(LocalTime.of(9, 30));
                    assertThat(signal.get("stop").asDouble())
                            .isLessThan(signal.get("price").asDouble());
                    assertThat(signal.get("target").asDouble())
                            .isGreaterThan(signal.get("price").asDouble());
                });
    }
}
