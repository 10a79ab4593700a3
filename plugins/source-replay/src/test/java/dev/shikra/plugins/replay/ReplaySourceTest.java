package dev.shikra.plugins.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.Capture;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickFrame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySourceTest {
    private static final List<Instrument> ONE =
            List.of(
                    new Instrument(
                            1, "A", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null));

    @TempDir Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private Path zip(String name, String... namesAndTexts) throws IOException {
        Path file = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void theSampleIsOneHundredThousandTrades() throws Exception {
        Recorded sample = Recorded.of(Recorded.request("sample"));
        assertThat(sample.ticks).hasSize(100_000);
        assertThat(sample.ticks.getFirst())
                .isEqualTo("1385337600000 BITSTAMP:BTCUSD TRADE 1385337600000 800.01 x 0.1");
        assertThat(sample.frames).isLessThan(100_000).isGreaterThan(10_000);
        assertThat(sample.skipped).isEmpty();
        assertThat(sample.faults).isZero();
        Instrument pair = sample.session().instruments().getFirst();
        assertThat(pair.kind()).isEqualTo(Instrument.Kind.PAIR);
        assertThat(pair.segment()).isEqualTo("BITSTAMP");
        assertThat(pair.tickSize()).isEqualTo(0.01);
    }

    @Test
    void tradesOfOneSecondFormOneFrame() throws Exception {
        Path trades =
                file(
                        "ABC.csv",
                        "timestamp,price,amount",
                        "1700000000,10,1",
                        "1700000000,10.5,2",
                        "1700000003,11,0.5");
        Recorded read = Recorded.of(Recorded.request("", trades));
        assertThat(read.frames).isEqualTo(2);
        assertThat(read.ticks)
                .containsExactly(
                        "1700000000000 FILE:ABC TRADE 1700000000000 10.0 x 1.0",
                        "1700000000000 FILE:ABC TRADE 1700000000000 10.5 x 2.0",
                        "1700000003000 FILE:ABC TRADE 1700000003000 11.0 x 0.5");
    }

    @Test
    void saysWhichRowsAreBrokenAndReadsTheRest() throws Exception {
        Path bars =
                file(
                        "XYZ.csv",
                        "time,open,high,low,close,volume",
                        "2026-01-05 09:15:00,10,11,9,10.5,100",
                        "2026-01-05 09:16:00,10,11,9,abc,100",
                        "yesterday,10,11,9,10,100",
                        "2026-01-05 09:18:00,10,11",
                        "2026-01-05 09:19:00,10,9,11,10,100",
                        "2026-01-05 09:20:00,10,11,9,10,-5",
                        "2026-02-30 09:20:00,10,11,9,10,5",
                        "2026-01-05 09:21:00,10,11,9,10,");
        Recorded read = Recorded.of(Recorded.request("bars", bars));
        assertThat(read.ticks)
                .containsExactly(
                        "1767604560000 FILE:XYZ BAR 1767604500000 [10.0, 11.0, 9.0, 10.5, 100.0]");
        assertThat(read.skipped)
                .satisfiesExactly(
                        s ->
                                assertThat(s)
                                        .endsWith(
                                                "XYZ.csv:3: close 'abc' is not a number: digits with a point, such as 101.25"),
                        s ->
                                assertThat(s)
                                        .contains(
                                                "XYZ.csv:4: time 'yesterday' is not yyyy-MM-dd HH:mm:ss or"),
                        s -> assertThat(s).endsWith("XYZ.csv:5: 3 columns, expected at least 6"),
                        s -> assertThat(s).endsWith("XYZ.csv:6: high 9.0 is below low 11.0"),
                        s -> assertThat(s).endsWith("XYZ.csv:7: volume '-5' is negative"),
                        s -> assertThat(s).contains("XYZ.csv:8: time '2026-02-30 09:20:00'"),
                        s -> assertThat(s).contains("XYZ.csv:9: volume '' is not a number"));
    }

    @Test
    void countsBrokenRowsBeyondTheFirstHundred() throws Exception {
        var text = new StringBuilder("timestamp,price,amount\n1700000000,10,1\n");
        for (int i = 0; i < 250; i++) {
            text.append("1700000001,x,1\n");
        }
        Recorded read =
                Recorded.of(
                        Recorded.request(
                                "trades", Files.writeString(folder.resolve("A.csv"), text)));
        assertThat(read.skipped).hasSize(101);
        assertThat(read.skipped.getLast()).endsWith("A.csv: 150 more rows can't be read");
    }

    @Test
    void saysThatAFileIsEmpty() throws Exception {
        Path empty = Files.createFile(folder.resolve("EMPTY.csv"));
        Path good = file("B.csv", "timestamp,price,amount", "1700000000,10,1");
        Recorded read = Recorded.of(Recorded.request("trades", empty, good));
        assertThat(read.skipped).containsExactly(empty + ": the file is empty");
        assertThat(read.ticks).hasSize(1);
        assertThat(Recorded.of(Recorded.request("", empty)).skipped)
                .containsExactly(empty + ": the file is empty");
    }

    @Test
    void namesTheColumnsFoundAndExpectedWhenTheHeaderIsWrong() throws Exception {
        Path file = file("C.csv", "when,cost,size", "1700000000,10,1");
        assertThatThrownBy(() -> Recorded.of(Recorded.request("trades", file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "C.csv:1: format trades expects timestamp or time (time), price, amount or quantity")
                .hasMessageContaining("the columns found are when, cost, size");
        assertThatThrownBy(() -> Recorded.of(Recorded.request("", file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "its format can't be told by name or first line (when, cost, size)")
                .hasMessageContaining("nse-minute-2016");
    }

    @Test
    void saysWhatIsWrongWithTheRequest() {
        assertThatThrownBy(() -> Recorded.of(Recorded.request("trades", folder.resolve("no.csv"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no.csv: no such file: check the path");
        assertThatThrownBy(() -> Recorded.of(Recorded.request("trades")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give files");
        assertThatThrownBy(() -> Recorded.of(Recorded.request("excel", file("D.csv", "a,b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "format 'excel' is not known: one of sample, nse-minute-2016");
    }

    @Test
    void sortsRowsAndMergesFilesByTimeThenInstrument() throws Exception {
        Path zip =
                zip(
                        "days.zip",
                        "d/BBB.csv",
                        "time,open,high,low,close,volume\n120,1,1,1,1,5\n60,2,2,2,2,6\n",
                        "d/AAA.csv",
                        "time,open,high,low,close,volume\n60,3,3,3,3,7\n120,4,4,4,4,8\n");
        Recorded read = Recorded.of(Recorded.request("bars", zip));
        assertThat(read.frames).isEqualTo(2);
        assertThat(read.ticks)
                .containsExactly(
                        "120000 FILE:BBB BAR 60000 [2.0, 2.0, 2.0, 2.0, 6.0]",
                        "120000 FILE:AAA BAR 60000 [3.0, 3.0, 3.0, 3.0, 7.0]",
                        "180000 FILE:BBB BAR 120000 [1.0, 1.0, 1.0, 1.0, 5.0]",
                        "180000 FILE:AAA BAR 120000 [4.0, 4.0, 4.0, 4.0, 8.0]");
    }

    @Test
    void readsWhatADescriptionDescribes() throws Exception {
        Path format =
                file(
                        "mine.yaml",
                        "kind: trades",
                        "separator: ';'",
                        "time: {date: {column: day, pattern: yyMMdd}, clock: {column: secs, unit: seconds-of-day}, zone: Asia/Kolkata}",
                        "columns: {price: ltp, quantity: vol, symbol: code}",
                        "volume: cumulative",
                        "priceDivisor: 100",
                        "instrument: {exchange: NSE, segment: NSE, kind: equity, tick: 0.05}",
                        "overrides: [{symbols: ['NIFTY*'], kind: index, segment: INDICES, traded: false, tick: 0}]");
        Path ticks =
                file(
                        "t.txt",
                        "\ufeffcode;day;secs;ltp;vol\r",
                        "\"TCS\";260105;33300; 400005 ;100\r",
                        "NIFTY 50;260105;33300.5;2500010;7");
        Recorded read = Recorded.of(Recorded.request(format.toString(), ticks));
        assertThat(read.ticks)
                .containsExactly(
                        "1767584700000 NSE:TCS SNAPSHOT 1767584700000 4000.05 of 100.0",
                        "1767584700500 NSE:NIFTY 50 SNAPSHOT 1767584700500 25000.1 of 0.0");
        assertThat(read.session().instruments().get(1).traded()).isFalse();
    }

    @Test
    void refusesADescriptionWithAnUnknownKeyOrPattern() throws Exception {
        Path unknown = file("u.yaml", "kind: trades", "colums: {}");
        assertThatThrownBy(
                        () -> Recorded.of(Recorded.request(unknown.toString(), file("a.csv", "a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("u.yaml: colums is not known: one of about, match");
        Path pattern =
                file(
                        "p.yaml",
                        "kind: trades",
                        "time: {column: 1, pattern: MMM dd}",
                        "columns: {price: 2}",
                        "symbol: {constant: A}");
        assertThatThrownBy(
                        () -> Recorded.of(Recorded.request(pattern.toString(), file("a.csv", "a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time pattern 'MMM dd': only yyyy");
    }

    @Test
    void readsWhatStandsBeforeATornGzip() throws Exception {
        Path whole = folder.resolve("w.csv.gz");
        var text = new StringBuilder("timestamp,price,amount\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(1_700_000_000 + i).append(',').append(i * 37 % 1009 + 1).append(",1\n");
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path torn =
                Files.write(
                        folder.resolve("TORN.csv.gz"),
                        java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Recorded read = Recorded.of(Recorded.request("trades", torn));
        assertThat(read.ticksSeen).isBetween(1_000L, 19_000L);
        assertThat(read.skipped.getLast())
                .contains("the compressed data is cut short or damaged behind line");
    }

    @Test
    void skipsTheFramesThatTheJournalHolds() throws Exception {
        Path trades =
                file("S.csv", "timestamp,price,amount", "1,10,1", "1,11,1", "2,12,1", "3,13,1");
        Recorded rest =
                Recorded.of(Recorded.request("trades", Double.POSITIVE_INFINITY, 2, trades));
        assertThat(rest.ticks).containsExactly("3000 FILE:S TRADE 3000 13.0 x 1.0");
    }

    @Test
    void givesTheSameFramesAtAnySpeed() throws Exception {
        Path trades =
                file(
                        "V.csv",
                        "timestamp,price,amount",
                        "1,10,1",
                        "1.05,11,1",
                        "1.05,12,1",
                        "2,13,1");
        Recorded fast = Recorded.of(Recorded.request("trades", trades));
        Recorded paced = Recorded.of(Recorded.request("trades", 20, 0, trades));
        assertThat(paced.ticks).isEqualTo(fast.ticks);
        assertThat(paced.sum.getValue()).isEqualTo(fast.sum.getValue());
    }

    @Test
    void waitsForAGapNoLongerThanTheSettingAllows() throws Exception {
        Path trades = file("N.csv", "timestamp,price,amount", "1,10,1", "1000000,11,1");
        Recorded read = Recorded.of(paced(trades, Map.of("longestWaitMs", "20")));
        assertThat(read.ticksSeen).isEqualTo(2);
        assertThatThrownBy(() -> Recorded.of(paced(trades, Map.of("longestWait", "20"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "setting plugins.source-replay.longestWait is not known: did you mean"
                                + " 'longestWaitMs'?");
        assertThatThrownBy(() -> Recorded.of(paced(trades, Map.of("longestWaitMs", "a day"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a day' must be a number of ms from 0");
    }

    private static SourceRequest paced(Path file, Map<String, String> settings) {
        return new SourceRequest(List.of(file), "trades", 1, 0, settings, Path.of("target"));
    }

    @Test
    void saysThatAFileIsNoText() throws Exception {
        Path good = file("G.csv", "timestamp,price,amount", "1,10,1");
        Path noText = folder.resolve("H.csv");
        byte[] bytes = new byte[3 << 20];
        java.util.Arrays.fill(bytes, (byte) 'x');
        Files.write(noText, bytes);
        Recorded read = Recorded.of(Recorded.request("trades", noText, good));
        assertThat(read.ticksSeen).isEqualTo(1);
        assertThat(read.skipped)
                .singleElement()
                .asString()
                .startsWith(noText + ":1: the line is longer than 1048576 bytes");
    }

    @Test
    void closingEndsAWait() throws Exception {
        Path trades = file("W.csv", "timestamp,price,amount", "1,10,1", "1000000,11,1");
        try (SourceSession session =
                new ReplaySource().open(Recorded.request("trades", 1, 0, trades))) {
            var first = new CountDownLatch(1);
            var frames = new java.util.concurrent.atomic.AtomicInteger();
            var thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    session.run(
                                            new dev.shikra.api.source.FrameSink() {
                                                @Override
                                                public void frame(long ms, byte[] b, int o, int l) {
                                                    frames.incrementAndGet();
                                                    first.countDown();
                                                }

                                                @Override
                                                public void skipped(String place, String reason) {}
                                            });
                                } catch (IOException | InterruptedException e) {
                                    frames.set(-1);
                                }
                            });
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
            session.close();
            assertThat(thread.join(java.time.Duration.ofSeconds(30))).isTrue();
            assertThat(frames.get()).isEqualTo(1);
        }
    }

    @Test
    void replaysACaptureAndSaysThatItsLastFrameIsTorn() throws Exception {
        Path file = folder.resolve("day.capture");
        var frame = new TickFrame.Writer();
        frame.trade(0, 5, 10, 1);
        try (var writer = new Capture.Writer(Files.newOutputStream(file))) {
            writer.frame(7, frame.bytes(), 0, frame.length());
            writer.frame(8, frame.bytes(), 0, frame.length());
        }
        assertThatThrownBy(() -> Recorded.of(Recorded.request("capture", file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("day.capture.instruments.csv, which is missing");
        InstrumentList.write(InstrumentList.beside(file), "replay", ONE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
        Recorded read = Recorded.of(Recorded.request("", file));
        assertThat(read.ticks).containsExactly("7 NSE:A TRADE 5 10.0 x 1.0");
        assertThat(read.skipped)
                .containsExactly(
                        file
                                + " at byte 42: the last frame is cut short by the file's end; the frames before it were read");
    }

    @Test
    void givesWhatACaptureKnowsOfThePastBetweenTheSameFrames() throws Exception {
        Path file = folder.resolve("past.capture");
        var frame = new TickFrame.Writer();
        frame.trade(0, 5, 10, 1);
        try (var writer = new Capture.Writer(Files.newOutputStream(file))) {
            writer.past(0, new byte[0], 0, 0);
            writer.past(6, new byte[] {1}, 0, 1);
            writer.frame(7, frame.bytes(), 0, frame.length());
            writer.past(7, new byte[] {2, 3}, 0, 2);
            writer.frame(8, frame.bytes(), 0, frame.length());
        }
        InstrumentList.write(InstrumentList.beside(file), "replay", ONE);
        assertThat(Recorded.of(Recorded.request("capture", file)).pasts)
                .containsExactly("0 frames, 0: []", "0 frames, 6: [1]", "1 frames, 7: [2, 3]");
        Recorded rest = Recorded.of(Recorded.request("capture", 1.0e6, 1, file));
        assertThat(rest.pasts)
                .as("what came before the skipped frame is known; what came behind it may not be")
                .containsExactly("0 frames, 0: []", "0 frames, 7: [2, 3]");
        assertThat(rest.frames).isEqualTo(1);
    }

    @Test
    void saysUntilWhenACaptureGoesOn() throws Exception {
        Path file = folder.resolve("quiet.capture");
        var frame = new TickFrame.Writer();
        frame.trade(0, 5, 10, 1);
        try (var writer = new Capture.Writer(Files.newOutputStream(file))) {
            writer.frame(7, frame.bytes(), 0, frame.length());
            writer.frame(9_000, new byte[0], 0, 0);
        }
        InstrumentList.write(InstrumentList.beside(file), "replay", ONE);
        Recorded read = Recorded.of(Recorded.request("capture", 1.0e6, 1, file));
        assertThat(read.frames).as("the only frame is skipped").isZero();
        assertThat(read.times).containsExactly(9_000L);
    }
}
