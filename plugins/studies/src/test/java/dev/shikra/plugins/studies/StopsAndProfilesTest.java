package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold of stops, trends and profiles whatever the prices do. */
class StopsAndProfilesTest {
    private static final Studies STUDIES = new Studies();

    @Test
    void aParabolicStopStandsOutsideTheLastTwoBarsUnlessTouched() {
        List<Bar> bars = bars(3000);
        Study study = study("psar");
        double[] state = new double[study.stateSize()];
        double[] out = new double[1];
        int touched = 0;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            study.commit(bar, state, 0, out, 0);
            if (i < 2) {
                continue;
            }
            Bar last = bars.get(i - 1);
            assertThat(out[0] >= last.high || out[0] <= last.low).as("bar %d", i).isTrue();
            assertThat(out[0] >= bar.high || out[0] <= bar.low).as("bar %d", i).isTrue();
            touched += out[0] >= bar.high ? 1 : 0;
        }
        assertThat(touched).isBetween(500, 2500);
    }

    @Test
    void aSupertrendTurnsOnlyWhenACloseCrossesTheOtherBand() {
        List<Bar> bars = bars(3000);
        Study study = study("supertrend,length=5,multiplier=1.5");
        double[] state = new double[study.stateSize()];
        double[] out = new double[4];
        double direction = -1;
        int turns = 0;
        for (int i = 0; i < bars.size(); i++) {
            double close = bars.get(i).close;
            study.commit(bars.get(i), state, 0, out, 0);
            if (Double.isNaN(out[0])) {
                continue;
            }
            if (out[1] != direction) {
                assertThat(out[1] > 0 ? close > out[2] : close < out[3]).as("bar %d", i).isTrue();
                turns++;
            } else if (i > 5) {
                assertThat(out[1] > 0 ? close >= out[3] : close <= out[2]).as("bar %d", i).isTrue();
            }
            direction = out[1];
            assertThat(out[0]).isEqualTo(direction > 0 ? out[3] : out[2]);
        }
        assertThat(turns).isGreaterThan(20);
    }

    @Test
    void aProfileOfCoarserRowsHoldsTheSameVolume() {
        List<Bar> bars = bars(2000);
        Study fine = study("volumeprofile,anchor=start,rows=2000,tick=0.05");
        Study coarse = study("volumeprofile,anchor=start,rows=16,tick=0.05");
        double[] fineState = new double[fine.stateSize()];
        double[] coarseState = new double[coarse.stateSize()];
        double[] fineOut = new double[5];
        double[] coarseOut = new double[5];
        double volume = 0;
        for (Bar bar : bars) {
            fine.commit(bar, fineState, 0, fineOut, 0);
            coarse.commit(bar, coarseState, 0, coarseOut, 0);
            volume += bar.volume;
            assertThat(coarseOut[0] >= coarseOut[2] - 1e-9 && coarseOut[0] <= coarseOut[1] + 1e-9)
                    .as("poc within the value area")
                    .isEqualTo(volume > 0);
        }
        assertThat(rows(coarseState, 16)).isCloseTo(volume, within(1e-9 * volume));
        assertThat(rows(fineState, 2000)).isCloseTo(volume, within(1e-9 * volume));
        // Where rows differ the areas may end elsewhere, but two areas of 70 % of one volume have
        // prices in common.
        assertThat(coarseOut[2]).isLessThan(fineOut[1]);
        assertThat(fineOut[2]).isLessThan(coarseOut[1]);
    }

    @Test
    void aProfileNamesItsFullestRowAndTheNextNodes() {
        Study study = study("volumeprofile,tick=1,valueArea=0.5");
        double[] state = new double[study.stateSize()];
        double[] out = new double[5];
        double[][] priceAndVolume = {
            {100, 5}, {101, 1}, {102, 40}, {103, 30}, {104, 1}, {105, 2}, {106, 25}, {107, 1}
        };
        for (double[] row : priceAndVolume) {
            study.commit(flat(row[0], row[1]), state, 0, out, 0);
        }
        study.commit(flat(104, 0), state, 0, out, 0);
        assertThat(out).containsExactly(102, 103, 102, 106, 102);
    }

    private static double rows(double[] state, int rows) {
        double sum = 0;
        for (int i = state.length - rows; i < state.length; i++) {
            sum += state[i];
        }
        return sum;
    }

    private static Bar flat(double price, double volume) {
        var bar = new Bar();
        bar.open = price;
        bar.high = price;
        bar.low = price;
        bar.close = price;
        bar.volume = volume;
        return bar;
    }

    private static Study study(String line) {
        return STUDIES.create(
                GoldenColumn.parse("- - " + line + " value abs:0", STUDIES).spec(),
                new SeriesShape(Timeframe.M5, 75));
    }

    private static List<Bar> bars(int count) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return RandomBars.of(seed, count, 5, 75);
    }
}
