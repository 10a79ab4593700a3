package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.host.MadeUpTrades;
import dev.shikra.host.ShikraHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with which people work on rules. */
class RulesToolsTest {
    private static final String CROSS = "rules/patterns/ema-cross-volume.js";

    @TempDir Path folder;
    private ShikraHome home;

    @BeforeEach
    void home() throws IOException {
        home = ShikraHome.in(folder);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = home.path().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    @Test
    void theCasesOfTheSampleRulesPass() {
        ShikraHome.Ran ran = home.run("rules", "test");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out().lines()).hasSizeGreaterThan(9).allMatch(l -> l.startsWith("ok    "));
        assertThat(ran.err()).contains("0 failed");
    }

    @Test
    void aFailureSaysWhichClauseWasFalseAndWithWhatValues() throws IOException {
        edit(CROSS, "default: 1.5", "default: 5");
        ShikraHome.Ran ran = home.run("rules", "test", "ema-cross-volume");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .contains("FAIL  patterns/ema-cross-volume.test.js:5")
                .contains(
                        "nothing at 10:01, where long is expected: 'on more volume than usual' is false (volume = 4000, times * usual = 9500)");
        ShikraHome.Ran json = home.run("rules", "test", "--json", CROSS.substring(6));
        assertThat(json.out().lines())
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("\"passed\":false")
                                .contains("\"line\":5")
                                .contains("'on more volume than usual' is false"))
                .allMatch(
                        line -> line.startsWith("{\"file\":\"patterns/ema-cross-volume.test.js\""));
    }

    @Test
    void aTestFileIsDataAndIsReadNotRun() throws IOException {
        Path test = home.path().resolve("rules/patterns/ema-cross-volume.test.js");
        Files.writeString(test, "import { test } from 'shikra/test';\nwhile (true) {}\n");
        ShikraHome.Ran loop = home.run("rules", "test", "ema-cross-volume");
        assertThat(loop.exit()).isEqualTo(1);
        assertThat(loop.out()).contains("patterns/ema-cross-volume.test.js:2:1: a test file holds");
        Files.writeString(
                test, "test('a', { market: session('2024-01-06', [[1, 1]]), expect: [] });\n");
        assertThat(home.run("rules", "test", "ema-cross-volume").out())
                .contains(":1:21: the market does not trade on 2024-01-06: take another day");
        Files.writeString(
                test,
                "test('a', { market: session('2024-01-05', [[100, 99, 98, 100, 1]]), expect: [] });\n");
        assertThat(home.run("rules", "test", "ema-cross-volume").out())
                .contains("no market has the bar [100.0, 99.0, 98.0, 100.0, 1.0]");
        Files.writeString(test, "test('a', { market: repaet(3, [[1, 1]]), expect: [] });\n");
        assertThat(home.run("rules", "test", "ema-cross-volume").out())
                .contains(":1:21: 'repaet' can't be called in a test: did you mean 'repeat'?");
    }

    @Test
    void everyVersionIsKeptAndAnOldOneComesBackThroughTheCheck() throws IOException {
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 3, 10);
        assertThat(home.run("replay", trades).exit()).isZero();
        edit(CROSS, "default: 1.5", "default: 2.5");
        assertThat(home.run("replay", trades).exit()).isZero();

        assertThat(home.run("rules", "history", "ema-cross-volume").out().lines())
                .satisfiesExactly(
                        l -> assertThat(l).contains("   1  ").contains("  file  "),
                        l -> assertThat(l).contains("   2  ").contains("  file  "));
        assertThat(home.run("rules", "diff", "patterns/ema-cross-volume.js").out())
                .contains("--- patterns/ema-cross-volume.js\tversion 1\n")
                .contains("-    times: { default: 1.5, min: 1, max: 10 },\n")
                .contains("+    times: { default: 2.5, min: 1, max: 10 },\n");

        ShikraHome.Ran back =
                home.run(
                        "rules",
                        "rollback",
                        "ema-cross-volume",
                        "--who",
                        "asha",
                        "--why",
                        "too quiet");
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.out()).contains("version 1 is back, as version 3");
        assertThat(Files.readString(home.path().resolve(CROSS))).contains("default: 1.5");
        assertThat(home.run("rules", "history", "--json", "ema-cross-volume").out())
                .contains("\"version\":3")
                .contains("\"who\":\"asha\",\"why\":\"back to version 1: too quiet\"");

        // A version that lost what it needs stays where it is.
        Files.delete(home.path().resolve("rules/lib/numbers.js"));
        ShikraHome.Ran refused = home.run("rules", "rollback", "ema-cross-volume", "2");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("there is no file 'lib/numbers.js'");
        assertThat(refused.err()).contains("does not pass any more, so nothing was changed");
        assertThat(Files.readString(home.path().resolve(CROSS))).contains("default: 1.5");
        assertThat(home.run("rules", "diff", "ema-cross-volume", "7").err())
                .contains("has no version 7: it has 1 to 3");
    }

    @Test
    void aNewRulePassesItsCheckAndItsCasesAtOnce() {
        for (String template : RulesNewCommand.TEMPLATES) {
            ShikraHome.Ran made =
                    home.run("rules", "new", "my-" + template, "--template", template);
            assertThat(made.exit()).as(made.err()).isZero();
        }
        assertThat(home.run("rules", "check").exit()).isZero();
        ShikraHome.Ran ran = home.run("rules", "test");
        assertThat(ran.exit()).as(ran.out()).isZero();
        for (String template : RulesNewCommand.TEMPLATES) {
            assertThat(ran.out()).contains("/my-" + template + ".test.js");
        }
        assertThat(home.run("rules", "new", "my-tick").err()).contains("exists already");
        assertThat(home.run("rules", "new", "../x").err()).contains("is no name of a rule");
        assertThat(home.run("rules", "new", "x", "--template", "y").err())
                .contains("no template 'y': there are breakout, cross");
    }

    @Test
    void aFormBecomesARuleOnceItPassesItsCheck() throws IOException {
        String guide = Files.readString(Path.of("../docs/rule-form.md"));
        String json = guide.substring(guide.indexOf("```json") + 8);
        Path form = folder.resolve("form.json");
        Files.writeString(form, json.substring(0, json.indexOf("```")));
        ShikraHome.Ran made = home.run("rules", "new", "--form", form);
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(
                        home.run(
                                        "rules",
                                        "check",
                                        home.path().resolve("rules/patterns/rsi-turn.js"))
                                .exit())
                .isZero();
        assertThat(home.run("rules", "new", "--form", form).err()).contains("exists already");
        Files.writeString(
                form,
                Files.readString(form).replace("\"rsi\"", "\"rzi\"").replace("rsi-turn", "other"));
        ShikraHome.Ran refused = home.run("rules", "new", "--form", form);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("unknown study 'rzi': did you mean 'rsi'?");
        assertThat(home.path().resolve("rules/patterns/other.js")).doesNotExist();
        Files.writeString(form, "{ \"version\": 1, \"id\": 3 }");
        assertThat(home.run("rules", "new", "--form", form).err()).contains("id: is text");
    }

    @Test
    void figuresAreOfARunningHost() {
        assertThat(home.run("rules", "list", "--figures").err()).contains("no host runs here");
        assertThat(home.run("rules", "list", "--json").out())
                .contains("\"id\":\"ema-cross-volume\"")
                .contains("\"stage\":\"retail\"");
    }

    @Test
    void theDeclarationsForEditorsAreCurrent() {
        ShikraHome.Ran ran = home.run("rules", "types", "--check");
        assertThat(ran.exit())
                .as("run ./shikra rules types and commit rules/shikra.d.ts: " + ran.out())
                .isZero();
    }

    @Test
    void editorsKnowTheSampleRulesAndFindMisspeltNames() throws Exception {
        Path compiler = typeScript();
        for (String template : RulesNewCommand.TEMPLATES) {
            home.run("rules", "new", "my-" + template, "--template", template);
        }
        assertThat(typeErrors(compiler)).isEmpty();
        edit(CROSS, "study.atr(", "study.art(");
        assertThat(typeErrors(compiler)).contains("patterns/ema-cross-volume.js").contains("'art'");
        edit(CROSS, "study.art({ length", "study.atr({ lenght");
        assertThat(typeErrors(compiler)).contains("'lenght'");
        edit(CROSS, "study.atr({ lenght", "study.atr({ length");
        edit(CROSS, "x.crossed === 1", "x.corssed === 1");
        assertThat(typeErrors(compiler)).contains("'corssed'");
    }

    @Test
    void explainsEachSignalOfAReplayAsTheEngineSawIt() throws IOException {
        home.withoutPatterns();
        home.write(
                "rules/patterns/above-open.js",
                MadeUpTrades.rule("above-open", "1m", "x => x.now - Math.floor(x.now) > 0.5"));
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 7, 1800);
        Path signals = folder.resolve("signals.jsonl");
        ShikraHome.Ran run = home.run("replay", trades, "--signals", signals);
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> found = Files.readAllLines(signals);
        assertThat(found).hasSizeGreaterThan(1);
        for (String signal : found.subList(0, Math.min(3, found.size()))) {
            String time = signal.replaceFirst(".*\"time\":\"([^\"]+)\".*", "$1");
            String values = signal.replaceFirst(".*\"values\":(\\{[^}]*\\}).*", "$1");
            String id = signal.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
            ShikraHome.Ran ran = explain(time);
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("\"matched\":true")
                    .contains("\"truth\":\"true\",\"values\":" + values)
                    .contains("signal " + id);
        }
        // A rule that becomes true was not true a minute before.
        String first = found.get(1).replaceFirst(".*\"time\":\"([^\"]+)\".*", "$1");
        ShikraHome.Ran before =
                explain(java.time.OffsetDateTime.parse(first).minusMinutes(1).toString());
        assertThat(before.out()).contains("\"matched\":false").contains("\"truth\":\"false\"");
        assertThat(explain("2024-01-01T10:00:00Z").out()).contains("\"at\":null");
        assertThat(
                        home.run(
                                        "rules",
                                        "explain",
                                        "--rule",
                                        "none",
                                        "--instrument",
                                        "MADEUP",
                                        "--at",
                                        first,
                                        "--journal",
                                        home.journal())
                                .err())
                .contains("no pattern rule 'none' ran then");
        assertThat(
                        home.run(
                                        "rules",
                                        "explain",
                                        "--rule",
                                        "above-open",
                                        "--instrument",
                                        "X",
                                        "--at",
                                        first,
                                        "--journal",
                                        home.journal())
                                .err())
                .contains("the journal has no instrument 'X'");
    }

    /** Whatever snapshot it begins from, and without any, the answer is the same. */
    @Test
    void explainsAlikeFromEverySnapshotAndWithout() throws IOException {
        home.withoutPatterns();
        home.write(
                "rules/patterns/above-open.js",
                MadeUpTrades.rule("above-open", "1m", "x => x.now - Math.floor(x.now) > 0.5"));
        home.write(
                "rules/filters/late.js",
                """
                import { filter, candidate } from 'shikra';
                export default filter({ id: 'late', stage: 'retail', inputs: { since: candidate.sinceLastAlert },
                  when: { 'lately': x => x.since < 240 }, verdict: x => ({ reject: 'lately' }) });
                """);
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 7, 3600);
        ShikraHome.Ran run =
                home.run("replay", trades, "--signals", folder.resolve("signals.jsonl"));
        assertThat(run.exit()).as(run.err()).isZero();
        Path snapshots = home.journal().resolveSibling("snapshots");
        List<Path> kept;
        try (var files = Files.list(snapshots)) {
            kept = files.sorted().toList();
        }
        assertThat(kept).as("one of each quarter of an hour, and the newest").hasSizeGreaterThan(3);
        List<String> found = Files.readAllLines(folder.resolve("signals.jsonl"));
        String last = found.getLast().replaceFirst(".*\"time\":\"([^\"]+)\".*", "$1");
        var moments = new java.util.ArrayList<String>();
        for (int minutes = 0; minutes < 40; minutes += 7) {
            moments.add(java.time.OffsetDateTime.parse(last).minusMinutes(minutes).toString());
        }
        var before = new java.util.ArrayList<String>();
        for (String moment : moments) {
            before.add(answer(moment));
        }
        assertThat(before.toString()).contains("{\"filter\":\"late\"");
        for (Path snapshot : kept) {
            Files.delete(snapshot);
        }
        for (int i = 0; i < moments.size(); i++) {
            assertThat(answer(moments.get(i))).isEqualTo(before.get(i));
        }
    }

    /** What it took is no part of the answer. */
    private String answer(String moment) {
        ShikraHome.Ran ran = explain(moment);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out().replaceFirst(",\"records\":.*", "");
    }

    private ShikraHome.Ran explain(String time) {
        return home.run(
                "rules",
                "explain",
                "--rule",
                "above-open",
                "--instrument",
                "MADEUP",
                "--at",
                time,
                "--journal",
                home.journal(),
                "--json");
    }

    private String typeErrors(Path compiler) throws Exception {
        Process run =
                new ProcessBuilder("node", compiler.toString(), "-p", "jsconfig.json")
                        .directory(home.path().resolve("rules").toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        run.waitFor();
        return said;
    }

    /** {@return the compiler, from the registry} The test is skipped, and says so, without it. */
    private static Path typeScript() throws Exception {
        Path at = Path.of("target/typescript").toAbsolutePath();
        Path compiler = at.resolve("node_modules/typescript/bin/tsc");
        if (!Files.exists(compiler)) {
            Files.createDirectories(at);
            boolean made;
            try {
                made =
                        new ProcessBuilder(
                                                "npm",
                                                "install",
                                                "--silent",
                                                "--no-audit",
                                                "--no-fund",
                                                "typescript@5.8.3")
                                        .directory(at.toFile())
                                        .start()
                                        .waitFor(2, TimeUnit.MINUTES)
                                && Files.exists(compiler);
            } catch (IOException e) {
                made = false;
            }
            assumeTrue(made, "skipped: no Node, no npm, or no TypeScript to be had");
        }
        return compiler;
    }
}
