package dev.shikra.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shikra.host.ShikraHome;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.journal.JournalReader;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateReader;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running engine computes with and is fed by goes over to another version of its plugin. */
class EnginePluginsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

    @TempDir private Path folder;
    private int made;

    /** A study that says which version it is, and leaves a trace of its class loader. */
    private PluginZip probe(int version) {
        return new PluginZip(folder.resolve("work-" + made++), "probe")
                .with("plugin.version", version + ".0.0")
                .source(
                        "probe.Probe",
                        """
                        package probe;
                        import dev.shikra.api.market.Bar;
                        import dev.shikra.api.study.*;
                        import java.util.List;
                        @org.pf4j.Extension
                        public class Probe implements StudyFactory {
                            public List<StudyDescription> studies() {
                                return List.of(new StudyDescription("probe", "Its version.", List.of(), List.of("value")));
                            }
                            public Study create(StudySpec spec, SeriesShape series) {
                                System.getProperties().put("probe.%1$d", new java.lang.ref.WeakReference<>(getClass().getClassLoader()));
                                return new Study() {
                                    public List<String> outputs() { return List.of("value"); }
                                    public int warmUpBars() { return %1$d; }
                                    public int stateSize() { return %1$d; }
                                    public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
                                        state[at]++;
                                        out[outAt] = state[at] < %1$d ? Double.NaN : %1$d;
                                    }
                                    public void preview(Bar bar, double[] state, int at, double[] out, int outAt) {
                                        out[outAt] = state[at] + 1 < %1$d ? Double.NaN : %1$d;
                                    }
                                };
                            }
                        }
                        """
                                .formatted(version));
    }

    private PluginZip teller(Path told) {
        return new PluginZip(folder.resolve("work-" + made++), "teller")
                .notifier(
                        "teller.Teller",
                        "",
                        """
                        try { java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), alert.rule() + " " + alert.id() + "\\n", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND); }
                        catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                        """
                                .formatted(told));
    }

    private static String rule(String id, String clause) {
        return """
        import { pattern, bar, study } from 'shikra';
        export default pattern({
          id: '%s', name: '%s', every: '1m',
          inputs: { probe: study.probe(), close: bar.close, open: bar.open },
          when: { 'clause': x => %s && x.close > x.open },
          then: x => ({ direction: 'long', confidence: 0.5, stop: x.close - 1, target: x.close + 2 }),
        });
        """
                .formatted(id, id, clause);
    }

    private static List<String> told(Path file, String rule) throws Exception {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(rule + " "))
                        .map(line -> line.substring(rule.length() + 1))
                        .toList()
                : List.of();
    }

    /** Out of the way of the test's own frame, whose locals would hold it. */
    private static boolean isUnloaded(int version) {
        System.gc();
        return !(System.getProperties().get("probe." + version) instanceof WeakReference<?> loader)
                || loader.get() == null;
    }

    @Test
    void aStudyGoesOverWhenAskedAndTheJournalKnowsWhen() throws Exception {
        aStudyGoesOver(true);
    }

    @Test
    void aStudyGoesOverByItselfWhenTheNextSessionBegins() throws Exception {
        aStudyGoesOver(false);
    }

    private void aStudyGoesOver(boolean asked) throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        for (Path filter : ShikraHome.files(home.path().resolve("rules/filters"), ".js")) {
            Files.delete(filter);
        }
        home.write("rules/patterns/first.js", rule("first", "x.probe < 1.5"));
        home.write("rules/patterns/second.js", rule("second", "x.probe > 1.5"));
        Path told = folder.resolve("told.txt");
        Path plugins = home.path().resolve("var/plugins");
        teller(told).writeTo(plugins.resolve("teller.zip"));
        probe(1).writeTo(plugins.resolve("probe.zip"));
        try {
            CompletableFuture<ShikraHome.Ran> demo =
                    CompletableFuture.supplyAsync(() ->
                            home.run(
                                    "demo",
                                    "--sample",
                                    "--speed",
                                    "12000",
                                    "--headless",
                                    "--for",
                                    "45s"));
            await().atMost(PATIENCE).until(() -> demo.isDone() || told(told, "first").size() > 3);
            assertThat(demo).isNotDone();
            assertThat(told(told, "second")).isEmpty();

            Path journal = home.path().resolve("var/demo/journal");
            LocalDate before = dates(journal, record -> record.kind == RecordKind.FRAME).getLast();
            probe(2).writeTo(plugins.resolve("probe.zip"));
            if (asked) {
                new PluginFolder(
                                new PluginSetup(
                                        home.path().resolve("var"),
                                        home.path().resolve("host/target/dist/plugins"),
                                        Map.of(),
                                        System.err))
                        .apply("once");
            }
            await().atMost(PATIENCE).until(() -> demo.isDone() || told(told, "second").size() > 3);
            await().atMost(PATIENCE).until(() -> demo.isDone() || isUnloaded(1));
            assertThat(demo).isNotDone();
            int firsts = told(told, "first").size();
            ShikraHome.Ran ran = demo.join();
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(told(told, "first")).hasSize(firsts);
            assertThat(ran.err())
                    .contains("plugin probe 2.0.0 is in use from now on")
                    .contains("studies that changed are NaN until they have warmed up")
                    .contains("plugin probe 1.0.0 is unloaded");

            assertThat(commands(journal))
                    .filteredOn(RuleCommand.UsePlugins.class::isInstance)
                    .hasSize(1);
            if (!asked) {
                assertThat(ran.err()).contains("it changes with the next session");
                assertThat(dates(journal, EnginePluginsTest::usesPlugins))
                        .singleElement()
                        .satisfies(date -> assertThat(date).isAfter(before));
            }

            // Version 1 is installed no more: it is loaded from what is kept beside the journal.
            Path alerts = folder.resolve("replayed.jsonl");
            ShikraHome.Ran replayed =
                    home.run("replay", journal, "--format", "journal", "--alerts", alerts);
            assertThat(replayed.exit()).as(replayed.err()).isZero();
            assertThat(replayed.err()).doesNotContain("can't be had");
            var live = new TreeSet<>(told(told, "first"));
            live.addAll(told(told, "second"));
            var again = new TreeSet<String>();
            for (String line : Files.readAllLines(alerts)) {
                ID.matcher(line).results().forEach(found -> again.add(found.group(1)));
            }
            assertThat(again).isEqualTo(live);
        } finally {
            System.getProperties().remove("probe.1");
            System.getProperties().remove("probe.2");
        }
    }

    @Test
    void aVersionThatARuleCantRunWithChangesNothing() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        home.write("rules/patterns/first.js", rule("first", "x.probe < 1.5"));
        Path plugins = home.path().resolve("var/plugins");
        probe(1).writeTo(plugins.resolve("probe.zip"));
        try (ShikraHome.Child demo =
                home.start("demo", "--sample", "--speed", "900", "--headless", "--for", "300s")) {
            Path journal = home.path().resolve("var/demo/journal");
            await().atMost(PATIENCE)
                    .until(() -> demo.ended() || (Files.exists(journal) && frames(journal) > 20));
            new PluginZip(folder.resolve("work-other"), "probe")
                    .with("plugin.version", "2.0.0")
                    .studies("probe.Other")
                    .writeTo(plugins.resolve("probe.zip"));
            new PluginFolder(
                            new PluginSetup(
                                    home.path().resolve("var"),
                                    home.path().resolve("host/target/dist/plugins"),
                                    Map.of(),
                                    System.err))
                    .apply("once");
            await().atMost(PATIENCE)
                    .until(() -> demo.ended() || demo.noticed().contains("stay as they are"));
            assertThat(demo.noticed())
                    .contains("the scanner can't go on")
                    .contains("patterns/first.js")
                    .contains("probe");
            assertThat(demo.ended()).isFalse();
        }
    }

    @Test
    void aSourceGoesOverWhileFramesCome() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        Path zip = home.path().resolve("var/plugins/source-kite.zip");
        Path journal = home.path().resolve("var/demo/journal");
        try (ShikraHome.Child demo =
                home.start("demo", "--speed", "240", "--headless", "--for", "300s")) {
            await().atMost(PATIENCE)
                    .until(() -> demo.ended() || (Files.exists(journal) && frames(journal) > 20));
            byte[] before = Files.readAllBytes(zip);
            Path part = zip.resolveSibling("source-kite.part");
            Files.write(part, withComment(before));
            Files.move(part, zip, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            await().atMost(PATIENCE)
                    .until(() ->
                            demo.ended()
                                    || (demo.noticed()
                                                    .contains("frames come from plugin source-kite")
                                            && demo.noticed().contains("plugin source-kite 0.1.0")
                                            && demo.noticed().contains("is unloaded")));
            assertThat(demo.ended()).as(demo.noticed()).isFalse();
            long then = frames(journal);
            await().atMost(PATIENCE).until(() -> demo.ended() || frames(journal) > then + 20);
            assertThat(demo.ended()).as(demo.noticed()).isFalse();
        }
        assertThat(commands(journal))
                .filteredOn(RuleCommand.SwapSource.class::isInstance)
                .hasSize(1)
                .allSatisfy(command ->
                        assertThat(((RuleCommand.SwapSource) command).source()).isEqualTo("kite"));
    }

    /** The same zip with a comment at its end: other bytes, the same plugin. */
    private static byte[] withComment(byte[] zip) {
        byte[] more = java.util.Arrays.copyOf(zip, zip.length + 1);
        more[zip.length - 2] = 1; // length of the comment, little-endian
        more[zip.length] = 'x';
        return more;
    }

    private static long frames(Path journal) throws Exception {
        var frames = new long[1];
        new JournalReader(journal)
                .read(
                        1,
                        record -> {
                            if (record.kind == RecordKind.FRAME) {
                                frames[0]++;
                            }
                        });
        return frames[0];
    }

    private static boolean usesPlugins(JournalRecord record) {
        return record.kind == RecordKind.COMMAND
                && RuleCommand.decode(new StateReader(record.bytes, record.at, record.length))
                        instanceof RuleCommand.UsePlugins;
    }

    /** {@return days in India, by the market's clock, on which such records came} */
    private static List<LocalDate> dates(Path journal, Predicate<JournalRecord> such)
            throws Exception {
        var dates = new ArrayList<LocalDate>();
        new JournalReader(journal)
                .read(
                        1,
                        record -> {
                            if (such.test(record)) {
                                dates.add(
                                        LocalDate.ofInstant(
                                                Instant.ofEpochMilli(record.timeMs),
                                                ZoneId.of("Asia/Kolkata")));
                            }
                        });
        return dates;
    }

    private static List<RuleCommand> commands(Path journal) throws Exception {
        var commands = new ArrayList<RuleCommand>();
        new JournalReader(journal)
                .read(
                        1,
                        record -> {
                            if (record.kind == RecordKind.COMMAND) {
                                commands.add(
                                        RuleCommand.decode(
                                                new StateReader(
                                                        record.bytes, record.at, record.length)));
                            }
                        });
        return commands;
    }
}
