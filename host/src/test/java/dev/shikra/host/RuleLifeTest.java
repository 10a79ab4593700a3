package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that are edited while they run, and rules that run too long: the journal remembers what
 * happened when.
 */
class RuleLifeTest {
    private static final String RULE = "rules/patterns/above-open.js";

    @TempDir Path folder;
    private ShikraHome home;
    private Path alerts;
    private Path signals;

    @BeforeEach
    void home() throws Exception {
        home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        alerts = folder.resolve("alerts.jsonl");
        signals = folder.resolve("signals.jsonl");
    }

    private static void await(ShikraHome.Child child, Callable<Boolean> until) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> child.ended() || until.call());
        assertThat(child.ended()).as(child.noticed()).isFalse();
    }

    /** A version that finds at ticks, told from others by the number in its clause. */
    private static String version(double above) {
        return MadeUpTrades.rule("above-open", "tick", "x => x.now > x.open + " + above);
    }

    @Test
    void anEditRunsFromARecordOnABrokenOneChangesNothingAndTheJournalKnows() throws Exception {
        home.write(RULE, version(0));
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 11, 3600);
        // An hour in some ten seconds.
        try (ShikraHome.Child child =
                home.start(
                        "replay",
                        trades,
                        "--signals",
                        signals,
                        "--alerts",
                        alerts,
                        "--speed",
                        300)) {
            await(child, () -> home.journalBytes() > 100_000);
            home.write(RULE, version(0.01));
            await(child, () -> child.noticed().contains("runs from now on"));
            long then = home.journalBytes();
            await(child, () -> home.journalBytes() > then + 100_000);
            home.write(RULE, version(0.01).replace("x => x.now > ", "x => x.nwo > "));
            await(child, () -> child.noticed().contains("(the version before goes on)"));
            assertThat(child.noticed())
                    .containsPattern(
                            "patterns/above-open\\.js:5:28: no input is called 'nwo': did you mean 'now'\\? Known: now, open \\(the version before goes on\\)");

            ShikraHome.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isZero();
            String found = Files.readString(signals);
            List<String> versions = versions(found);
            assertThat(versions.stream().distinct()).hasSize(2);
            assertThat(versions.lastIndexOf(versions.getFirst()))
                    .as("no signal of the first version after one of the second")
                    .isLessThan(versions.indexOf(versions.getLast()));
            String told = Files.readString(alerts);

            // From the journal alone, with the broken file still there.
            for (Path snapshot : ShikraHome.files(home.snapshots(), ".snap")) {
                Files.delete(snapshot);
            }
            ShikraHome.Ran again =
                    home.run(
                            "replay",
                            trades,
                            "--signals",
                            signals,
                            "--alerts",
                            alerts,
                            "--resume",
                            "--no-snapshots");
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(Files.readString(signals)).isEqualTo(found);
            assertThat(Files.readString(alerts)).isEqualTo(told);
            assertThat(again.err())
                    .contains("patterns/above-open.js:5:28: ")
                    .contains("the version before goes on");
            assertThat(again.hash()).isEqualTo(ran.hash());
        }
    }

    @Test
    void aRuleThatIsRemovedAndOneThatComesTakeEffect() throws Exception {
        home.write(RULE, version(0));
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 12, 3600);
        try (ShikraHome.Child child =
                home.start("replay", trades, "--signals", signals, "--speed", 300)) {
            await(child, () -> home.journalBytes() > 100_000);
            Files.delete(home.path().resolve(RULE));
            await(child, () -> child.noticed().contains("rule patterns/above-open.js was removed"));
            home.write(
                    "rules/patterns/below-open.js",
                    MadeUpTrades.rule("below-open", "tick", "x => x.now < x.open + 5"));
            await(child, () -> child.noticed().contains("rule patterns/below-open.js: version "));
            ShikraHome.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isZero();
            String found = Files.readString(signals);
            assertThat(found.lines().reduce((a, b) -> b).orElse(""))
                    .contains("\"rule\":\"below-open\"");
            ShikraHome.Ran again = home.run("replay", trades, "--signals", signals, "--resume");
            assertThat(again.hash()).isEqualTo(ran.hash());
            assertThat(Files.readString(signals)).isEqualTo(found);
        }
    }

    private static List<String> versions(String signals) {
        return Pattern.compile("\"version\":\"([^\"]+)\"")
                .matcher(signals)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /**
     * The trial run that each rule must pass has prices below 200; above, a rule may still turn
     * slow.
     */
    private Path dearTrades() throws Exception {
        Path cheap = MadeUpTrades.write(folder.resolve("cheap.csv"), 13, 240);
        Matcher price = Pattern.compile(",(\\d+\\.\\d\\d),").matcher(Files.readString(cheap));
        return Files.writeString(folder.resolve("DEAR.csv"), price.replaceAll(",5$1,"));
    }

    @Test
    void aRunThatTakesTooLongIsVoidedAndTheJournalSaysSoForEver() throws Exception {
        home.write(
                "rules/patterns/slow.js",
                MadeUpTrades.slowRule("slow", "tick", "x.open > 300 && x.now > x.open + 0.2"));
        home.write(RULE, version(0.1));
        Path trades = dearTrades();
        ShikraHome.Ran ran =
                home.run(
                        "replay",
                        trades,
                        "--signals",
                        signals,
                        "--config",
                        home.configuration("hasty", "budgetMs", "2"));
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("rule patterns/slow.js: a run was discarded (")
                .contains("strike 3: it rests until the next session or until it is edited")
                .contains("3 rule runs discarded");
        String found = Files.readString(signals);
        assertThat(found).contains("\"rule\":\"slow\"").contains("\"rule\":\"above-open\"");

        for (Path snapshot : ShikraHome.files(home.snapshots(), ".snap")) {
            Files.delete(snapshot);
        }
        // No clock would void them now.
        ShikraHome.Ran again =
                home.run(
                        "replay",
                        trades,
                        "--signals",
                        signals,
                        "--resume",
                        "--config",
                        home.configuration("patient", "budgetMs", "60000"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Files.readString(signals)).isEqualTo(found);
        assertThat(again.hash()).isEqualTo(ran.hash());
        assertThat(again.err()).contains("3 rule runs discarded");
    }

    @Test
    void catchingUpObeysTheJournalAndNotTheClock() throws Exception {
        home.write(RULE, version(0.1));
        home.write(
                "rules/patterns/slow.js",
                MadeUpTrades.slowRule("slow", "1m", "x.open > 300 && x.now < x.open"));
        Path trades = dearTrades();
        ShikraHome.Ran ran =
                home.run(
                        "replay",
                        trades,
                        "--signals",
                        signals,
                        "--no-snapshots",
                        "--config",
                        home.configuration("patient", "budgetMs", "60000"));
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).doesNotContain("discarded");
        String found = Files.readString(signals);

        // What took its time then takes it again, and was not voided then.
        ShikraHome.Ran again =
                home.run(
                        "replay",
                        trades,
                        "--signals",
                        signals,
                        "--resume",
                        "--no-snapshots",
                        "--config",
                        home.configuration("hasty", "budgetMs", "2"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("a run was discarded");
        assertThat(Files.readString(signals)).isEqualTo(found);
        assertThat(again.hash()).isEqualTo(ran.hash());
    }
}
