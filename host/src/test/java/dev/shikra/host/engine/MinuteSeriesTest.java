package dev.shikra.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MinuteSeriesTest {
    private static final int MOST = 5 * MinuteSeries.PAGE;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Bar bar = new Bar();
    private long startMs = 1_767_571_200_000L;

    private void next() {
        startMs += 60_000L * random.nextInt(1, 4);
        bar.startMs = startMs;
        bar.open = random.nextDouble(90, 110);
        bar.high = bar.open + random.nextDouble();
        bar.low = bar.open - random.nextDouble();
        bar.close = random.nextDouble(bar.low, bar.high);
        bar.volume = random.nextInt(1_000);
        bar.turnover = bar.volume * bar.close;
        bar.trades = random.nextInt(50);
    }

    @BeforeEach
    void saySeed() {
        System.out.println("seed " + seed);
    }

    private static byte[] state(MinuteSeries series) {
        var out = new StateWriter();
        series.write(out);
        return out.toBytes();
    }

    @Test
    void keepsTheNewestBarsUnderTheirNumbers() {
        var series = new MinuteSeries(MOST, new AtomicInteger());
        var all = new ArrayDeque<double[]>();
        for (int n = 0; n < 2_000; n++) {
            next();
            series.add(bar);
            all.add(new double[] {startMs, bar.close});
            assertThat(series.to()).isEqualTo(n + 1);
            assertThat(series.to() - series.from()).isLessThanOrEqualTo(MOST);
            assertThat(series.lastStartMs()).isEqualTo(startMs);
        }
        assertThat(series.to() - series.from()).isGreaterThan(MOST - MinuteSeries.PAGE);
        long number = 0;
        var read = new Bar();
        for (double[] each : all) {
            if (number >= series.from()) {
                series.read(number, read);
                assertThat(read.startMs).isEqualTo((long) each[0]);
                assertThat(read.close).isEqualTo(each[1]);
                assertThat(series.firstAt(read.startMs)).isEqualTo(number);
            }
            number++;
        }
        series.add(read); // the newest again: not taken
        assertThat(series.to()).isEqualTo(all.size());
    }

    @Test
    void restoredAnywhereItGoesOnAsOneThatWasNeverInterrupted() {
        var whole = new MinuteSeries(MOST, new AtomicInteger());
        var broken = new MinuteSeries(MOST, new AtomicInteger());
        for (int n = 0; n < 3_000; n++) {
            next();
            whole.add(bar);
            broken.add(bar);
            if (random.nextInt(25) == 0) {
                byte[] state = state(broken);
                broken = new MinuteSeries(MOST, new AtomicInteger());
                broken.read(new StateReader(state));
            }
            assertThat(broken.from()).as("seed %d", seed).isEqualTo(whole.from());
            assertThat(broken.to()).as("seed %d", seed).isEqualTo(whole.to());
            assertThat(state(broken)).as("bar %d, seed %d", n, seed).isEqualTo(state(whole));
        }
    }

    @Test
    void aStateThatIsReadLaterIsOfTheMomentInWhichItWasWritten() {
        var series = new MinuteSeries(MOST, new AtomicInteger());
        for (int n = 0; n < 1_000; n++) {
            next();
            series.add(bar);
        }
        for (int time = 0; time < 20; time++) {
            byte[] now = state(series);
            var later = new StateWriter();
            series.write(later);
            for (int n = random.nextInt(3 * MOST); n >= 0; n--) {
                next();
                series.add(bar);
            }
            assertThat(later.toBytes()).as("seed %d", seed).isEqualTo(now);
        }
    }
}
