package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.MadeUpTrades;
import dev.shikra.host.ShikraHome;
import dev.shikra.host.ShikraHome.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person reads who gave {@code ./shikra replay} something wrong, and the exit code that a
 * script reads.
 */
class ReplayMessagesTest {
    @TempDir Path folder;
    private ShikraHome home;
    private Path trades;

    @BeforeEach
    void home() throws Exception {
        home = ShikraHome.in(folder.resolve("home"));
        trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 3, 300);
        home.write(
                "rules/patterns/above-open.js",
                MadeUpTrades.rule("above-open", "1m", "x => x.now > x.open"));
        home.write(
                "rules/patterns/below-open.js",
                MadeUpTrades.rule("below-open", "1m", "x => x.now < x.open"));
    }

    /** What was said besides the notice that rules are interpreted. */
    private static List<String> said(Ran ran) {
        return ran.err().lines().filter(line -> !line.startsWith("rules run interpreted")).toList();
    }

    private void failsWith(Ran ran, String... messages) {
        assertThat(said(ran)).containsExactly(messages);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
    }

    private void isBadUsage(Ran ran, String message) {
        assertThat(ran.err().lines().findFirst()).hasValue(message);
        assertThat(ran.err()).contains("Usage: shikra replay");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }

    private void endsWell(Ran ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.number("signals")).isPositive();
    }

    @Test
    void sayingAllIsWellIsShort() {
        Ran ran = home.run("replay", trades);
        endsWell(ran);
        assertThat(said(ran))
                .singleElement()
                .asString()
                .matches("\\d+ ticks, \\d+ bars(; \\d+ signals rejected by filters)?");
    }

    @Test
    void anUnknownKeyIsNamedWithFileLineAndTheNearestOne() throws Exception {
        Path file = home.path().resolve("config/shikra.yaml");
        String text = Files.readString(file).replace("  syncMs:", "  synkMs:");
        Files.writeString(file, text);
        long line = text.substring(0, text.indexOf("  synkMs:")).lines().count() + 1;
        failsWith(
                home.run("replay", trades),
                file
                        + ":"
                        + line
                        + ": unknown key 'journal.synkMs': did you mean 'journal.syncMs'?");
    }

    @Test
    void anUnknownPluginSettingIsNamedAsItStandsInTheFile() throws Exception {
        Path file = home.path().resolve("config/shikra.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "(?m)^plugins:.*$",
                                "plugins:\n  source-replay:\n    longestWait: 5"));
        failsWith(
                home.run("replay", trades),
                "plugin left out: source-replay.zip: plugins.source-replay.longestWait: there is no such key: did you mean 'longestWaitMs'?",
                "no plugin brings the source 'replay': there are binance, kite, redis");
    }

    @Test
    void aConfigurationFolderThatIsNotThereIsNotPassedOver() {
        Path nowhere = folder.resolve("nowhere");
        failsWith(
                home.run("replay", trades, "--config", nowhere),
                nowhere + ": no such configuration folder: check --config");
    }

    @Test
    void aRuleWithASyntaxErrorIsNamedAndTheOthersRun() throws Exception {
        home.write(
                "rules/patterns/broken.js",
                "import { pattern, bar } from 'shikra';\nexport default pattern({\n  id: 'broken',,\n});\n");
        Ran ran = home.run("replay", trades);
        endsWell(ran);
        assertThat(said(ran))
                .anyMatch(line ->
                        line.matches("patterns/broken\\.js:3:16: .+ \\(the other rules run\\)"));
    }

    @Test
    void aRuleOutsideTheSubsetIsNamedWithWhatToWriteInstead() throws Exception {
        home.write(
                "rules/patterns/loops.js",
                MadeUpTrades.rule("loops", "1m", "x => { while (true) { } return true; }"));
        Ran ran = home.run("replay", trades);
        endsWell(ran);
        assertThat(said(ran))
                .contains(
                        "patterns/loops.js:5:28: 'while' may never end: write for (let i = 0; i < 10; i++) with constant bounds"
                                + " (the other rules run)");
    }

    @Test
    void aBrokenRowIsNamedWithItsReasonAndTheRestIsRead() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("ROWS.csv"),
                        "time,price,quantity\n1704189600000,100,1\n1704189601000,abc,1\n1704189602000,101\n1704189603000,102,1\n");
        Ran ran = home.run("replay", file);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(said(ran))
                .containsExactly(
                        file
                                + ":3: left out: price 'abc' is not a number: digits with a point, such as 101.25",
                        file + ":4: left out: 2 columns, expected at least 3",
                        "2 ticks, 0 bars");
        assertThat(ran.number("ticks")).isEqualTo(2);
    }

    @Test
    void anEmptyFileIsNamedAndTheOthersAreRead() throws Exception {
        Path empty = Files.writeString(folder.resolve("EMPTY.csv"), "");
        Ran ran = home.run("replay", empty, trades);
        endsWell(ran);
        assertThat(said(ran)).contains(empty + ": left out: the file is empty");

        Ran alone = home.run("replay", empty);
        assertThat(alone.exit()).isZero();
        assertThat(said(alone))
                .containsExactly(empty + ": left out: the file is empty", "0 ticks, 0 bars");
        assertThat(alone.number("ticks")).isZero();
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.csv");
        failsWith(
                home.run("replay", missing),
                missing + ": no such file: check the path, or replay the built-in sample");
    }

    @Test
    void aMissingFileDoesNoHarmToTheLastReplay() {
        Ran before = home.run("replay", trades);
        long journal = home.journalBytes();
        assertThat(home.run("replay", folder.resolve("missing.csv")).exit()).isEqualTo(1);
        assertThat(home.journalBytes()).isEqualTo(journal).isPositive();
        Ran resumed = home.run("replay", trades, "--resume");
        assertThat(resumed.hash()).isEqualTo(before.hash());
    }

    @Test
    void anUnknownFormatIsNamedWithThoseThereAre() {
        failsWith(
                home.run("replay", trades, "--format", "banana"),
                "format 'banana' is not known: one of sample, nse-minute-2016, nifty-sensex-minute, gfdl-futures-ticks,"
                        + " fyers-index-ticks, trades, bars, capture, or a description FORMAT.yaml");
    }

    @Test
    void aFileOfNoKnownFormatIsNamed() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.csv"), "foo,bar\n1,2\n");
        Ran ran = home.run("replay", odd);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(said(ran))
                .singleElement()
                .asString()
                .startsWith(
                        odd + ": its format can't be told by name or first line (foo, bar): give");
    }

    @Test
    void badUsageIsExitCodeTwoAndSaysWhatWouldBeRight() {
        isBadUsage(
                home.run("replay", trades, "--speed", "banana"),
                "--speed banana: it is 'max', or times real time such as 10");
        isBadUsage(
                home.run("replay", trades, "--speed", "-1"),
                "--speed -1: it is 'max', or times real time such as 10");
        isBadUsage(
                home.run("replay", trades, "--speed", "NaN"),
                "--speed NaN: it is 'max', or times real time such as 10");
        isBadUsage(home.run("replay", trades, "--sample"), "--sample takes no files");
        isBadUsage(home.run("replay"), "nothing to replay: give --sample or files");
        isBadUsage(home.run("replay", "--sample", "--fast"), "Unknown option: '--fast'");
    }

    @Test
    void aFileOfAlertsThatCannotBeWrittenIsNamed() throws Exception {
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Ran ran = home.run("replay", trades, "--alerts", taken);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(said(ran)).singleElement().asString().startsWith(taken + " can't be written: ");
    }

    @Test
    void jsonLinesAreAllThatStandsOnStandardOutput() throws Exception {
        home.write("rules/patterns/broken.js", "nonsense");
        Path file = folder.resolve("ROWS.csv");
        Files.writeString(file, Files.readString(trades) + "nonsense,1,1\n");
        try (ShikraHome.Child child = home.start("replay", file, "--json")) {
            Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isZero();
            JsonMapper json = JsonMapper.builder().build();
            List<JsonNode> lines = ran.out().lines().map(json::readTree).toList();
            assertThat(lines)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(line -> assertThat(line.isObject()).isTrue());
            assertThat(lines.subList(0, lines.size() - 1))
                    .allSatisfy(
                            line -> assertThat(line.propertyNames()).contains("id", "evidence"));
            assertThat(lines.getLast().propertyNames())
                    .contains(
                            "ticks", "seconds", "ticksPerSecond", "signals", "alerts", "stateHash");
            assertThat(lines.getLast().get("alerts").asInt()).isEqualTo(lines.size() - 1);
            assertThat(ran.err())
                    .contains("patterns/broken.js:1:1: ")
                    .contains("left out: time 'nonsense' is not");
        }
    }

    @Test
    void resumesOnlyWhatItCanGoOnWith() throws Exception {
        Path usual = home.configuration("usual", "timeframes", "[1m, 5m]");
        ShikraHome.copy(usual, home.path().resolve("config"));
        assertThat(home.run("replay", trades).exit()).isZero();
        String cannot =
                "the journal in " + home.journal() + " can't be gone on with: there are now ";
        String remedy = "; start anew, or bring back what there was";

        Path others = MadeUpTrades.write(folder.resolve("OTHERS.csv"), 3, 300);
        failsWith(home.run("replay", others, "--resume"), cannot + "other instruments" + remedy);

        failsWith(
                home.run(
                        "replay",
                        trades,
                        "--resume",
                        "--config",
                        home.configuration("bars", "timeframes", "[1m, 30m]")),
                cannot + "timeframes [1m, 30m] instead of [1m, 5m]" + remedy);

        Path calendar = home.path().resolve("config/calendars/24x7.yaml");
        String hours = Files.readString(calendar);
        Files.writeString(calendar, hours + "# edited\n");
        failsWith(
                home.run("replay", trades, "--resume"),
                cannot + "another session calendar" + remedy);
        Files.writeString(calendar, hours);

        Path zip = home.path().resolve("host/target/dist/plugins/studies.zip");
        byte[] plugin = Files.readAllBytes(zip);
        Files.write(zip, comment(plugin));
        ShikraHome.Ran gone = home.run("replay", trades, "--resume");
        assertThat(gone.exit()).as(gone.err()).isZero();
        assertThat(gone.err()).contains("other versions of plugins are installed");
        Files.write(zip, plugin);

        assertThat(home.run("replay", trades, "--resume").exit()).isZero();
    }

    /** The same zip with a comment at its end: other bytes, the same plugin. */
    private static byte[] comment(byte[] zip) {
        byte[] more = Arrays.copyOf(zip, zip.length + 1);
        more[zip.length - 2] =
                1; // length of the comment, little-endian, at the end of the end record
        more[zip.length] = 'x';
        return more;
    }

    @Test
    void aReplayThatRunsIsNotDisturbedByASecondOne() throws Exception {
        Path alerts = folder.resolve("alerts.jsonl");
        try (ShikraHome.Child child =
                home.start("replay", trades, "--alerts", alerts, "--speed", 100)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> child.ended() || home.journalBytes() > 2000);
            assertThat(child.ended()).as(child.noticed()).isFalse();
            String inUse =
                    home.journal()
                            + ": another host writes this journal; stop it, or give this one a directory of its own";
            failsWith(home.run("replay", trades), inUse);
            failsWith(home.run("replay", trades, "--resume"), inUse);
            Ran first = child.await();
            assertThat(first.exit()).as(first.err()).isZero();
            assertThat(home.run("replay", trades, "--resume").hash()).isEqualTo(first.hash());
        }
    }
}
