package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseDistanceTest {
    @TempDir static Path cache;
    private static RuleBench bench;

    @BeforeAll
    static void open() {
        bench = new RuleBench(cache, 1);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    /** Inputs are a = 90, b = 100, c = 50. */
    @ParameterizedTest(name = "{0} is {1} away")
    @CsvSource(
            delimiter = '~',
            value = {
                "x => x.a > x.b ~ 0.1",
                "x => x.a < x.b ~ 0",
                "x => x.a >= 1.2 * x.b ~ 0.25",
                "x => x.a > x.b && x.c > x.b ~ 0.5",
                "x => x.a > x.b || x.c > x.b ~ 0.1",
                "x => !(x.a < x.b) ~ 0.1",
                "x => !(x.a < x.b && x.c < x.b) ~ 0.1",
                "x => x.c === 40 ~ 0.25",
                "x => x.a > x.b ? x.c > 0 : x.c > 100 ~ 0.5",
                "x => { const d = x.a - x.b; return d > 0; } ~ NaN",
                "x => { const d = x.b - x.a; return d > 0; } ~ 0"
            })
    void isTheShareByWhichAValueHasToMove(String clause, double share) {
        Rule rule = bench.rule(RuleBench.pattern(clause.strip()));
        double[] values = {90, 100, 50};
        List<ClauseDistance> distances = new RuleExplanation(rule).distances(i -> values[i]);
        if (Double.isNaN(share)) {
            assertThat(distances.getFirst().share()).isNaN();
        } else {
            assertThat(distances.getFirst().share()).isCloseTo(share, within(1e-9));
        }
    }

    @Test
    void saysWhichComparisonIsInTheWay() {
        Rule rule = bench.rule(RuleBench.pattern("x => x.a > x.b && x.c < 2 * x.a"));
        double[] values = {90, 100, 50};
        assertThat(new RuleExplanation(rule).distances(i -> values[i]).getFirst().gaps())
                .containsExactly(new ClauseDistance.Gap("a", ">", "b", 90, 100, 10));
    }

    @Test
    void anUnknownValueIsAtNoKnownDistance() {
        Rule rule = bench.rule(RuleBench.pattern("x => x.a > x.b"));
        assertThat(new RuleExplanation(rule).distances(i -> Double.NaN).getFirst().share()).isNaN();
    }

    @Test
    void isZeroExactlyWhereTheClauseIsTrue() {
        Rule rule = bench.rule(RuleBench.pattern("x => (x.a > x.b || !(x.c <= 3)) && x.b !== x.c"));
        var explanation = new RuleExplanation(rule);
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int n = 0; n < 500; n++) {
            double[] values = {random.nextInt(6), random.nextInt(6), random.nextInt(6)};
            boolean isTrue = explanation.truth(i -> values[i]) == RuleExplanation.Truth.TRUE;
            double share = explanation.distances(i -> values[i]).getFirst().share();
            assertThat(share == 0).as("seed %d", seed).isEqualTo(isTrue);
            assertThat(explanation.distance(i -> values[i])).isEqualTo(share);
        }
    }
}
