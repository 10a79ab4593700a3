package dev.shikra.host.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.study.StudyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeaturePlanTest {
    private static final FeatureKey CLOSE =
            new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false);
    private static final FeatureKey OPEN =
            new FeatureKey.BarValue(Timeframe.M1, BarField.OPEN, false);
    private static final StudySpec COUNT = new StudySpec("count", Map.of());

    private final StateBlocks blocks = new StateBlocks(2);
    private final FeatureRows rows = new FeatureRows(2, 2);
    private final FeaturePlan plan =
            new FeaturePlan(
                    blocks,
                    rows,
                    new StudyCatalog(List.of(new CountingStudies())),
                    List.of(Timeframe.M1, Timeframe.M5),
                    timeframe -> new SeriesShape(timeframe, 375));

    private void close(int row, double open, double close) {
        var bar = new Bar();
        bar.open = open;
        bar.close = close;
        bar.high = Math.max(open, close);
        bar.low = Math.min(open, close);
        plan.minuteClosed(row, bar);
        plan.barClosed(0, row, bar);
        var closed = new RowSet(2);
        closed.add(row);
        plan.operate(new RowSet[] {closed, null}, 0);
    }

    @Test
    void givesEqualKeysOneSlotAndComputesNothingElse() {
        int slot = plan.slot(CLOSE);
        assertThat(plan.slot(new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false)))
                .isEqualTo(slot);
        assertThat(plan.keys()).containsExactly(CLOSE);
    }

    @Test
    void keepsValuesWhenTheRowsGrow() {
        int first = plan.slot(CLOSE);
        close(0, 1, 2);
        for (int bars = 1; bars < 50; bars++) {
            plan.slot(new FeatureKey.Ago(CLOSE, bars, Timeframe.M1));
        }
        assertThat(rows.stride()).isGreaterThanOrEqualTo(50);
        assertThat(rows.get(0, first)).isEqualTo(2.0);
        assertThat(rows.get(1, first)).isNaN();
    }

    @Test
    void looksBackAndSeesCrossesAsASlowLookAtAllBarsDoes() {
        long seed = new Random().nextLong();
        System.out.println("FeaturePlanTest operators seed " + seed);
        var random = new Random(seed);
        int ago3 = plan.slot(new FeatureKey.Ago(CLOSE, 3, Timeframe.M1));
        int above = plan.slot(new FeatureKey.Crosses(CLOSE, OPEN, true, Timeframe.M1));
        int below =
                plan.slot(
                        new FeatureKey.Crosses(
                                CLOSE, new FeatureKey.Constant(5), false, Timeframe.M1));
        var opens = new ArrayList<Double>();
        var closes = new ArrayList<Double>();
        for (int i = 0; i < 500; i++) {
            double open = random.nextInt(10);
            double close = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(10);
            opens.add(open);
            closes.add(close);
            close(1, open, close);
            assertThat(rows.get(1, ago3))
                    .as("ago at %d, seed %d", i, seed)
                    .isEqualTo((Double) (i < 3 ? Double.valueOf(Double.NaN) : closes.get(i - 3)));
            assertThat(rows.get(1, above))
                    .as("above at %d, seed %d", i, seed)
                    .isEqualTo((Double) crosses(closes, opens, i, 1));
            var fives = opens.stream().map(o -> 5.0).toList();
            assertThat(rows.get(1, below))
                    .as("below at %d, seed %d", i, seed)
                    .isEqualTo((Double) crosses(closes, fives, i, -1));
        }
        assertThat(rows.get(0, ago3)).isNaN();
    }

    private static double crosses(List<Double> a, List<Double> b, int i, int sign) {
        if (i == 0 || a.get(i).isNaN() || a.get(i - 1).isNaN()) {
            return Double.NaN;
        }
        return sign * (a.get(i) - b.get(i)) > 0 && sign * (a.get(i - 1) - b.get(i - 1)) <= 0
                ? 1
                : 0;
    }

    @Test
    void runsAStudyOnceHoweverManyReadIt() {
        var plain = new FeatureKey.StudyValue(Timeframe.M1, COUNT, "value", false);
        var forming = new FeatureKey.StudyValue(Timeframe.M1, COUNT, "value", true);
        int slot = plan.slot(plain);
        int preview = plan.slot(forming);
        close(0, 1, 1);
        close(0, 1, 1);
        assertThat(rows.get(0, slot)).isEqualTo(2.0);
        plan.preview(0, 0, new Bar());
        assertThat(rows.get(0, preview)).isEqualTo(3.0);
        assertThat(rows.get(0, slot)).isEqualTo(2.0);
        assertThat(plan.changesWithTicks()).isTrue();
    }

    @Test
    void previewsWhatTheBlocksHoldHoweverTheyCameToHoldIt() {
        var forming = new FeatureKey.StudyValue(Timeframe.M1, COUNT, "value", true);
        plan.slot(new FeatureKey.StudyValue(Timeframe.M1, COUNT, "value", false));
        close(1, 1, 1);
        close(1, 1, 1);
        int preview = plan.slot(forming); // asked for after bars have closed
        plan.preview(0, 1, new Bar());
        assertThat(rows.get(1, preview)).isEqualTo(3.0);
        for (int length = 1; length < 40; length++) { // more studies: all moves
            plan.slot(
                    new FeatureKey.StudyValue(
                            Timeframe.M1,
                            new StudySpec("count", Map.of("salt", "" + length)),
                            "value",
                            true));
        }
        close(1, 1, 1);
        plan.preview(0, 1, new Bar());
        assertThat(rows.get(1, preview)).isEqualTo(4.0);
        plan.preview(0, 0, new Bar());
        assertThat(rows.get(0, preview)).isEqualTo(1.0);
        blocks.of(0)[firstOf(blocks.of(1), 3)] = 41; // as a snapshot does
        plan.restored(0);
        plan.preview(0, 0, new Bar());
        assertThat(rows.get(0, preview)).isEqualTo(42.0);
    }

    private static int firstOf(double[] block, double value) {
        for (int i = 0; i < block.length; i++) {
            if (block[i] == value) {
                return i;
            }
        }
        throw new AssertionError("no " + value);
    }

    @Test
    void givesTradesToTheStudiesThatTakeThem() {
        StudySpec taker = new StudySpec("trades", Map.of());
        assertThat(plan.takesTrades(0)).isFalse();
        int slot = plan.slot(new FeatureKey.StudyValue(Timeframe.M1, taker, "value", false));
        int preview = plan.slot(new FeatureKey.StudyValue(Timeframe.M1, taker, "value", true));
        assertThat(plan.takesTrades(0)).isTrue();
        assertThat(plan.takesTrades(1)).isFalse();
        plan.trade(0, 1, new Bar(), 10, 3);
        plan.trade(0, 1, new Bar(), 20, 1);
        plan.preview(0, 1, new Bar());
        assertThat(rows.get(1, preview)).isEqualTo(50.0);
        close(1, 1, 1);
        assertThat(rows.get(1, slot)).isEqualTo(50.0);
        assertThat(rows.get(0, slot)).isNaN();
    }

    @Test
    void letsAStageFillValuesThatItOffersByName() {
        var read = new ArrayList<String>();
        var group =
                new ValueGroup(
                        "chain",
                        "Of the option chain.",
                        ValueGroup.Moves.AT_TICKS,
                        List.of(
                                ValueGroup.Value.number("calls", "Calls."),
                                ValueGroup.Value.number("puts", "Puts.")));
        plan.offer(
                new ValueSource() {
                    @Override
                    public ValueGroup group() {
                        return group;
                    }

                    @Override
                    public void read(int value, int slot) {
                        read.add(group.values().get(value).name());
                        plan.rows().set(1, slot, 7);
                    }
                });
        int slot = plan.slot(new FeatureKey.NamedValue("chain", "puts"));
        assertThat(plan.slot(new FeatureKey.NamedValue("chain", "puts"))).isEqualTo(slot);
        assertThat(read).containsExactly("puts");
        assertThat(rows.get(1, slot)).isEqualTo(7.0);
        assertThat(rows.get(0, slot)).isNaN();
        assertThat(plan.changesWithTicks()).isTrue();
        assertThatThrownBy(() -> plan.slot(new FeatureKey.NamedValue("chain", "spreads")))
                .hasMessage("nothing here gives chain.spreads: there are [chain]");
    }

    @Test
    void containsAStudyThatThrows() {
        int slot =
                plan.slot(
                        new FeatureKey.StudyValue(
                                Timeframe.M1, new StudySpec("throws", Map.of()), "value", false));
        int close = plan.slot(CLOSE);
        close(0, 1, 7);
        assertThat(rows.get(0, slot)).isNaN();
        assertThat(rows.get(0, close)).isEqualTo(7.0);
        assertThat(plan.studyFaults()).isEqualTo(1);
    }

    @Test
    void knowsTheSessionSoFarAndTheCloseBefore() {
        int previous = plan.slot(new FeatureKey.DayValue(FeatureKey.DayField.PREVIOUS_CLOSE));
        int high = plan.slot(new FeatureKey.DayValue(FeatureKey.DayField.HIGH));
        for (int session = 1; session <= 2; session++) {
            for (int minute = 0; minute < 3; minute++) {
                var bar = new Bar();
                bar.sessionOpenMs = session * 86_400_000L;
                bar.open = bar.high = bar.low = bar.close = 10 * session + minute;
                plan.minuteClosed(0, bar);
            }
            assertThat(rows.get(0, high)).isEqualTo(10.0 * session + 2);
            assertThat(rows.get(0, previous))
                    .isEqualTo((Double) (session == 1 ? Double.NaN : 12.0));
        }
    }

    @Test
    void saysWhatCanNotBeComputed() {
        assertThatThrownBy(() ->
                        plan.slot(new FeatureKey.BarValue(Timeframe.M15, BarField.CLOSE, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no bars of 15m are built: add it to bars.timeframes, which is [1m, 5m]");
        assertThatThrownBy(() ->
                        plan.slot(new FeatureKey.StudyValue(Timeframe.M1, COUNT, "valu", false)))
                .hasMessage("count() has no output 'valu': it has value");
        assertThatThrownBy(() ->
                        plan.slot(
                                new FeatureKey.StudyValue(
                                        Timeframe.M1,
                                        new StudySpec("nil", Map.of()),
                                        "value",
                                        false)))
                .hasMessage(
                        "no installed plugin makes the study 'nil'; there are count, throws, trades");
    }

    /** A study that counts bars, one that throws, and one that sums what was traded. */
    private static final class CountingStudies implements StudyFactory {
        @Override
        public List<StudyDescription> studies() {
            return List.of(
                    new StudyDescription("count", "Counts bars.", List.of(), List.of("value")),
                    new StudyDescription("throws", "Throws.", List.of(), List.of("value")),
                    new StudyDescription("trades", "Turnover.", List.of(), List.of("value")));
        }

        @Override
        public Study create(StudySpec spec, SeriesShape series) {
            return new Study() {
                @Override
                public List<String> outputs() {
                    return List.of("value");
                }

                @Override
                public int warmUpBars() {
                    return 1;
                }

                @Override
                public int stateSize() {
                    return 1;
                }

                @Override
                public boolean takesTrades() {
                    return spec.name().equals("trades");
                }

                @Override
                public void trade(Bar of, double price, double quantity, double[] state, int at) {
                    state[at] += price * quantity;
                }

                @Override
                public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
                    if (spec.name().equals("throws")) {
                        throw new IllegalStateException("as told");
                    }
                    state[at] += takesTrades() ? 0 : 1;
                    out[outAt] = state[at];
                }

                @Override
                public void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
                    out[outAt] = state[at] + (takesTrades() ? 0 : 1);
                }
            };
        }
    }
}
