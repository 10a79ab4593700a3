package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Levels of days and weeks, gaps, relative strength, rolling profiles: each from its bars again. */
class DayStudiesTest {
    private static final SeriesShape M5 = new SeriesShape(Timeframe.M5, 75);
    private final Studies studies = new Studies();
    private final List<Bar> bars;

    DayStudiesTest() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        bars = RandomBars.of(seed, 2500, 5, 75);
    }

    private interface Slow {
        double[] at(int i);
    }

    private void check(String name, Map<String, String> given, double tolerance, Slow slow) {
        Study study =
                studies.create(
                        studies.studies().stream()
                                .filter(d -> d.name().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .spec(given),
                        M5);
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        int defined = 0;
        for (int i = 0; i < bars.size(); i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            double[] expected = slow.at(i);
            for (int j = 0; j < expected.length; j++) {
                if (Double.isNaN(expected[j])) {
                    assertThat(out[j]).as("%s output %d bar %d", name, j, i).isNaN();
                } else {
                    assertThat(out[j])
                            .as("%s output %d bar %d", name, j, i)
                            .isCloseTo(expected[j], within(tolerance));
                    defined++;
                }
            }
        }
        assertThat(defined).isGreaterThan(1000);
    }

    private static final double[] NOTHING = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};

    /** Open, high, low, close of the period before the one that bar {@code i} is in. */
    private double[] before(int i, Function<Bar, Object> period) {
        Object now = period.apply(bars.get(i));
        int last = i;
        while (last >= 0 && period.apply(bars.get(last)).equals(now)) {
            last--;
        }
        if (last < 0) {
            return NOTHING;
        }
        Object then = period.apply(bars.get(last));
        List<Bar> of =
                bars.subList(0, last + 1).stream()
                        .filter(bar -> period.apply(bar).equals(then))
                        .toList();
        return new double[] {
            of.getFirst().open,
            of.stream().mapToDouble(b -> b.high).max().orElseThrow(),
            of.stream().mapToDouble(b -> b.low).min().orElseThrow(),
            of.getLast().close
        };
    }

    private static LocalDate day(Bar bar) {
        return Instant.ofEpochMilli(bar.sessionOpenMs).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    @Test
    void previousDayIsTheSessionBefore() {
        check("prevday", Map.of(), 0, i -> before(i, bar -> bar.sessionOpenMs));
    }

    @Test
    void previousWeekIsAllOfItsSessions() {
        check(
                "prevweek",
                Map.of(),
                0,
                i ->
                        before(
                                i,
                                bar ->
                                        day(bar).get(IsoFields.WEEK_BASED_YEAR) * 100
                                                + day(bar).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    }

    private int sessionStart(int i) {
        int start = i;
        while (start > 0 && bars.get(start - 1).sessionOpenMs == bars.get(i).sessionOpenMs) {
            start--;
        }
        return start;
    }

    @Test
    void gapIsTheOpenLessTheCloseBeforeAndFilledOnceReached() {
        check(
                "gap",
                Map.of(),
                1e-9,
                i -> {
                    int start = sessionStart(i);
                    if (start == 0) {
                        return new double[] {Double.NaN, Double.NaN, Double.NaN};
                    }
                    double close = bars.get(start - 1).close;
                    double gap = bars.get(start).open - close;
                    boolean filled =
                            bars.subList(start, i + 1).stream()
                                    .anyMatch(b -> gap > 0 ? b.low <= close : b.high >= close);
                    if (gap == 0) {
                        filled = true;
                    }
                    return new double[] {gap, 100 * gap / close, filled ? 1 : 0};
                });
    }

    @Test
    void initialBalanceIsTheFirstHour() {
        check(
                "initialbalance",
                Map.of(),
                1e-12,
                i -> {
                    long open = bars.get(i).sessionOpenMs;
                    List<Bar> hour =
                            bars.subList(sessionStart(i), i + 1).stream()
                                    .filter(b -> b.startMs < open + 3_600_000)
                                    .toList();
                    if (hour.isEmpty() || bars.get(i).endMs < open + 3_600_000) {
                        return new double[] {Double.NaN, Double.NaN, Double.NaN};
                    }
                    double high = hour.stream().mapToDouble(b -> b.high).max().orElseThrow();
                    double low = hour.stream().mapToDouble(b -> b.low).min().orElseThrow();
                    return new double[] {high, low, (high + low) / 2};
                });
        assertThat(ChronoUnit.HOURS.getDuration().toMillis()).isEqualTo(3_600_000);
    }

    @Test
    void relativeStrengthIsOwnChangeLessTheReferences() {
        check(
                "relstrength",
                Map.of("length", "13"),
                1e-10,
                i -> {
                    Bar now = bars.get(i);
                    double ratio = now.close / now.referenceClose;
                    if (i < 13) {
                        return new double[] {Double.NaN, ratio};
                    }
                    Bar then = bars.get(i - 13);
                    double own = (now.close - then.close) / then.close;
                    double theirs =
                            (now.referenceClose - then.referenceClose) / then.referenceClose;
                    return new double[] {100 * (own - theirs), ratio};
                });
    }

    @Test
    void aRollingProfileIsTheOneOfItsBars() {
        Study fresh =
                studies.create(
                        studies.studies().stream()
                                .filter(d -> d.name().equals("volumeprofile"))
                                .findFirst()
                                .orElseThrow()
                                .spec(Map.of("anchor", "start", "rows", "60", "tick", "0.05")),
                        M5);
        check(
                "volumeprofile",
                Map.of("anchor", "rolling", "length", "17", "rows", "60", "tick", "0.05"),
                1e-9,
                i -> {
                    double[] state = new double[fresh.stateSize()];
                    double[] out = new double[5];
                    for (Bar bar : bars.subList(Math.max(0, i - 16), i + 1)) {
                        fresh.commit(bar, state, 0, out, 0);
                    }
                    return out;
                });
    }

    @Test
    void rowsAreTheInstrumentsTicksWhereTheyAreKnown() {
        Study profile =
                studies.create(
                        studies.studies().stream()
                                .filter(d -> d.name().equals("volumeprofile"))
                                .findFirst()
                                .orElseThrow()
                                .spec(Map.of()),
                        M5);
        var bar = new Bar();
        bar.set(bars.getFirst());
        bar.tickSize = 0.25;
        bar.open = bar.high = bar.low = bar.close = 100.25;
        bar.volume = 10;
        double[] out = new double[5];
        profile.commit(bar, new double[profile.stateSize()], 0, out, 0);
        assertThat(out[0]).isEqualTo(100.25);
        assertThat(out[1]).isEqualTo(100.25);
    }

    @Test
    void saysWhatAgainstIs() {
        assertThatThrownBy(() -> check("relstrength", Map.of("against", "NIFTY"), 0, i -> NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("against=NIFTY")
                .hasMessageContaining("NSE:NIFTY 50");
    }
}
