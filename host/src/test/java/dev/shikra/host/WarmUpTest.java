package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars of the past: studies see them, nobody hears of them, and the journal knows. */
class WarmUpTest {
    private static final long START = Instant.parse("2024-01-02T10:00:00Z").toEpochMilli();
    static final String RULE =
            """
            import { pattern, bar, study } from 'shikra';
            export default pattern({
              id: 'warm', name: 'Warm', every: '1m', fires: 'each',
              inputs: { close: bar.close, mean: study.sma({ length: 90 }) },
              when: { 'has a mean': x => x.mean > 0 && x.close > 0 },
              then: x => ({ direction: 'long', confidence: 0.5 }),
            });
            """;

    @TempDir Path folder;

    static String history(int minutes, double price) {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (int minute = minutes; minute > 0; minute--) {
            text.append(START - minute * 60_000L)
                    .append("," + price + "," + (price + 1) + "," + (price - 1) + ",")
                    .append(price)
                    .append(",10\n");
        }
        return text.toString();
    }

    @Test
    void studiesSeeThePastAndAReplayOfTheJournalDoesToo() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        home.write("rules/patterns/warm.js", RULE);
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 3, 600);
        Path signals = folder.resolve("signals.jsonl");

        ShikraHome.Ran blind = home.run("replay", trades, "--signals", signals);
        assertThat(blind.exit()).as(blind.err()).isZero();
        assertThat(signals).isEmptyFile();

        home.write("var/history/MADEUP.csv", history(120, 100));
        ShikraHome.Ran warm = home.run("replay", trades, "--signals", signals);
        assertThat(warm.exit()).as(warm.err()).isZero();
        assertThat(warm.err()).contains("history: 120 bars since 2024-01-02T08:00 of all instr");
        List<String> lines = Files.readAllLines(signals);
        assertThat(lines).hasSizeBetween(9, 10);
        assertThat(lines.getFirst()).contains("2024-01-02T10:01:00");
        byte[] found = Files.readAllBytes(signals);

        Path again = folder.resolve("again.jsonl");
        ShikraHome.Ran journal =
                home.run(
                        "replay",
                        home.path().resolve("var/replay/journal"),
                        "--format",
                        "journal",
                        "--signals",
                        again);
        assertThat(journal.exit()).as(journal.err()).isZero();
        assertThat(Files.readAllBytes(again)).isEqualTo(found);
        assertThat(journal.hash()).isEqualTo(warm.hash());

        ShikraHome.Ran resumed = home.run("replay", trades, "--resume", "--signals", signals);
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.hash()).isEqualTo(warm.hash());
        assertThat(Files.readAllBytes(signals)).isEqualTo(found);
    }

    @Test
    void whatStaysBlindIsSaid() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        home.write("rules/patterns/warm.js", RULE);
        home.write("var/history/MADEUP.csv", history(30, 100) + "1,2,3\n");
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 3, 120);
        ShikraHome.Ran ran = home.run("replay", trades);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("MADEUP.csv:32: no number in column 'low'")
                .contains("history: 30 bars")
                .contains("still warming up: sma(length=90,source=close) on 1m for 60 more bars");
    }

    private List<Long> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("X.csv"), text);
        var starts = new ArrayList<Long>();
        WarmUpFile.read(file, (startMs, o, h, l, c, v) -> starts.add(startMs));
        return starts;
    }

    @Test
    void aFileSaysWhatIsWrongWithIt() throws IOException {
        assertThat(read("close,low,high,open,volume,time_ms,x\n1,1,1,1,1,60000,y\n"))
                .containsExactly(60_000L);
        assertThatThrownBy(() -> read("time_ms,open,high,low,close\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("X.csv:1: no column 'volume'");
        assertThatThrownBy(() -> read("")).hasMessageContaining("X.csv:1");
        assertThatThrownBy(() ->
                        read(
                                "time_ms,open,high,low,close,volume\n120000,1,1,1,1,1\n60000,1,1,1,1,1\n"))
                .hasMessageContaining("X.csv:3: time_ms 60000 is not later");
    }
}
