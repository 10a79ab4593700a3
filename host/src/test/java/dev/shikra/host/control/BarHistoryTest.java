package dev.shikra.host.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BarHistoryTest {
    private static Bar bar(long n) {
        var bar = new Bar();
        fill(bar, n);
        return bar;
    }

    /** Every field tells which bar it belongs to. */
    private static void fill(Bar bar, long n) {
        bar.startMs = n * 60_000;
        bar.endMs = bar.startMs + 60_000;
        bar.sessionOpenMs = n;
        bar.open = n;
        bar.high = n + 1;
        bar.low = n - 1;
        bar.close = n + 0.5;
        bar.volume = 10.0 * n;
        bar.turnover = 100.0 * n;
        bar.trades = (int) n;
    }

    private static double[] fields(Bar bar) {
        return new double[] {
            bar.startMs, bar.endMs, bar.sessionOpenMs, bar.open, bar.high, bar.low, bar.close,
            bar.volume, bar.turnover, bar.trades
        };
    }

    private static void assertWhole(Bar bar) {
        assertThat(fields(bar)).isEqualTo(fields(bar(bar.startMs / 60_000)));
    }

    @Test
    void keepsTheNewestBarsOfASeriesOldestFirst() {
        var history = new BarHistory(2, 3, 50, 1);
        for (int n = 1; n <= 220; n++) {
            history.add(1, 2, bar(n));
            List<Bar> bars = history.bars(1, 2, 1_000);
            assertThat(bars).hasSize(Math.min(n, 50));
            assertThat(bars.getLast().startMs).isEqualTo(n * 60_000L);
            bars.forEach(BarHistoryTest::assertWhole);
        }
        assertThat(history.bars(1, 2, 10)).hasSize(10);
        assertThat(history.bars(0, 2, 10)).isEmpty();
        assertThat(history.bars(1, 1, 10)).isEmpty();
    }

    @Test
    void passesOverWhatAJournalGivesASecondTime() {
        var history = new BarHistory(1, 1, 50, 1);
        for (int n = 1; n <= 20; n++) {
            history.add(0, 0, bar(n));
        }
        for (int n = 5; n <= 25; n++) {
            history.add(0, 0, bar(n));
        }
        assertThat(history.bars(0, 0, 100).stream().map(bar -> bar.startMs / 60_000).toList())
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, 25).boxed().toList());
    }

    @Test
    void usesNoMoreMemoryThanItIsGiven() {
        var history = new BarHistory(10_000, 1, 10_000, 1);
        for (int n = 1; n <= 100; n++) {
            for (int row = 0; row < 10_000; row++) {
                history.add(row, 0, bar(n));
            }
        }
        int kept = 0;
        int series = 0;
        for (int row = 0; row < 10_000; row++) {
            List<Bar> bars = history.bars(row, 0, 10_000);
            kept += bars.size();
            series += bars.isEmpty() ? 0 : 1;
            if (!bars.isEmpty()) {
                assertThat(bars.getLast().startMs).isEqualTo(100 * 60_000L);
            }
        }
        assertThat(kept * 80L).isBetween(900_000L, 1L << 20);
        assertThat(series).isPositive();
    }

    @Test
    void neverShowsHalfABarToAReaderBesideTheWriter() throws Exception {
        var history = new BarHistory(1, 1, 64, 1);
        var stop = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform().start(() -> {
                    var bar = new Bar();
                    for (long n = 1; !stop.get() && n < Integer.MAX_VALUE; n++) {
                        fill(bar, n);
                        history.add(0, 0, bar);
                    }
                });
        try {
            for (int reads = 0; reads < 20_000; reads++) {
                List<Bar> bars = history.bars(0, 0, 64);
                for (int n = 0; n < bars.size(); n++) {
                    Bar bar = bars.get(n);
                    long number = bar.startMs / 60_000;
                    assertThat(bar.close).isEqualTo(number + 0.5);
                    assertThat(bar.turnover).isEqualTo(100.0 * number);
                    if (n > 0) {
                        assertThat(bar.startMs - bars.get(n - 1).startMs).isEqualTo(60_000);
                    }
                }
            }
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    @Test
    void allocatesNothingOnceASeriesHasItsSize() {
        var history = new BarHistory(1, 1, 64, 1);
        var bar = new Bar();
        for (int n = 1; n <= 20_000; n++) {
            fill(bar, n);
            history.add(0, 0, bar);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int n = 20_001; n <= 120_000; n++) {
            fill(bar, n);
            history.add(0, 0, bar);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for 100,000 bars").isLessThan(10_000);
    }

    @Test
    void keepsNothingForAHostWithoutCharts() {
        BarHistory history = BarHistory.none();
        history.add(7, 3, bar(1));
        assertThat(history.bars(7, 3, 10)).isEmpty();
    }
}
