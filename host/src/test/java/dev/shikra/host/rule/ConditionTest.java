package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.rule.RuleExplanation.Truth;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionTest {
    @TempDir Path cache;

    private static String rule(String when) {
        return """
        import { pattern, bar, all, any, none, atLeast } from 'shikra';
        export default pattern({
          id: 'test', every: '1m',
          inputs: { a: bar.close, b: bar.open, c: bar.volume },
          when: %s,
          then: x => ({ direction: 'long', confidence: 0.5 }),
        });
        """
                .formatted(when);
    }

    @Test
    void evidenceListsTheClausesThatHold() {
        try (var bench = new RuleBench(cache, 1)) {
            Rule rule =
                    bench.rule(
                            rule(
                                    """
                                    { 'first': x => x.a > 0,
                                      'two of three': atLeast(2, { 'second': x => x.a > 5, 'third': x => x.b > 5, 'fourth': x => x.c > 5 }),
                                      'nothing against it': none({ 'fifth': x => x.a > 8, 'sixth': x => x.b > 8 }) }\
                                    """));
            var explanation = new RuleExplanation(rule);
            double[] values = {6, 4, 7};
            assertThat(explanation.evidence(i -> values[i]).stream().map(e -> e.clause()))
                    .containsExactly("first", "second", "fourth", "not: fifth", "not: sixth");
            assertThat(explanation.truth(i -> values[i])).isEqualTo(Truth.TRUE);
            values[2] = 4;
            assertThat(explanation.truth(i -> values[i])).isEqualTo(Truth.FALSE);
            values[2] = Double.NaN;
            assertThat(explanation.truth(i -> values[i])).isEqualTo(Truth.WARMING_UP);
            values[1] = Double.NaN;
            assertThat(explanation.truth(i -> values[i])).isEqualTo(Truth.WARMING_UP);
            values[0] = 9;
            assertThat(explanation.truth(i -> values[i])).isEqualTo(Truth.FALSE);
        }
    }

    @Test
    void refusesGroupsThatSayNothing() {
        try (var bench = new RuleBench(cache, 1)) {
            assertThat(refusal(bench, "any({})")).contains("a rule without clauses");
            assertThat(refusal(bench, "{ 'g': any({}) }")).contains("a group without clauses");
            assertThat(refusal(bench, "atLeast(3, { 'a': x => x.a > 0, 'b': x => x.b > 0 })"))
                    .contains("write a whole number from 1 to 2");
            assertThat(refusal(bench, "atLeast({ 'a': x => x.a > 0 })"))
                    .contains("atLeast takes a number and clauses");
            assertThat(refusal(bench, "{ 'g': { 'a': x => x.a > 0 } }"))
                    .contains("a group says how its clauses are joined");
            assertThat(refusal(bench, "x => x.a > 0")).contains("when is an object");
        }
    }

    private static String refusal(RuleBench bench, String when) {
        return bench.rejected(RuleSource.of("patterns/test.js", rule(when))).message();
    }
}
