package dev.shikra.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live session over a websocket: the simulated exchange, followed by the Kite plugin. What was
 * received gives the same alerts again, from the capture and from the journal.
 */
class LiveSessionTest {
    private static final String ABOVE_AVERAGE =
            """
            import { pattern, bar, study } from 'shikra';
            export default pattern({
              id: 'above-average', name: 'Above the average', every: '1m', fires: 'each',
              inputs: { now: bar.close, average: study.sma({ length: 200 }) },
              when: { 'above': x => x.now > x.average },
              then: x => ({ direction: 'long', confidence: 0.5, stop: x.now - 1, target: x.now + 2 }),
            });
            """;

    @TempDir Path folder;
    private ShikraHome home;

    @BeforeEach
    void home() throws Exception {
        home = ShikraHome.in(folder);
        home.withoutPatterns();
        home.write(
                "rules/patterns/above-open.js",
                MadeUpTrades.rule("above-open", "1m", "x => x.now > x.open"));
        home.write(
                "rules/patterns/tick-below-open.js",
                MadeUpTrades.rule("tick-below-open", "tick", "x => x.now < x.open"));
        // Warm only with bars of the days before.
        home.write("rules/patterns/above-average.js", ABOVE_AVERAGE);
        // A busy machine must not void a rule's run: that is no part of a capture.
        Files.move(
                home.configuration("patient", "budgetMs", "60000").resolve("shikra.yaml"),
                folder.resolve("config/shikra.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private record Result(byte[] alerts, byte[] signals) {}

    private Result run(String name, Object... arguments) throws Exception {
        Path alerts = folder.resolve(name + "-alerts.jsonl");
        Path signals = folder.resolve(name + "-signals.jsonl");
        var all = new ArrayList<Object>(List.of(arguments));
        all.addAll(List.of("--alerts", alerts, "--signals", signals));
        ShikraHome.Ran ran = home.run(all.toArray());
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        return new Result(Files.readAllBytes(alerts), Files.readAllBytes(signals));
    }

    private static void isAs(Result result, Result first) {
        assertThat(result.signals).isEqualTo(first.signals);
        assertThat(result.alerts).isEqualTo(first.alerts);
    }

    @Test
    void givesTheSameAlertsFromItsCaptureAndFromItsJournal() throws Exception {
        Path capture = folder.resolve("session.bin");
        Result live = run("live", "demo", "--for", "10s", "--speed", "120", "--capture", capture);
        assertThat(live.alerts).as("there must be something to compare").isNotEmpty();
        assertThat(live.signals.length).isGreaterThan(live.alerts.length);
        assertThat(new String(live.signals, UTF_8).contains("above-average"))
                .as("a signal of what was known of the days before")
                .isTrue();

        isAs(run("capture", "replay", "--format", "kite", capture), live);
        isAs(run("replayed-journal", "replay", "--format", "journal", home.journal()), live);
        isAs(run("told", "replay", capture), live);
        isAs(
                run("journal", "replay", "--format", "journal", folder.resolve("var/demo/journal")),
                live);
    }

    /** Between a bar of the past and the next, at a join, and among frames. */
    @Test
    void aReplayOfItsCaptureGoesOnWhereverItBroke() throws Exception {
        Path whole = folder.resolve("whole.bin");
        run("live", "demo", "--for", "6s", "--speed", "120", "--capture", whole);
        List<CaptureParts.Part> parts = CaptureParts.of(whole);
        ShikraHome.Ran first = home.run("replay", whole);
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains(" ticks, ").doesNotContain(" late");

        int[] past =
                IntStream.range(0, parts.size())
                        .filter(i -> parts.get(i).isRecordOfThePast())
                        .toArray();
        assertThat(past.length).as("records of the past").isGreaterThan(20);
        Path grows = folder.resolve("grows.bin");
        boolean begun = false;
        for (int end :
                IntStream.of(past[1], past[2], past[past.length / 2], parts.size() * 2 / 3)
                        .sorted()
                        .toArray()) {
            long untilMs = parts.get(end - 1).receiptMs();
            var until = new ArrayList<>(parts.subList(0, end));
            until.add(new CaptureParts.Part(false, untilMs, new byte[0])); // no more is known
            CaptureParts.write(grows, until, whole);
            ShikraHome.Ran ran =
                    begun ? home.run("replay", grows, "--resume") : home.run("replay", grows);
            assertThat(ran.exit()).as("to part %d: %s", end, ran.err()).isZero();
            begun = true;
        }
        CaptureParts.write(grows, parts, whole);
        ShikraHome.Ran last = home.run("replay", grows, "--resume");
        assertThat(last.exit()).as(last.err()).isZero();
        assertThat(last.hash()).isEqualTo(first.hash());
    }

    @Test
    void whatACaptureSaysOfThePastIsLeftOutIfItCanNotBeRead() throws Exception {
        Path whole = folder.resolve("whole.bin");
        run("live", "demo", "--for", "3s", "--capture", whole);
        ShikraHome.Ran sound = home.run("replay", whole);
        var parts = new ArrayList<>(CaptureParts.of(whole));
        int middle = parts.size() / 2;
        long nowMs = parts.get(middle - 1).receiptMs();
        byte[][] wrong = {{77}, {1, 2, 3}, {9}, {9, 1, 0, 0}, {9, 44}, {8, 0, 0, 0, 1, 0, 0}};
        for (byte[] bytes : wrong) {
            parts.add(middle, new CaptureParts.Part(true, nowMs, bytes));
        }
        Path damaged = folder.resolve("damaged.bin");
        CaptureParts.write(damaged, parts, whole);
        ShikraHome.Ran ran = home.run("replay", damaged);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.hash()).isEqualTo(sound.hash());
        assertThat((ran.out() + ran.err()).lines().filter(line -> line.contains("left out")))
                .hasSize(wrong.length)
                .allMatch(line -> line.contains("what a capture says of the past at " + nowMs));
    }

    @Test
    void saysWhoseFramesACaptureHolds() throws Exception {
        Path capture = folder.resolve("session.bin");
        run("live", "demo", "--for", "3s", "--capture", capture);
        Files.delete(folder.resolve("session.bin.instruments.csv"));
        ShikraHome.Ran ran = home.run("replay", "--format", "kite", capture);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("session.bin.instruments.csv, which is missing");

        Path trades = folder.resolve("trades.capture");
        run("sample", "replay", "--sample", "--capture", trades);
        ran = home.run("replay", "--format", "kite", trades);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("frames of replay, not of kite");
    }
}
