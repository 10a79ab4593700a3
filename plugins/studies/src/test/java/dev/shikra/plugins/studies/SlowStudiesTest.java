package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Each study against the slow version of itself, on random bars, for long runs too. */
class SlowStudiesTest {
    private final Studies studies = new Studies();
    private final Map<String, Function<Series, IntFunction<double[]>>> slow = slowVersions();

    private static Map<String, Function<Series, IntFunction<double[]>>> slowVersions() {
        var slow = new LinkedHashMap<String, Function<Series, IntFunction<double[]>>>();
        slow.put("sma,length=7 rel:1e-12", s -> SlowStudies.sma(s, 7));
        slow.put("sma,length=200 rel:1e-12", s -> SlowStudies.sma(s, 200));
        slow.put("wma,length=9 rel:1e-12", s -> SlowStudies.wma(s, 9));
        slow.put("dema,length=6 rel:1e-12", s -> SlowStudies.dema(s, 6));
        slow.put("tema,length=6 rel:1e-12", s -> SlowStudies.tema(s, 6));
        slow.put("trix,length=5 abs:1e-11", s -> SlowStudies.trix(s, 5));
        slow.put("kama,length=8 rel:1e-12", s -> SlowStudies.kama(s, 8));
        slow.put("macd price:1e-12", s -> SlowStudies.macd(s, 12, 26, 9));
        slow.put("rsi,length=3 abs:1e-10", s -> SlowStudies.rsi(s, 3));
        slow.put("stoch,k=5,smooth=2,d=4 abs:1e-10", s -> SlowStudies.stoch(s, 5, 2, 4));
        slow.put("stochf abs:1e-10", s -> SlowStudies.stoch(s, 14, 1, 3));
        slow.put("stochrsi,k=5 abs:1e-8", s -> SlowStudies.stochrsi(s, 14, 5, 3));
        slow.put("willr abs:1e-10", s -> SlowStudies.willr(s, 14));
        slow.put("cci abs:1e-7", s -> SlowStudies.cci(s, 20));
        slow.put("roc abs:1e-11", s -> SlowStudies.roc(s, 10));
        slow.put("mom abs:0", s -> SlowStudies.mom(s, 10));
        slow.put("ultosc abs:1e-10", s -> SlowStudies.ultosc(s, 7, 14, 28));
        slow.put("stddev,length=11 price:1e-14", s -> SlowStudies.stddev(s, 11));
        slow.put("bbands abs:1e-10", s -> SlowStudies.bbands(s, 20, 2));
        slow.put("linreg price:1e-12", s -> SlowStudies.linreg(s, 14));
        slow.put("min,length=13 abs:0", s -> SlowStudies.min(s, 13));
        slow.put("max,length=200 abs:0", s -> SlowStudies.max(s, 200));
        slow.put("atr rel:1e-11", s -> SlowStudies.atr(s, 14));
        slow.put("keltner rel:1e-12", s -> SlowStudies.keltner(s, 20, 10, 2));
        slow.put("donchian rel:1e-15", s -> SlowStudies.donchian(s, 20, 0));
        slow.put("donchian,previous=true rel:1e-15", s -> SlowStudies.donchian(s, 20, 1));
        slow.put("ichimoku rel:1e-15", SlowStudies::ichimoku);
        slow.put("aroon,length=6 abs:1e-10", s -> SlowStudies.aroon(s, 6));
        slow.put("ad volume:1e-12", SlowStudies::ad);
        slow.put("adosc volume:1e-12", s -> SlowStudies.adosc(s, 3, 10));
        slow.put("obv volume:1e-12", SlowStudies::obv);
        slow.put("cmf abs:1e-12", s -> SlowStudies.cmf(s, 20));
        slow.put("mfi abs:1e-9", s -> SlowStudies.mfi(s, 14));
        slow.put("vwap price:1e-12", s -> SlowStudies.vwap(s, i -> s.sessionStart[i]));
        slow.put("vwap,anchor=rolling,length=9 price:1e-12", s -> SlowStudies.vwap(s, i -> i - 8));
        slow.put("adx abs:1e-10", s -> SlowStudies.adx(s, 14));
        slow.put("heikinashi rel:1e-12", SlowStudies::heikinashi);
        slow.put("pivots price:1e-12", SlowStudies::pivots);
        slow.put("pivots,kind=cpr price:1e-12", SlowStudies::pivots);
        slow.put(
                "pivots,kind=fibonacci price:1e-12",
                s -> SlowStudies.pivotsAround(s, false, 0.382, 0.618, 1));
        slow.put(
                "pivots,kind=camarilla price:1e-12",
                s -> SlowStudies.pivotsAround(s, true, 1.1 / 12, 1.1 / 6, 1.1 / 4));
        slow.put("levels,lookback=40,wing=2 abs:0", s -> SlowStudies.levels(s, 40, 0.002, 2));
        return slow;
    }

    @Test
    void agreesWithTheSlowVersion() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        check(RandomBars.of(seed, 1200, 5, 75), 0);
    }

    @Test
    void agreesWithTheSlowVersionAfterAMillionBars() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        check(RandomBars.of(seed, 1_000_000, 5, 75), 997_000);
    }

    @Test
    void vwapSinceTheStartIsThatOfAllBars() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var faults = new ArrayList<String>();
        check(
                RandomBars.of(seed, 1200, 5, 75),
                0,
                "vwap,anchor=start price:1e-12",
                s -> SlowStudies.vwap(s, i -> 0),
                faults);
        assertThat(faults).isEmpty();
    }

    @Test
    void volumeProfileCountsRowsOfTicks() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var faults = new ArrayList<String>();
        check(
                RandomBars.of(seed, 700, 5, 75),
                0,
                "volumeprofile,rows=2000,tick=0.05 price:1e-9",
                s -> SlowStudies.volumeProfile(s, 0.05, 0.70),
                faults);
        assertThat(faults).isEmpty();
    }

    private void check(List<Bar> bars, int from) {
        var faults = new ArrayList<String>();
        slow.forEach((line, version) -> check(bars, from, line, version, faults));
        assertThat(faults).isEmpty();
    }

    private void check(
            List<Bar> bars,
            int from,
            String line,
            Function<Series, IntFunction<double[]>> version,
            List<String> faults) {
        String[] words = line.split(" ", -1);
        GoldenColumn column = GoldenColumn.parse("- - " + words[0] + " value " + words[1], studies);
        Study study = studies.create(column.spec(), new SeriesShape(Timeframe.M5, 75));
        IntFunction<double[]> expected = version.apply(new Series(bars));
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        double volume = 0;
        int defined = 0;
        for (int i = 0; i < bars.size(); i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            volume += bars.get(i).volume;
            double[] values = i < from ? new double[0] : expected.apply(i);
            for (int j = 0; j < values.length; j++) {
                boolean near =
                        Double.isNaN(values[j])
                                ? Double.isNaN(out[j])
                                : column.tolerance()
                                        .allows(out[j], values[j], bars.get(i).close, volume, 0);
                defined += Double.isNaN(values[j]) ? 0 : 1;
                if (!near) {
                    faults.add(
                            column.spec()
                                    + " "
                                    + study.outputs().get(j)
                                    + " bar "
                                    + i
                                    + ": "
                                    + out[j]
                                    + ", not "
                                    + values[j]);
                    return;
                }
            }
        }
        assertThat(defined).as(line).isPositive();
    }
}
