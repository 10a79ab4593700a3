package dev.shikra.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
        var all = new java.util.ArrayList<Object>(java.util.List.of(arguments));
        all.addAll(java.util.List.of("--alerts", alerts, "--signals", signals));
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
