package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users may ask, what bad input does, how much memory it takes. */
class StudiesTest {
    private static final SeriesShape M1 = new SeriesShape(Timeframe.M1, 375);
    private static final Studies STUDIES = new Studies();

    static Stream<StudyDescription> all() {
        return STUDIES.studies().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesLengthsOfNothing(StudyDescription description) {
        for (Parameter parameter : description.parameters()) {
            if (parameter instanceof Parameter.Whole) {
                for (String bad : List.of("0", "-1", "1.5", "NaN", "many", "1000000")) {
                    assertThatThrownBy(() -> description.spec(Map.of(parameter.name(), bad)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(parameter.name() + "=" + bad)
                            .hasMessageContaining(parameter.allowed());
                }
            }
        }
    }

    @Test
    void refusesUnknownParametersAndSources() {
        assertThatThrownBy(() -> spec("ema", Map.of("lenght", "9")))
                .hasMessageContaining("ema has no parameter 'lenght'")
                .hasMessageContaining("length");
        assertThatThrownBy(() -> spec("ema", Map.of("source", "vwap")))
                .hasMessageContaining("source=vwap")
                .hasMessageContaining("open, high, low, close, volume, hl2, hlc3, ohlc4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "macd,fast=26,slow=12",
                "adosc,fast=10,slow=10",
                "ultosc,short=14",
                "rvol,days=3",
                "stddev,length=1,sample=true"
            })
    void refusesParametersThatDoNotGoTogether(String line) {
        StudySpec spec = GoldenColumn.parse("- - " + line + " value abs:0", STUDIES).spec();
        assertThatThrownBy(() -> STUDIES.create(spec, M1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(spec.name())
                .hasMessageContaining("=");
    }

    /** A bar that no study can use: each value in turn is not a number, infinite or absurd. */
    @ParameterizedTest
    @MethodSource("all")
    void takesABarOfNonsenseAsIfItHadNeverCome(StudyDescription description) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Study study = STUDIES.create(description.spec(Map.of()), new SeriesShape(Timeframe.M5, 75));
        double[] clean = new double[study.stateSize()];
        double[] disturbed = new double[study.stateSize()];
        double[] expected = new double[study.outputs().size()];
        double[] actual = new double[study.outputs().size()];
        double[] nonsense = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200};
        List<Bar> bars = RandomBars.of(seed, 600, 5, 75);
        for (int i = 0; i < bars.size(); i++) {
            Bar bad = new Bar();
            bad.set(bars.get(i));
            double value = nonsense[i % nonsense.length];
            bad.open = value;
            bad.high = value;
            bad.low = value;
            bad.close = value;
            bad.volume = value;
            study.commit(bad, disturbed, 0, actual, 0);
            assertThat(actual).as("outputs for nonsense").containsOnly(Double.NaN);
            study.commit(bars.get(i), clean, 0, expected, 0);
            study.commit(bars.get(i), disturbed, 0, actual, 0);
            assertThat(actual).as("%s at bar %d", description.name(), i).isEqualTo(expected);
        }
    }

    @Test
    void givesNumbersForNegativeAndZeroPricesAndNoVolume() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Bar bar = new Bar();
            bar.sessionOpenMs = 1_740_000_000_000L;
            bar.startMs = bar.sessionOpenMs + i * 60_000L;
            bar.endMs = bar.startMs + 60_000;
            bar.open = 5 * Math.sin(i);
            bar.close = i % 10 == 0 ? 0 : 5 * Math.sin(i + 1);
            bar.high = Math.max(bar.open, bar.close) + 1;
            bar.low = Math.min(bar.open, bar.close) - 1;
            bars.add(bar);
        }
        var undefined = new ArrayList<String>();
        for (StudyDescription description : STUDIES.studies()) {
            Study study = STUDIES.create(description.spec(Map.of()), M1);
            double[] state = new double[study.stateSize()];
            double[] out = new double[study.outputs().size()];
            boolean defined = false;
            for (Bar bar : bars) {
                study.commit(bar, state, 0, out, 0);
                for (double value : out) {
                    assertThat(value).as(description.name()).isNotInfinite();
                    defined |= !Double.isNaN(value);
                }
            }
            if (!defined) {
                undefined.add(description.name());
            }
        }
        assertThat(undefined)
                .as("need volume, or another session")
                .containsExactlyInAnyOrder(
                        "gap",
                        "prevday",
                        "prevweek",
                        "relstrength",
                        "vwap",
                        "cmf",
                        "rvol",
                        "volumeprofile",
                        "pivots");
    }

    private static Bar bar(long openMs, int minute, double close, double volume) {
        var bar = new Bar();
        bar.sessionOpenMs = openMs;
        bar.startMs = openMs + minute * 60_000L;
        bar.endMs = bar.startMs + 60_000;
        bar.open = close;
        bar.high = close + 1;
        bar.low = close - 1;
        bar.close = close;
        bar.volume = volume;
        bar.referenceClose = 100;
        return bar;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vwap",
                "rvol",
                "openingrange",
                "initialbalance",
                "gap",
                "prevday",
                "prevweek",
                "volumeprofile",
                "pivots"
            })
    void studiesOfTheSessionTakeNoBarOfOneThatIsOver(String name) {
        Study study = STUDIES.create(spec(name, Map.of()), M1);
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        long day = 86_400_000L;
        long open = 1_740_000_000_000L;
        for (int session = 0; session < 9; session++) {
            for (int minute = 0; minute < 70; minute++) {
                study.commit(bar(open + session * day, minute, 100, 5), state, 0, out, 0);
            }
        }
        double[] before = state.clone();
        study.commit(bar(open + 7 * day, 3, 50, 5), state, 0, out, 0);
        assertThat(out).containsOnly(Double.NaN);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void takesBarsInTheOrderTheyComeAndTheSameTimeTwice() {
        long open = 1_740_000_000_000L;
        Study mean = STUDIES.create(spec("sma", Map.of("length", "3")), M1);
        double[] state = new double[mean.stateSize()];
        double[] out = new double[1];
        int[] minutes = {0, 2, 1, 1};
        double[] closes = {10, 40, 20, 60};
        double[] expected = {Double.NaN, Double.NaN, 70.0 / 3, 40};
        for (int i = 0; i < minutes.length; i++) {
            mean.commit(bar(open, minutes[i], closes[i], 1), state, 0, out, 0);
            assertThat(out[0]).isEqualTo((Double) expected[i]);
        }
        for (StudyDescription description : STUDIES.studies()) {
            Study study = STUDIES.create(description.spec(Map.of()), M1);
            double[] slice = new double[study.stateSize()];
            double[] values = new double[study.outputs().size()];
            for (int i = 0; i < 300; i++) {
                Bar bar = bar(open, 2 * (i / 2), 100 + i % 7, 3 + i % 5);
                study.commit(bar, slice, 0, values, 0);
                for (double value : values) {
                    assertThat(value).as(description.name()).isNotInfinite();
                }
            }
        }
    }

    @Test
    void theMostUsedStudiesOfNineThousandInstrumentsTakeLessThan600Megabytes() {
        long doubles = 0;
        for (StudySpec spec : mostUsed().values()) {
            doubles += STUDIES.create(spec, M1).stateSize();
        }
        assertThat(mostUsed()).hasSize(25);
        assertThat(doubles * Double.BYTES * 9_000).isLessThan(600_000_000L);
    }

    private static Map<String, StudySpec> mostUsed() {
        var specs = new LinkedHashMap<String, StudySpec>();
        for (String line :
                List.of(
                        "sma,length=20",
                        "sma,length=200",
                        "ema,length=9",
                        "ema,length=21",
                        "ema,length=200",
                        "wma",
                        "macd",
                        "rsi",
                        "stoch",
                        "stochrsi",
                        "willr",
                        "cci",
                        "roc",
                        "adx",
                        "aroon",
                        "psar",
                        "atr",
                        "bbands",
                        "keltner",
                        "donchian",
                        "supertrend",
                        "vwap",
                        "obv",
                        "mfi",
                        "rvol")) {
            specs.put(line, GoldenColumn.parse("- - " + line + " value abs:0", STUDIES).spec());
        }
        return specs;
    }

    private static StudySpec spec(String name, Map<String, String> given) {
        return STUDIES.studies().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow()
                .spec(given);
    }
}
