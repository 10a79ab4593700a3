package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.rule.RuleExplanation.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleExplanationTest {
    @TempDir Path cache;

    @Test
    void showsWhatEachClauseOfTheBreakoutCompared() throws Exception {
        try (var bench = new RuleBench(cache, 1)) {
            String path = "patterns/opening-range-breakout.js";
            Rule rule =
                    bench.rule(RuleSource.of(path, Files.readString(Path.of("..", "rules", path))));
            assertThat(rule.inputs().stream().map(i -> i.name() + " = " + i.key().text()))
                    .containsExactly(
                            "close = 1m:bar.close",
                            "high15 = 1m:study.openingrange(minutes=15).high",
                            "low15 = 1m:study.openingrange(minutes=15).low",
                            "rvol = 1m:study.rvol(days=20,min=5).value",
                            "trend = 5m:study.ema(length=21,source=close,seed=sma).value");
            double[] values = {101.2, 100.9, 99, 2, 100};
            var explanation = new RuleExplanation(rule);
            assertThat(
                            explanation.evidence(i -> values[i]).stream()
                                    .map(e -> e.clause() + " " + e.values()))
                    .containsExactly(
                            "closes above the opening range {close=101.2, high15=100.9}",
                            "on 1.5 times usual volume {rvol=2.0}",
                            "in an up-trend {close=101.2, trend=100.0}");
            assertThat(explanation.matches(i -> values[i])).isTrue();
            RuleExplanation.Given given = explanation.given(i -> values[i]);
            assertThat(given.direction()).isEqualTo("long");
            assertThat(given.confidence()).isEqualTo(0.65);
            assertThat(given.stop()).isEqualTo(99);
            assertThat(given.target()).isEqualTo(101.2 + 2 * (101.2 - 99));
            values[4] = Double.NaN;
            values[3] = 1;
            assertThat(
                            explanation.clauses(i -> values[i]).stream()
                                    .map(RuleExplanation.ClauseResult::truth))
                    .containsExactly(Truth.TRUE, Truth.FALSE, Truth.WARMING_UP);
        }
    }

    @Test
    void writesComputedOperandsAsTheRuleDoes() {
        try (var bench = new RuleBench(cache, 1)) {
            assertThat(values(bench, "(x, p) => x.a - x.b  >  p.times * x.c"))
                    .isEqualTo(Map.of("a - b", -1.0, "times * c", 6.0));
            assertThat(values(bench, "row => row.a > 5 || Math.max(row.b, row.c) > 2"))
                    .isEqualTo(Map.of("a", 1.0, "Math.max(b, c)", 3.0));
            assertThat(values(bench, "x => x.a")).isEqualTo(Map.of("a", 1.0));
            assertThat(values(bench, "x => { const d = x.b - x.a; return d > 0.5; }"))
                    .isEqualTo(Map.of("d", 1.0));
        }
    }

    private static Map<String, Double> values(RuleBench bench, String clause) {
        Rule rule =
                bench.rule(
                        RuleBench.pattern(clause)
                                .replace("every:", "params: { times: 2 }, every:"));
        List<RuleExplanation.ClauseResult> results =
                new RuleExplanation(rule).clauses(i -> List.of(1.0, 2.0, 3.0).get(i));
        return results.getFirst().values();
    }
}
