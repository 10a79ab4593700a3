package dev.shikra.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's bars of a recorded series of trades against the reference aggregates. */
class AggregateBarsTest {
    private static final Path GOLDEN = Path.of("../../shared/golden");

    private static List<String[]> table(String name) throws IOException {
        Path file = GOLDEN.resolve(name);
        assumeTrue(Files.exists(file), "skipped: no reference numbers at " + file);
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void barsAreTheReferenceAggregates(int minutes) throws Exception {
        List<String[]> expected = table("R3.agg" + minutes + "m.csv.gz");
        List<String[]> trades = table("R3.trades.csv.gz");
        var fixture =
                new EngineFixture(
                        List.of(EngineFixture.equity("R3")), SessionCalendar.aroundTheClock());
        Timeframe on = new Timeframe(minutes);
        int[] slots = new int[BarField.values().length];
        for (BarField field : BarField.values()) {
            slots[field.ordinal()] =
                    fixture.engine.features().slot(new FeatureKey.BarValue(on, field, false));
        }
        List<double[]> bars = new ArrayList<>();
        fixture.rule(
                fixture
                .new FakeRule(
                        "aggregates",
                        Optional.of(on),
                        PatternRun.Fires.EACH,
                        row -> {
                            double[] bar = new double[slots.length + 1];
                            for (int i = 0; i < slots.length; i++) {
                                bar[i] = fixture.engine.features().rows().get(row, slots[i]);
                            }
                            bar[slots.length] = fixture.engine.closedUpToMs();
                            bars.add(bar);
                            return false;
                        }));
        long last = 0;
        for (String[] trade : trades) {
            long ms = Long.parseLong(trade[1]) * 1000;
            fixture.trade(0, ms, Double.parseDouble(trade[2]), Double.parseDouble(trade[3]));
            last = Math.max(last, ms);
        }
        fixture.clock(last / 1000 + 600);
        assertThat(bars).hasSameSizeAs(expected);
        for (int i = 0; i < bars.size(); i++) {
            double[] bar = bars.get(i);
            String[] row = expected.get(i);
            String where = minutes + "m bar " + row[0];
            long start = Long.parseLong(row[0]);
            assertThat((long) bar[7]).as(where).isEqualTo(start + (minutes - 1) * 60_000L);
            for (int field = 0; field < 4; field++) {
                assertThat(bar[field]).as(where).isEqualTo(Double.parseDouble(row[field + 1]));
            }
            double volume = Double.parseDouble(row[5]);
            double vwap = Double.parseDouble(row[6]);
            assertThat(bar[4]).as(where).isCloseTo(volume, within(1e-12 * volume));
            assertThat(bar[5]).as(where).isCloseTo(vwap, within(1e-12 * vwap));
            assertThat(bar[6]).as(where).isEqualTo(Double.parseDouble(row[7]));
        }
    }
}
