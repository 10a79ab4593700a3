package dev.shikra.plugins.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;

class Ta4jStudyTest {
    private static final SeriesShape M5 = new SeriesShape(Timeframe.M5, 75);
    private final Ta4jStudies studies = new Ta4jStudies();

    private Study study(Map<String, String> given) {
        return studies.create(studies.studies().getFirst().spec(given), M5);
    }

    private static List<Bar> bars(int count) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return RandomBars.of(seed, count, 5, 75);
    }

    @Test
    void givesWhatTa4jGivesOverTheWindow() {
        Study macd = study(Map.of("indicator", "MACDIndicator", "args", "5,11", "bars", "60"));
        Study cci = study(Map.of("indicator", "CCIIndicator", "length", "9", "bars", "60"));
        double[] macdState = new double[macd.stateSize()];
        double[] cciState = new double[cci.stateSize()];
        double[] out = new double[2];
        List<Bar> bars = bars(200);
        for (int i = 0; i < bars.size(); i++) {
            macd.commit(bars.get(i), macdState, 0, out, 0);
            cci.commit(bars.get(i), cciState, 0, out, 1);
            var series =
                    new BaseBarSeriesBuilder()
                            .withNumFactory(DoubleNumFactory.getInstance())
                            .build();
            for (Bar bar : bars.subList(Math.max(0, i - 59), i + 1)) {
                series.barBuilder()
                        .timePeriod(Duration.ofMinutes(5))
                        .endTime(Instant.ofEpochMilli(bar.endMs))
                        .openPrice(bar.open)
                        .highPrice(bar.high)
                        .lowPrice(bar.low)
                        .closePrice(bar.close)
                        .volume(bar.volume)
                        .add();
            }
            if (i + 1 >= macd.warmUpBars()) {
                double expected =
                        new MACDIndicator(new ClosePriceIndicator(series), 5, 11)
                                .getValue(series.getEndIndex())
                                .doubleValue();
                assertThat(out[0]).as("bar %d", i).isCloseTo(expected, within(1e-12));
            } else {
                assertThat(out[0]).isNaN();
            }
            if (i >= 20) {
                double expected =
                        new CCIIndicator(series, 9).getValue(series.getEndIndex()).doubleValue();
                if (!Double.isNaN(expected)) {
                    assertThat(out[1]).as("bar %d", i).isCloseTo(expected, within(1e-9));
                }
            }
        }
    }

    @Test
    void previewsWhatItWouldCommitAndRemembersInItsSliceAlone() {
        Study study = study(Map.of("length", "3", "bars", "30"));
        double[] state = new double[study.stateSize()];
        double[] preview = new double[1];
        double[] commit = new double[1];
        for (Bar bar : bars(120)) {
            double[] before = state.clone();
            study.preview(bar, state, 0, preview, 0);
            assertThat(state).isEqualTo(before);
            Study other = study(Map.of("length", "3", "bars", "30"));
            other.commit(bar, state, 0, commit, 0);
            assertThat(preview).isEqualTo(commit);
        }
    }

    @Test
    void doesNotTakeBadLateOrRepeatedBars() {
        Study study = study(Map.of("length", "2", "bars", "20"));
        double[] clean = new double[study.stateSize()];
        double[] out = new double[1];
        List<Bar> bars = bars(30);
        for (Bar bar : bars) {
            study.commit(bar, clean, 0, out, 0);
        }
        double[] before = clean.clone();
        study.commit(bars.get(29), clean, 0, out, 0);
        assertThat(out[0]).isNaN();
        study.commit(bars.get(3), clean, 0, out, 0);
        var bad = new Bar();
        bad.set(bars.get(29));
        bad.startMs += 300_000;
        bad.endMs += 300_000;
        bad.close = Double.NaN;
        study.commit(bad, clean, 0, out, 0);
        assertThat(out[0]).isNaN();
        assertThat(clean).isEqualTo(before);
    }

    @Test
    void manyIndicatorsCanBeMade() {
        var names = new IndicatorNames();
        assertThat(names.all()).hasSizeGreaterThan(150).contains("RSIIndicator", "EMAIndicator");
        int made = 0;
        for (String name : names.all()) {
            for (String args : List.of("", "5", "5,9", "5,9,3")) {
                try {
                    study(Map.of("indicator", name, "args", args));
                    made++;
                    break;
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
        System.out.println(made + " of " + names.all().size() + " indicators can be made");
        assertThat(made).isGreaterThan(100);
    }

    @Test
    void saysItIsSlowAndWhatIsWrong() {
        assertThat(studies.studies().getFirst().summary()).startsWith("Slow");
        assertThatThrownBy(() -> study(Map.of("indicator", "RSIndicator")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'RSIndicator'")
                .hasMessageContaining("RSIIndicator");
        assertThatThrownBy(() -> study(Map.of("indicator", "EMAIndicator", "args", "3,4,5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EMAIndicator can't be made of 3 numbers: it takes 1 number");
        assertThatThrownBy(() -> study(Map.of("args", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'many' is no number");
        assertThatThrownBy(() -> study(Map.of("length", "50", "bars", "20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bars=");
    }
}
