package dev.shikra.host.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.Over;
import dev.shikra.host.feature.FeatureKey.Restart;
import dev.shikra.host.study.StudyCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What looks back over bars, against a slow look at all bars, on random and unknown values. */
class LookBackTest {
    private static final FeatureKey CLOSE =
            new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false);
    private static final FeatureKey OPEN =
            new FeatureKey.BarValue(Timeframe.M1, BarField.OPEN, false);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final StateBlocks blocks = new StateBlocks(3);
    private final FeatureRows rows = new FeatureRows(3, 2);
    private final FeaturePlan plan =
            new FeaturePlan(
                    blocks,
                    rows,
                    new StudyCatalog(List.of()),
                    List.of(Timeframe.M1, Timeframe.M5),
                    timeframe -> new SeriesShape(timeframe, 375));
    private final List<Double> closes = new ArrayList<>();
    private final List<Double> opens = new ArrayList<>();
    private final List<Integer> sessions = new ArrayList<>();

    /** What a bar's value should be, from all bars so far. */
    private interface Slow extends ToDoubleFunction<Integer> {}

    private void close(int row, double open, double close, int session) {
        var bar = new Bar();
        bar.open = open;
        bar.close = close;
        bar.sessionOpenMs = session * 86_400_000L;
        var closed = new RowSet(3);
        closed.add(row);
        plan.minuteClosed(row, bar);
        plan.barClosed(0, row, bar);
        plan.operate(new RowSet[] {closed, null}, bar.sessionOpenMs);
    }

    private double value() {
        return random.nextInt(12) == 0 ? Double.NaN : random.nextInt(-4, 9);
    }

    private double at(List<Double> values, int bar) {
        return bar < 0 ? Double.NaN : values.get(bar);
    }

    private double over(int i, int bars, java.util.function.DoubleBinaryOperator fold) {
        double result = at(closes, i);
        for (int k = 1; k < bars; k++) {
            double value = at(closes, i - k);
            result =
                    Double.isNaN(value) || Double.isNaN(result)
                            ? Double.NaN
                            : fold.applyAsDouble(result, value);
        }
        return result;
    }

    private double run(int i, int bars, int sign) {
        boolean all = true;
        for (int k = 0; k < bars; k++) {
            double change = at(closes, i - k) - at(closes, i - k - 1);
            if (Double.isNaN(change)) {
                return Double.NaN;
            }
            all &= sign * change > 0;
        }
        return all ? 1 : 0;
    }

    /** Close above open; unknown if one is. */
    private double up(int i) {
        double difference = at(closes, i) - at(opens, i);
        return Double.isNaN(difference) ? Double.NaN : difference > 0 ? 1 : 0;
    }

    private double down(int i) {
        double difference = at(closes, i) - at(opens, i);
        return Double.isNaN(difference) ? Double.NaN : difference < 0 ? 1 : 0;
    }

    private double since(int i) {
        for (int k = i; k >= 0; k--) {
            if (up(k) == 1) {
                return i - k;
            }
        }
        return Double.NaN;
    }

    private double within(int i, int bars) {
        boolean known = true;
        for (int k = 0; k < bars; k++) {
            if (up(i - k) == 1) {
                return 1;
            }
            known &= !Double.isNaN(up(i - k));
        }
        return known ? 0 : Double.NaN;
    }

    /** Up, then down, then up, each 1 to {@code bars} bars after the one before. */
    private double sequence(int i, int bars) {
        if (Double.isNaN(up(i))) {
            return Double.NaN;
        }
        for (int b = Math.max(0, i - bars); b < i; b++) {
            for (int a = Math.max(0, b - bars); a < b; a++) {
                if (up(a) == 1 && down(b) == 1 && up(i) == 1) {
                    return 1;
                }
            }
        }
        return 0;
    }

    private double accumulated(int i, boolean restarts) {
        double sum = 100;
        boolean stepped = false;
        for (int k = 0; k <= i; k++) {
            if (restarts && k > 0 && !sessions.get(k).equals(sessions.get(k - 1))) {
                sum = 100;
                stepped = false;
            }
            if (!Double.isNaN(closes.get(k))) {
                if (k < i && closes.get(k) == 8) {
                    continue; // a step that is no number changes nothing
                }
                if (closes.get(k) == 8) {
                    return Double.NaN;
                }
                sum = sum / 2 + closes.get(k);
                stepped = true;
            }
        }
        return stepped ? sum : Double.NaN;
    }

    /** A formula in Java. */
    private record Written(String text, int frameSize, ToDoubleFunction<double[]> function)
            implements Formula {
        @Override
        public double apply(double[] frame) {
            return function.applyAsDouble(frame);
        }
    }

    @Test
    void givesWhatASlowLookAtAllBarsGives() {
        System.out.println("LookBackTest seed " + seed);
        var up =
                new FeatureKey.Computed(
                        new Written("up", 2, f -> f[0] > f[1] ? 1 : 0),
                        List.of(CLOSE, OPEN),
                        Timeframe.M1);
        var down =
                new FeatureKey.Computed(
                        new Written("down", 2, f -> f[0] < f[1] ? 1 : 0),
                        List.of(CLOSE, OPEN),
                        Timeframe.M1);
        var half = new Written("half", 2, f -> f[1] == 8 ? Double.NaN : f[0] / 2 + f[1]);
        var expected = new LinkedHashMap<FeatureKey, Slow>();
        for (int bars : new int[] {1, 2, 5, 17}) {
            expected.put(
                    new FeatureKey.Rolling(CLOSE, bars, Over.HIGHEST, Timeframe.M1),
                    i -> over(i, bars, Math::max));
            expected.put(
                    new FeatureKey.Rolling(CLOSE, bars, Over.LOWEST, Timeframe.M1),
                    i -> over(i, bars, Math::min));
            expected.put(
                    new FeatureKey.Rolling(CLOSE, bars, Over.MEAN, Timeframe.M1),
                    i -> over(i, bars, Double::sum) / bars);
            expected.put(new FeatureKey.Run(CLOSE, bars, true, Timeframe.M1), i -> run(i, bars, 1));
            expected.put(
                    new FeatureKey.Run(CLOSE, bars, false, Timeframe.M1), i -> run(i, bars, -1));
            expected.put(new FeatureKey.Within(up, bars, Timeframe.M1), i -> within(i, bars));
            expected.put(
                    new FeatureKey.Sequence(List.of(up, down, up), bars, Timeframe.M1),
                    i -> sequence(i, bars));
        }
        expected.put(up, this::up);
        expected.put(new FeatureKey.BarsSince(up, Timeframe.M1), this::since);
        expected.put(
                new FeatureKey.Accumulated(100, half, List.of(CLOSE), Restart.NEVER, Timeframe.M1),
                i -> accumulated(i, false));
        expected.put(
                new FeatureKey.Accumulated(
                        100, half, List.of(CLOSE), Restart.SESSION, Timeframe.M1),
                i -> accumulated(i, true));
        var slots = new LinkedHashMap<FeatureKey, Integer>();
        expected.keySet().forEach(key -> slots.put(key, plan.slot(key)));
        for (int i = 0; i < 600; i++) {
            closes.add(value());
            opens.add(value());
            sessions.add(1 + i / 40);
            close(1, opens.getLast(), closes.getLast(), sessions.getLast());
            if (random.nextInt(3) == 0) {
                close(0, value(), value(), sessions.getLast()); // another's bars change nothing
            }
            for (Map.Entry<FeatureKey, Slow> each : expected.entrySet()) {
                double value = each.getValue().applyAsDouble(i);
                String what = each.getKey().text() + " at " + i + ", seed " + seed;
                double is = rows.get(1, slots.getOrDefault(each.getKey(), -1));
                if (Double.isNaN(value)) {
                    assertThat(is).as(what).isNaN();
                } else {
                    assertThat(is).as(what).isEqualTo(value, Offset.offset(1e-9));
                }
            }
        }
    }

    @Test
    void aWindowHoldsTheLastValuesNewestFirstOnceAllAreKnown() {
        System.out.println("LookBackTest window seed " + seed);
        var window = new FeatureKey.Window(CLOSE, 6, Timeframe.M1);
        int known = plan.slot(window);
        assertThat(plan.slot(new FeatureKey.WindowElement(window, 5))).isEqualTo(known + 6);
        int behind = plan.slot(OPEN);
        for (int i = 0; i < 300; i++) {
            closes.add(value());
            opens.add(7.5);
            close(2, 7.5, closes.getLast(), 1);
            boolean all = true;
            for (int k = 0; k < 6; k++) {
                double value = at(closes, i - k);
                all &= !Double.isNaN(value);
                assertThat(rows.get(2, known + 1 + k))
                        .as("%d bars before %d, seed %d", k, i, seed)
                        .isEqualTo((Double) value);
            }
            assertThat(rows.get(2, known)).isEqualTo((Double) (all ? 1 : Double.NaN));
            assertThat(rows.get(2, behind)).isEqualTo(7.5);
        }
    }

    @Test
    void readsAnotherInstrumentAsOfTheMinuteWhetherOrNotItsOwnBarClosed() {
        plan.refer((row, instrument) -> instrument.equals("index") && row != 0 ? 0 : -1);
        int index =
                plan.slot(
                        new FeatureKey.Other("index", new FeatureKey.Ago(CLOSE, 1, Timeframe.M1)));
        int ratio =
                plan.slot(
                        new FeatureKey.Computed(
                                new Written("ratio", 2, f -> f[0] / f[1]),
                                List.of(
                                        CLOSE,
                                        new FeatureKey.Other(
                                                "index",
                                                new FeatureKey.Ago(CLOSE, 1, Timeframe.M1))),
                                Timeframe.M1));
        close(0, 1, 10, 1);
        close(0, 1, 20, 1);
        assertThat(rows.get(2, index)).isEqualTo(10.0);
        close(2, 1, 40, 1);
        assertThat(rows.get(2, ratio)).isEqualTo(4.0);
        assertThat(rows.get(0, index)).isNaN();
    }
}
