package dev.shikra.host.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.MadeUpTrades;
import dev.shikra.host.ShikraHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts to get out of the rules' sandbox or to use up the host, all in one rules folder, in a
 * host with 512 MB: each is refused with what its file expects, and the rules beside them find what
 * they find without them.
 */
class AbuseCorpusTest {
    private static final Path CASES = Path.of("src/test/resources/abuse");

    /** Attempts that load, and do harm where prices are other than a trial's. */
    private static final Path RUNNING = CASES.resolve("running");

    @TempDir static Path folder;
    private static final Map<Path, Outcome> WITHOUT = new HashMap<>();
    private static final Map<Path, Outcome> WITH = new HashMap<>();

    private record Outcome(String found, String said) {}

    @BeforeAll
    static void runWithAndWithoutThem() throws Exception {
        Files.writeString(folder.resolve("outside.js"), "export const secret = 1;\n");
        Path cheap = MadeUpTrades.write(folder.resolve("CHEAP.csv"), 5, 1200);
        String dear = Files.readString(cheap).replaceAll(",(\\d+\\.\\d\\d),", ",5$1,");
        run(CASES, cheap);
        run(RUNNING, Files.writeString(folder.resolve("DEAR.csv"), dear));
    }

    private static void run(Path cases, Path trades) throws Exception {
        String name = String.valueOf(cases.getFileName());
        WITHOUT.put(cases, replayed(home(name + "-peaceful"), trades));
        ShikraHome attacked = home(name + "-attacked");
        for (AbuseCase each : AbuseCase.in(cases)) {
            each.putInto(attacked.path().resolve("rules"));
        }
        WITH.put(cases, replayed(attacked, trades));
    }

    private static ShikraHome home(String name) throws IOException {
        ShikraHome home = ShikraHome.in(folder.resolve(name));
        home.withoutPatterns();
        home.write(
                "rules/patterns/a-good.js",
                MadeUpTrades.rule("good-first", "tick", "x => x.now > x.open"));
        home.write(
                "rules/patterns/zz-good.js",
                MadeUpTrades.rule("good-last", "1m", "x => x.now > x.open - 1"));
        return home;
    }

    private static Outcome replayed(ShikraHome home, Path trades) throws Exception {
        Path signals = home.path().resolve("signals.jsonl");
        try (ShikraHome.Child child = home.start("replay", trades, "--signals", signals)) {
            ShikraHome.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isZero();
            String neighbours =
                    Files.readString(signals)
                            .lines()
                            .filter(line -> line.contains("\"rule\":\"good-"))
                            .collect(Collectors.joining("\n"));
            return new Outcome(neighbours, ran.err());
        }
    }

    private static Outcome of(Map<Path, Outcome> outcomes, Path cases) {
        return Objects.requireNonNull(outcomes.get(cases));
    }

    @Test
    void theRulesBesideThemFindWhatTheyFindWithoutThem() {
        for (Path cases : List.of(CASES, RUNNING)) {
            String without = of(WITHOUT, cases).found();
            assertThat(without).contains("good-first").contains("good-last");
            assertThat(of(WITH, cases).found()).isEqualTo(without);
        }
    }

    @TestFactory
    Stream<DynamicTest> eachIsRefusedWithPlaceAndRemedy() throws IOException {
        assertThat(AbuseCase.in(CASES)).hasSizeGreaterThan(200);
        return cases(CASES);
    }

    @TestFactory
    Stream<DynamicTest> whatDoesHarmOnlyWhileRunningIsDiscardedAndThenRests() throws IOException {
        return cases(RUNNING);
    }

    private static Stream<DynamicTest> cases(Path folder) throws IOException {
        List<String> said = of(WITH, folder).said().lines().toList();
        return AbuseCase.in(folder).stream()
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.name(),
                                () ->
                                        assertThat(said)
                                                .anyMatch(line -> line.contains(each.expected()))));
    }

    /** The good ones were there first, and no name comes before theirs that is older. */
    @Test
    void tenThousandRulesDisplaceNoneThatRanBeforeThem() throws Exception {
        Path trades = folder.resolve("CHEAP.csv");
        ShikraHome home = home("flooded");
        for (String good : List.of("a-good.js", "zz-good.js")) {
            Files.setLastModifiedTime(
                    home.path().resolve("rules/patterns").resolve(good), FileTime.fromMillis(1));
        }
        for (int i = 0; i < 10_000; i++) {
            home.write(
                    "rules/patterns/flood-%05d.js".formatted(i), "while (true) {}\n// " + i % 20);
        }
        Outcome outcome = replayed(home, trades);
        assertThat(outcome.said())
                .contains("patterns/flood-00000.js:1:1: 'while' may never end")
                .contains(
                        "patterns/flood-09999.js:1:1: the folder holds more than 2000 rules, and the oldest of them run: remove some");
        assertThat(outcome.found()).isEqualTo(of(WITHOUT, CASES).found());
    }
}
