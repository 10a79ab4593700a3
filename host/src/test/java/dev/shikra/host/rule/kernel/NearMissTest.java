package dev.shikra.host.rule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleBench;
import dev.shikra.host.rule.RuleExplanation;
import dev.shikra.host.rule.RuleExplanation.Truth;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearMissTest {
    private static final int ROWS = 500;

    @TempDir Path cache;

    /** The oracle computes each clause of each row in Java. */
    @Test
    void countsTheRowsInWhichAllClausesButOneAreTrue() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        try (var bench = new RuleBench(cache, ROWS)) {
            String text =
                    RuleBench.pattern("x => x.a > 50")
                            .replace(
                                    "'clause': x => x.a > 50",
                                    "'one': x => x.a > 50, 'two': x => x.b > 50, 'three': x => { const h = x.c / 2; return h > 20; }");
            Rule rule = bench.rule(text);
            Kernel kernel = bench.bind(rule);
            for (int row = 0; row < ROWS; row++) {
                for (int input = 0; input < 3; input++) {
                    bench.rows.set(
                            row,
                            kernel.slot(input),
                            random.nextInt(10) == 0 ? Double.NaN : random.nextDouble(100));
                }
            }
            var explanation = new RuleExplanation(rule);
            long expected =
                    IntStream.range(0, ROWS)
                            .filter(row ->
                                    explanation
                                                    .clauses(i ->
                                                            bench.rows.get(row, kernel.slot(i)))
                                                    .stream()
                                                    .filter(c -> c.truth() == Truth.TRUE)
                                                    .count()
                                            == 2)
                            .count();
            int matches = kernel.run(ROWS);
            assertThat(kernel.nearMisses()).isZero();
            assertThat(kernel.runCounting(ROWS)).as("seed %d", seed).isEqualTo(matches);
            assertThat(kernel.nearMisses()).as("seed %d", seed).isEqualTo((int) expected);
            assertThat(expected).isPositive();
        }
    }

    @Test
    void aRuleWithOneClauseHasNone() {
        try (var bench = new RuleBench(cache, 1)) {
            Kernel kernel = bench.bind(bench.rule(RuleBench.pattern("x => x.a > 50")));
            assertThat(kernel.runCounting(1)).isZero();
            assertThat(kernel.nearMisses()).isZero();
        }
    }
}
