package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudySpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Candle functions against the reference set, outside the cells that rounding decides. */
class CandlesTest {
    private static final StudySpec SPEC = spec(Map.of());

    private static StudySpec spec(Map<String, String> given) {
        return new Studies()
                .studies().stream()
                        .filter(d -> d.name().equals("candles"))
                        .findFirst()
                        .orElseThrow()
                        .spec(given);
    }

    private static Study all(Map<String, String> given) {
        return Candles.all(spec(given));
    }

    /** The trend before a pattern, each value from its window. */
    private static double slowTrend(String kind, Series s, int i, int length, double strength) {
        double[] range = s.trueRange();
        double[] average = Series.wilder(range, 14);
        if (i < 0 || Double.isNaN(average[i])) {
            return Double.NaN;
        }
        double distance;
        if (kind.equals("ema")) {
            distance = s.close[i] - Series.ema(s.close, length)[i];
        } else {
            if (i < length - 1) {
                return Double.NaN;
            }
            double top = 0;
            double bottom = 0;
            double middle = (length - 1) / 2.0;
            double mean = Series.mean(s.close, i, length);
            for (int k = 0; k < length; k++) {
                top += (k - middle) * (s.close[i - length + 1 + k] - mean);
                bottom += (k - middle) * (k - middle);
            }
            distance = top / bottom * (length - 1);
        }
        double ranges = distance / average[i];
        return Double.isNaN(ranges)
                ? ranges
                : ranges >= strength ? 1 : ranges <= -strength ? -1 : 0;
    }

    /** Bars on a coarse grid of prices, so that ends meet and gaps are common. */
    private static Bar coarse(Random random, double near) {
        var bar = new Bar();
        bar.open = near + random.nextInt(-6, 7);
        bar.close = random.nextInt(3) == 0 ? bar.open : bar.open + random.nextInt(-12, 13);
        bar.high = Math.max(bar.open, bar.close) + Math.max(0, random.nextInt(-3, 5));
        bar.low = Math.min(bar.open, bar.close) - Math.max(0, random.nextInt(-3, 5));
        bar.volume = 1;
        return bar;
    }

    @Test
    void noFunctionSaysAnythingWithoutTheFactsThatItNeeds() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var window = new CandleWindow();
        double[] state = new double[CandleWindow.SIZE];
        double[] hikkake = new double[2 * Hikkake.SIZE];
        var spoke = EnumSet.noneOf(CandleFunction.class);
        double near = 1_000;
        for (int n = 0; n < 2_000_000; n++) {
            Bar bar = coarse(random, near);
            near = Math.clamp(bar.close, 500, 1_500);
            window.load(bar, state, 0);
            long facts = CandleFacts.of(window);
            for (CandleFunction function : CandleFunction.values()) {
                int value = function.value(window, hikkake, 0, false);
                if (value != 0) {
                    spoke.add(function);
                    assertThat(facts & function.needs)
                            .as("%s, bar %d, seed %d", function, n, seed)
                            .isEqualTo(function.needs);
                }
            }
            window.keep(state, 0);
        }
        var silent = EnumSet.complementOf(spoke);
        System.out.println("seed " + seed + ": never said anything: " + silent);
        assertThat(silent.size()).isLessThan(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slope", "ema"})
    void withATrendKeepsWhatComesAfterTheOneItNeeds(String kind) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Bar> bars = RandomBars.of(seed, 700, 5, 75);
        var series = new Series(bars);
        Study plain = all(Map.of());
        Study trended = all(Map.of("trend", kind, "trendLength", "9", "trendStrength", "0.7"));
        double[] plainState = new double[plain.stateSize()];
        double[] trendedState = new double[trended.stateSize()];
        double[] signal = new double[61];
        double[] actual = new double[61];
        double[] trend = new double[bars.size()];
        for (int i = 0; i < trend.length; i++) {
            trend[i] = slowTrend(kind, series, i, 9, 0.7);
        }
        int kept = 0;
        int left = 0;
        for (int i = 0; i < bars.size(); i++) {
            plain.commit(bars.get(i), plainState, 0, signal, 0);
            trended.commit(bars.get(i), trendedState, 0, actual, 0);
            for (CandleFunction function : CandleFunction.values()) {
                int f = function.ordinal();
                CandleMeaning meaning = CandleMeaning.of(function);
                int start = i - meaning.bars();
                double before = start < 0 ? Double.NaN : trend[start];
                double expected;
                if (Double.isNaN(signal[f]) || Double.isNaN(before)) {
                    expected = Double.NaN;
                } else {
                    int up = meaning.direction(signal[f]);
                    boolean fits =
                            switch (meaning.sense()) {
                                case REVERSAL, REVERSAL_DOWN -> up != 0 && up == -before;
                                case CONTINUATION -> up != 0 && up == before;
                                case EITHER, INDECISION -> before != 0;
                            };
                    expected = fits ? signal[f] : 0;
                    kept += fits && signal[f] != 0 ? 1 : 0;
                    left += !fits && signal[f] != 0 ? 1 : 0;
                }
                assertThat(actual[f])
                        .as("%s at bar %d", function, i)
                        .isEqualTo(Double.valueOf(expected));
            }
        }
        assertThat(kept).isPositive();
        assertThat(left).isPositive();
    }

    @Test
    void findsNothingInAFlatMarketIfATrendIsRequired() {
        List<Bar> bars = RandomBars.of(7, 300, 5, 75);
        Study study = all(Map.of("trend", "slope"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[61];
        for (Bar each : bars) {
            var bar = new Bar();
            bar.set(each);
            bar.open = 100;
            bar.close = 100;
            bar.high = 101;
            bar.low = 98;
            study.commit(bar, state, 0, out, 0);
            for (double value : out) {
                assertThat(Double.isNaN(value) || value == 0).isTrue();
            }
        }
    }

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
        Study study = all(Map.of());
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
        Study all = all(Map.of());
        double[] allState = new double[all.stateSize()];
        double[][] expected = new double[bars.size()][all.outputs().size()];
        for (int i = 0; i < bars.size(); i++) {
            all.commit(bars.get(i), allState, 0, expected[i], 0);
        }
        for (CandleFunction function : CandleFunction.values()) {
            Study one = Candles.of(function, SPEC);
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
