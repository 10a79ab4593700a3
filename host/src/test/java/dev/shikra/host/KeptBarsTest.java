package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars that a new journal finds again. */
class KeptBarsTest {
    private static final long OPEN = 1_740_000_000_000L - 1_740_000_000_000L % 86_400_000;
    private static final long DAY_MS = 86_400_000;

    @TempDir Path folder;

    private final List<String> notices = new ArrayList<>();

    private static Instrument equity(int token, String symbol) {
        return new Instrument(
                token, symbol, "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    }

    private final List<Instrument> instruments =
            List.of(equity(1, "M&M"), equity(2, "NIFTY 50"), equity(3, "../OUT"));

    private KeptBars kept() {
        return new KeptBars(folder.resolve("kept"), instruments, notices::add);
    }

    private static Bar bar(long startMs, double close) {
        var bar = new Bar();
        bar.startMs = startMs;
        bar.open = close - 1;
        bar.high = close + 0.05;
        bar.low = close - 2;
        bar.close = close;
        bar.volume = 12.5;
        return bar;
    }

    private List<String> read(int row) throws IOException {
        var bars = new ArrayList<String>();
        Path file = KeptBars.file(folder.resolve("kept"), instruments.get(row)).orElseThrow();
        WarmUpFile.read(file, (s, o, h, l, c, v) -> bars.add((s - OPEN) + " " + c + " " + v));
        return bars;
    }

    @Test
    void givesEachInstrumentsBarsToTheNextJournalOnce() throws IOException {
        KeptBars first = kept();
        first.closed(1, bar(OPEN, 100));
        first.closed(0, bar(OPEN, 50));
        first.closed(1, bar(OPEN + 60_000, 101.05));
        first.closed(2, bar(OPEN, 1));
        first.write(first.take());
        first.closed(1, bar(OPEN + 120_000, 102));
        first.write(first.take());
        KeptBars afterRestart = kept();
        afterRestart.closed(1, bar(OPEN + 60_000, 999)); // comes again out of the journal
        afterRestart.closed(1, bar(OPEN + 180_000, 103));
        afterRestart.write(afterRestart.take());
        assertThat(read(0)).containsExactly("0 50.0 12.5");
        assertThat(read(1))
                .containsExactly(
                        "0 100.0 12.5",
                        "60000 101.05 12.5",
                        "120000 102.0 12.5",
                        "180000 103.0 12.5");
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing beside the folder").hasSize(1);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void takesOffARowThatACrashCutShort() throws IOException {
        KeptBars first = kept();
        first.closed(0, bar(OPEN, 50));
        first.write(first.take());
        Path file = KeptBars.file(folder.resolve("kept"), instruments.get(0)).orElseThrow();
        Files.writeString(file, (OPEN + 60_000) + ",51,5", StandardOpenOption.APPEND);
        KeptBars afterCrash = kept();
        afterCrash.closed(0, bar(OPEN + 60_000, 52));
        afterCrash.write(afterCrash.take());
        assertThat(read(0)).containsExactly("0 50.0 12.5", "60000 52.0 12.5");
    }

    @Test
    void forgetsWhatIsOlderThanTheDaysItKeeps() throws IOException {
        KeptBars bars = kept();
        int days = KeptBars.DAYS + KeptBars.ROOM + 2;
        for (int day = 0; day < days; day++) {
            bars.closed(0, bar(OPEN + day * DAY_MS, 50 + day));
            bars.write(bars.take());
        }
        assertThat(read(0)).hasSizeBetween(KeptBars.DAYS, KeptBars.DAYS + 2);
        assertThat(read(0)).last().asString().startsWith((days - 1) * DAY_MS + " ");
    }

    @Test
    void saysOnceThatItCanNotWrite() throws IOException {
        Files.writeString(folder.resolve("kept"), "no folder");
        KeptBars bars = kept();
        for (int i = 0; i < 3; i++) {
            bars.closed(0, bar(OPEN + i * 60_000, 50));
            bars.write(bars.take());
        }
        assertThat(notices).hasSize(1).first().asString().contains("kept").contains("written");
    }

    @Test
    void areTheHistoryThatANewJournalBeginsWith() throws Exception {
        KeptBars before = kept();
        int sessions = 20;
        for (int day = 0; day < sessions; day++) {
            for (int minute = 0; minute < 3; minute++) {
                before.closed(1, bar(OPEN + day * DAY_MS + minute * 60_000, 100));
            }
        }
        before.write(before.take());
        var session =
                new SourceSession() {
                    @Override
                    public List<Instrument> instruments() {
                        return instruments;
                    }

                    @Override
                    public void run(FrameSink sink) {}

                    @Override
                    public void close() {}
                };
        var listener =
                new ScannerListener() {
                    @Override
                    public void notice(String message) {
                        notices.add(message);
                    }
                };
        var receipts = new ArrayList<Long>();
        FrameSink sink =
                new FrameSink() {
                    @Override
                    public void frame(long receiptMs, byte[] bytes, int at, int length) {
                        receipts.add(receiptMs);
                    }

                    @Override
                    public void skipped(String place, String reason) {}
                };
        var settings =
                new WarmUp.Settings(Optional.empty(), Optional.of(folder.resolve("kept")), 0);
        var warmUp = new WarmUp(settings, session, 0, listener);
        assertThat(warmUp.asked()).isTrue();
        warmUp.give(
                sink,
                OPEN + sessions * DAY_MS,
                new FeaturePlan(
                        new StateBlocks(3),
                        new FeatureRows(3, 1),
                        new StudyCatalog(List.of()),
                        List.of(Timeframe.M1),
                        on -> new SeriesShape(on, 375)),
                ZoneOffset.UTC);
        assertThat(receipts).hasSize(3 * sessions).isSorted();
        assertThat(notices).first().asString().startsWith("history: 60 bars since ");
    }
}
