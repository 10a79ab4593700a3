package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudySpec;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Studies of the session and its clock against slow versions that look at all bars again. */
class SessionStudiesTest {
    private static final SeriesShape M5 = new SeriesShape(Timeframe.M5, 75);
    private final Studies studies = new Studies();

    @Test
    void relativeVolumeIsThatOfTheLastSessionsAtTheSameTime() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Bar> bars = RandomBars.of(seed, 1500, 5, 75);
        Study study = study("rvol", Map.of("days", "6", "min", "3"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[1];
        int defined = 0;
        for (int i = 0; i < bars.size(); i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            double expected = slowRelativeVolume(bars, i, 6, 3);
            if (Double.isNaN(expected)) {
                assertThat(out[0]).as("bar %d", i).isNaN();
            } else {
                assertThat(out[0]).as("bar %d", i).isCloseTo(expected, within(2e-7 * expected));
                defined++;
            }
        }
        assertThat(defined).isGreaterThan(1000);
    }

    private static double slowRelativeVolume(List<Bar> bars, int now, int days, int minimum) {
        Bar bar = bars.get(now);
        var earlier = new TreeSet<Long>();
        for (Bar old : bars.subList(0, now)) {
            if (old.sessionOpenMs < bar.sessionOpenMs) {
                earlier.add(old.sessionOpenMs);
            }
        }
        var last = List.copyOf(earlier.descendingSet()).subList(0, Math.min(days, earlier.size()));
        if (last.size() < minimum) {
            return Double.NaN;
        }
        long time = bar.startMs - bar.sessionOpenMs;
        double usual = 0;
        for (long session : last) {
            usual += volume(bars, session, time) / last.size();
        }
        return usual > 0
                ? volume(bars.subList(0, now + 1), bar.sessionOpenMs, time) / usual
                : Double.NaN;
    }

    private static double volume(List<Bar> bars, long session, long time) {
        return bars.stream()
                .filter(b -> b.sessionOpenMs == session && b.startMs - session <= time)
                .mapToDouble(b -> b.volume)
                .sum();
    }

    @Test
    void relativeVolumeRecoversFromAnAbsurdVolumeWhenItsSessionLeaves() {
        Study study = study("rvol", Map.of("days", "2", "min", "1"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[1];
        for (int session = 0; session < 8; session++) {
            study.commit(
                    bar(session, 0, 100, 101, 99, 100, session == 1 ? 1e60 : 10), state, 0, out, 0);
        }
        assertThat(out[0]).isEqualTo(1);
    }

    @Test
    void relativeVolumeGivesNothingForATimeThatDoesNotAdvance() {
        Study study = study("rvol", Map.of("days", "2", "min", "1"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[1];
        study.commit(bar(0, 0, 1, 1, 1, 1, 10), state, 0, out, 0);
        study.commit(bar(1, 3, 1, 1, 1, 1, 10), state, 0, out, 0);
        assertThat(out[0]).isEqualTo(1);
        study.commit(bar(1, 3, 1, 1, 1, 1, 10), state, 0, out, 0);
        assertThat(out[0]).isNaN();
        study.commit(bar(0, 9, 1, 1, 1, 1, 500), state, 0, out, 0);
        assertThat(out[0]).as("a session that is over").isNaN();
        study.commit(bar(1, 4, 1, 1, 1, 1, 10), state, 0, out, 0);
        assertThat(out[0]).isEqualTo(3);
        study.commit(bar(1, 75, 1, 1, 1, 1, 10), state, 0, out, 0);
        assertThat(out[0]).as("after the session's regular end").isNaN();
    }

    @Test
    void relativeVolumeStaysSmallForTwentySessionsOfMinutes() {
        Study study = studies.create(spec("rvol", Map.of()), new SeriesShape(Timeframe.M1, 375));
        assertThat(study.stateSize()).isLessThan(4200);
    }

    @Test
    void openingRangeIsKnownFromTheBarThatEndsIt() {
        Study study = study("openingrange", Map.of("minutes", "15"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[2];
        study.commit(bar(0, 0, 10, 12, 9, 11, 1), state, 0, out, 0);
        assertThat(out).containsOnly(Double.NaN);
        study.commit(bar(0, 1, 11, 15, 10, 11, 1), state, 0, out, 0);
        assertThat(out).containsOnly(Double.NaN);
        study.commit(bar(0, 2, 11, 13, 8, 11, 1), state, 0, out, 0);
        assertThat(out).containsExactly(15, 8);
        study.commit(bar(0, 3, 11, 30, 3, 11, 1), state, 0, out, 0);
        assertThat(out).containsExactly(15, 8);
        study.commit(bar(1, 3, 11, 30, 3, 11, 1), state, 0, out, 0);
        assertThat(out).as("no bar in the range").containsOnly(Double.NaN);
        study.commit(bar(2, 1, 5, 6, 4, 5, 1), state, 0, out, 0);
        study.commit(bar(2, 7, 5, 9, 4, 5, 1), state, 0, out, 0);
        assertThat(out).as("a bar missing in the range").containsExactly(6, 4);
    }

    @Test
    void openingRangeRefusesMinutesThatCutABar() {
        assertThatThrownBy(() -> study("openingrange", Map.of("minutes", "7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minutes=7")
                .hasMessageContaining("multiple of the timeframe's 5");
    }

    @Test
    void vwapStartsAnewWithTheSessionAndNeedsVolume() {
        Study study = study("vwap", Map.of());
        double[] state = new double[study.stateSize()];
        double[] out = new double[4];
        study.commit(bar(0, 0, 10, 12, 9, 9, 0), state, 0, out, 0);
        assertThat(out).containsOnly(Double.NaN);
        study.commit(bar(0, 1, 10, 12, 9, 9, 5), state, 0, out, 0);
        assertThat(out).containsExactly(10, 0, 10, 10);
        study.commit(bar(0, 2, 20, 20, 20, 20, 5), state, 0, out, 0);
        assertThat(out).containsExactly(15, 5, 25, 5);
        study.commit(bar(1, 0, 7, 7, 7, 7, 1), state, 0, out, 0);
        assertThat(out).containsExactly(7, 0, 7, 7);
        study.commit(bar(0, 3, 20, 20, 20, 20, 5), state, 0, out, 0);
        assertThat(out).as("a session that is over").containsOnly(Double.NaN);
    }

    private Study study(String name, Map<String, String> given) {
        return studies.create(spec(name, given), M5);
    }

    private StudySpec spec(String name, Map<String, String> given) {
        return studies.studies().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow()
                .spec(given);
    }

    private static Bar bar(
            int session,
            int place,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        var bar = new Bar();
        bar.sessionOpenMs = 1_740_000_000_000L + session * 86_400_000L;
        bar.startMs = bar.sessionOpenMs + place * 300_000L;
        bar.endMs = bar.startMs + 300_000L;
        bar.open = open;
        bar.high = high;
        bar.low = low;
        bar.close = close;
        bar.volume = volume;
        return bar;
    }
}
