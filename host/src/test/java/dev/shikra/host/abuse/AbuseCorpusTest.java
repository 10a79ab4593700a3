package dev.shikra.host.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.MadeUpTrades;
import dev.shikra.host.ShikraHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @TempDir static Path folder;
    private static String without = "";
    private static String with = "";
    private static String said = "";

    @BeforeAll
    static void runWithAndWithoutThem() throws Exception {
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 5, 1200);
        ShikraHome peaceful = home("peaceful");
        without = signals(peaceful, trades).found();
        ShikraHome attacked = home("attacked");
        Files.writeString(folder.resolve("outside.js"), "export const secret = 1;\n");
        for (AbuseCase each : AbuseCase.in(CASES)) {
            each.putInto(attacked.path().resolve("rules"));
        }
        Outcome outcome = signals(attacked, trades);
        with = outcome.found();
        said = outcome.said();
        Path kept = Path.of("target/abuse-said.txt");
        Files.writeString(kept, said);
    }

    private record Outcome(String found, String said) {}

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

    private static Outcome signals(ShikraHome home, Path trades) throws Exception {
        Path signals = home.path().resolve("signals.jsonl");
        try (ShikraHome.Child child = home.start("replay", trades, "--signals", signals)) {
            ShikraHome.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isZero();
            return new Outcome(Files.readString(signals), ran.err());
        }
    }

    @Test
    void theRulesBesideThemFindWhatTheyFindWithoutThem() {
        assertThat(without).contains("good-first").contains("good-last");
        assertThat(with).isEqualTo(without);
    }

    @TestFactory
    Stream<DynamicTest> eachIsRefusedWithPlaceAndRemedy() throws IOException {
        List<AbuseCase> cases = AbuseCase.in(CASES);
        assertThat(cases).hasSizeGreaterThan(100);
        return cases.stream()
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.name(), () -> assertThat(said.lines().toList()).anySatisfy(
                                        line -> assertThat(line).contains(each.expected()))));
    }
}
