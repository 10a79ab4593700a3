package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.Study;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Candle functions against the reference set, outside the cells that rounding decides. */
class CandlesTest {
    @ParameterizedTest
    @ValueSource(strings = {"S1", "S2", "S5", "P1", "R1", "R3"})
    void agreeWithTheReferenceNumbers(String series) {
        var golden = new GoldenSeries(series);
        List<Bar> bars = golden.bars();
        GoldenSeries.Table table = golden.table("cdl");
        Set<String> fragile = new HashSet<>();
        GoldenSeries.Table skip = golden.table("cdl_fragile");
        for (int row = 0; row < skip.rows.size(); row++) {
            fragile.add(skip.text(row, "function") + "@" + skip.text(row, "idx"));
        }
        Study study = Candles.all();
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        var faults = new ArrayList<String>();
        int fired = 0;
        for (int i = 0; i < bars.size(); i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            for (CandleFunction function : CandleFunction.values()) {
                double actual = out[study.outputs().indexOf(function.name())];
                double expected = table.get(i, function.name());
                boolean warm = i >= function.barsBefore;
                if (expected != 0) {
                    fired++;
                }
                if ((warm ? actual != expected : !Double.isNaN(actual) || expected != 0)
                        && !fragile.contains(function.name() + "@" + i)) {
                    faults.add(function + " bar " + i + ": " + actual + ", not " + expected);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(fired).isPositive();
    }

    @Test
    void oneFunctionIsThatOutputOfAll() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Bar> bars = RandomBars.of(seed, 2000, 5, 75);
        Study all = Candles.all();
        double[] allState = new double[all.stateSize()];
        double[][] expected = new double[bars.size()][all.outputs().size()];
        for (int i = 0; i < bars.size(); i++) {
            all.commit(bars.get(i), allState, 0, expected[i], 0);
        }
        for (CandleFunction function : CandleFunction.values()) {
            Study one = Candles.of(function);
            double[] state = new double[one.stateSize()];
            double[] out = new double[1];
            for (int i = 0; i < bars.size(); i++) {
                one.commit(bars.get(i), state, 0, out, 0);
                assertThat(out[0])
                        .as("%s at bar %d", function, i)
                        .isEqualTo(
                                Double.valueOf(
                                        expected[i][all.outputs().indexOf(function.name())]));
            }
        }
    }
}
