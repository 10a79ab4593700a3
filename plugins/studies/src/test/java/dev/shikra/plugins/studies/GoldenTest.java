package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reference column of {@code ind} and {@code extra} on every series. */
class GoldenTest {
    private static final Studies STUDIES = new Studies();
    private static final List<GoldenColumn> COLUMNS = columns();

    private static List<GoldenColumn> columns() {
        try (var in = GoldenTest.class.getResourceAsStream("/golden/columns.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> GoldenColumn.parse(line, STUDIES))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"S1", "S2", "S5", "R1", "R3"})
    void agreesWithTheReferenceNumbers(String series) {
        var golden = new GoldenSeries(series);
        List<Bar> bars = golden.bars();
        Set<String> skipped = new HashSet<>();
        GoldenSeries.Table skip = golden.table("ind_skip");
        for (int row = 0; row < skip.rows.size(); row++) {
            skipped.add(skip.text(row, "column") + "@" + skip.text(row, "idx"));
        }
        var faults = new ArrayList<String>();
        var tables = new HashMap<String, GoldenSeries.Table>();
        for (GoldenColumn column : COLUMNS) {
            compare(
                    tables.computeIfAbsent(column.file(), golden::table),
                    column,
                    bars,
                    skipped,
                    faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void knowsEveryColumn() {
        var golden = new GoldenSeries("S1");
        for (String file : List.of("ind", "extra")) {
            var known = new TreeSet<String>(Set.of("idx"));
            COLUMNS.stream().filter(c -> c.file().equals(file)).forEach(c -> known.add(c.column()));
            assertThat(known).containsExactlyInAnyOrderElementsOf(golden.table(file).columns());
        }
    }

    private static void compare(
            GoldenSeries.Table table,
            GoldenColumn column,
            List<Bar> bars,
            Set<String> skipped,
            List<String> faults) {
        Study study = STUDIES.create(column.spec(), new SeriesShape(Timeframe.M1, 1440));
        int output = study.outputs().indexOf(column.output());
        assertThat(output).as("%s of %s", column.output(), column.spec()).isNotNegative();
        int middle = Math.max(output, 0);
        if (column.tolerance().scale() == GoldenColumn.Scale.SQUARE_OF_PRICE) {
            middle = study.outputs().indexOf("middle");
        }
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        double[] values = new double[bars.size()];
        double volume = 0;
        double[] middles = new double[bars.size()];
        double[] volumes = new double[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            values[i] = out[output];
            middles[i] = middle >= 0 ? out[middle] : 0;
            volume += bars.get(i).volume;
            volumes[i] = volume;
        }
        int bad = 0;
        String first = "";
        for (int i = 0; i < bars.size(); i++) {
            double actual = i < column.shift() ? Double.NaN : values[i - column.shift()];
            double expected = table.get(i, column.column());
            boolean near =
                    Double.isNaN(expected)
                            ? Double.isNaN(actual)
                            : column.tolerance()
                                    .allows(
                                            actual,
                                            expected,
                                            bars.get(i).close,
                                            volumes[i],
                                            middles[i]);
            if (!near && !skipped.contains(column.column() + "@" + i)) {
                first = bad == 0 ? " bar " + i + ": " + actual + ", not " + expected : first;
                bad++;
            }
        }
        if (bad > 0) {
            faults.add(
                    column.column() + " (" + column.spec() + ") " + bad + " bars, first" + first);
        }
        assertThat(Arrays.stream(values).anyMatch(v -> !Double.isNaN(v)))
                .as("%s has values", column.column())
                .isTrue();
    }
}
