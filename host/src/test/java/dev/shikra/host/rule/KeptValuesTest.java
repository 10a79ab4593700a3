package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.syntax.Evaluator;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that look back or are kept from bar to bar: what they mean, and what is refused. */
class KeptValuesTest {
    @TempDir static Path cache;
    private static RuleBench bench;

    @BeforeAll
    static void open() {
        bench = new RuleBench(cache, 8);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static String rule(String inputs, String clause) {
        return """
        import { pattern, bar, day, previousDay, study, tick, ago, highest, rising, within, barsSince, sequence, crossesAbove } from 'shikra';
        const half2 = 1 / 4;
        const half = (a, b) => { if (a > b) return a / 2; else { const c = b - a; return c * half2; } };
        const sum = (n, a) => { let s = 0; for (let i = 1; i <= 5; i += 2) { s += a * i; if (s > n) { return s; } } return s; };
        const near = (a, b) => Math.abs(a - b) < 50;
        export default pattern({
          id: 'test', every: '5m', params: { q: 2.5 },
          inputs: { a: bar.close, b: bar.open, c: bar.high, d: bar.low, %s },
          when: { 'clause': %s },
          then: x => ({ direction: 'long', confidence: 0.5 }),
        });
        """
                .formatted(inputs, clause);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("bar.high.highest(20)", "5m:highest(5m:bar.high,20)"),
                Arguments.of("highest(bar.on('1m').high, 3)", "1m:highest(1m:bar.high,3)"),
                Arguments.of("bar.low.window(20).lowest", "5m:lowest(5m:bar.low,20)"),
                Arguments.of("study.rsi().mean(5)", "5m:mean(5m:study.rsi(length=14).value,5)"),
                Arguments.of("rising(bar.close, 3)", "5m:rising(5m:bar.close,3)"),
                Arguments.of("day.high.falling(2)", "1m:falling(day.high,2)"),
                Arguments.of(
                        "crossesAbove(bar.close, previousDay.high)",
                        "5m:crossesAbove(5m:bar.close,day.previousHigh)"),
                Arguments.of(
                        "crossesAbove(bar.close, day.high)",
                        "1m:crossesAbove(5m:bar.close,day.high)"),
                Arguments.of("x => x.a - x.b", "5m:of(return ($0-$1);|5m:bar.close,5m:bar.open)"),
                Arguments.of(
                        "barsSince(x => x.a > p.q)".replace("x =>", "(x, p) =>"),
                        "5m:barsSince(5m:of(return ($0>2.5);|5m:bar.close))"),
                Arguments.of(
                        "crossesAbove(bar.close, study.ema()).within(5)",
                        "5m:within(5m:crossesAbove(5m:bar.close,5m:study.ema(length=20,source=close,seed=sma).value),5)"),
                Arguments.of(
                        "crossesAbove(x => x.a - x.b, 0)",
                        "5m:crossesAbove(5m:of(return ($0-$1);|5m:bar.close,5m:bar.open),0.0)"),
                Arguments.of(
                        "sequence([x => x.a > x.b, x => x.a < x.b], 5)",
                        "5m:sequence(5,5m:of(return ($0>$1);|5m:bar.close,5m:bar.open),5m:of(return ($0<$1);|5m:bar.close,5m:bar.open))"),
                Arguments.of(
                        "{ start: 1, next: (s, x) => s + x.c, restart: 'session' }",
                        "5m:accumulated(1.0,SESSION,return ($0+$1);|5m:bar.high)"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void anInputMeansOneFeature(String input, String feature) {
        Rule rule = bench.rule(rule("e: " + input, "x => x.e > 0"));
        assertThat(rule.inputs().getLast().key().text().replace(", ", ","))
                .isEqualTo(feature.replace(", ", ","));
    }

    @Test
    void aWindowIsReadByIndexInAClause() {
        Rule rule =
                bench.rule(
                        rule(
                                "w: bar.close.window(4), e: bar.volume",
                                "x => { let s = 0; for (let i = 0; i < 3; i++) { s += x.w[i + 1]; } return s + x.w[0] * 1000 > x.e; }"));
        assertThat(rule.inputs().stream().map(Input::name))
                .containsExactly("a", "b", "c", "d", "w", "w[0]", "w[1]", "w[2]", "w[3]", "e");
        Kernel kernel = bench.bind(rule);
        for (int row = 0; row < 8; row++) {
            bench.rows.set(row, kernel.slot(4), row == 7 ? Double.NaN : 1);
            for (int i = 0; i < 4; i++) {
                bench.rows.set(row, kernel.slot(5 + i), i + 1);
            }
            bench.rows.set(row, kernel.slot(9), 1006 + row);
        }
        assertThat(kernel.run(8)).isEqualTo(3); // 1000 + 2 + 3 + 4 is above 1006, 1007 and 1008
        var slow = new RuleExplanation(rule);
        for (int row = 0; row < 8; row++) {
            int at = row;
            assertThat(slow.matches(i -> bench.rows.get(at, kernel.slot(i)))).isEqualTo(row < 3);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "e: bar.close.window(5)",
                        "x => x.e[5] > 0",
                        "5] >",
                        "the values 0 (newest) to 4"),
                Arguments.of("e: bar.close.window(5)", "x => x.e[-1] > 0", "-1", "the index is -1"),
                Arguments.of("e: bar.close.window(5)", "x => x.e[1.5] > 0", "1.5", "whole number"),
                Arguments.of(
                        "e: bar.close.window(5)",
                        "x => x.e[x.a] > 0",
                        "x.a]",
                        "known while loading"),
                Arguments.of(
                        "e: bar.close.window(5)", "x => x.e > 0", "x.e >", "x.e[0] is the newest"),
                Arguments.of("e: bar.close", "x => x.e[0] > 0", "x.e[0]", "is one value"),
                Arguments.of(
                        "e: bar.close.window(5)",
                        "x => { for (let i = 0; i < 5; i++) { if (x.e[i + 1] > 9) { return true; } } return false; }",
                        "i + 1",
                        "from 1 to 5"),
                Arguments.of("e: bar.close.window(251)", "x => x.a > 0", "251", "from 1 to 250"),
                Arguments.of("e: bar.close.highest(0)", "x => x.a > 0", "0)", "from 1 to 5000"),
                Arguments.of(
                        "e: within(bar.close, 5)",
                        "x => x.a > 0",
                        "bar.close,",
                        "a condition is needed"),
                Arguments.of(
                        "e: barsSince(bar.close)",
                        "x => x.a > 0",
                        "bar.close)",
                        "a condition is needed"),
                Arguments.of(
                        "e: sequence([x => x.a > 1], 5)",
                        "x => x.a > 0",
                        "[x =>",
                        "2 to 8 conditions"),
                Arguments.of("e: x => 1 > 2", "x => x.a > 0", "x => 1", "reads no input"),
                Arguments.of(
                        "e: x => x.f > 2, f: bar.close",
                        "x => x.a > 0",
                        "f > 2",
                        "no input is called 'f'"),
                Arguments.of("e: { start: 0 }", "x => x.a > 0", "{ start", "'next' is missing"),
                Arguments.of(
                        "e: { start: 0, next: (s, x) => s > x.a }",
                        "x => x.a > 0",
                        "(s, x)",
                        "the next state is a number"),
                Arguments.of(
                        "e: { start: 0, next: (s, x) => { s = 1; return x.a; } }",
                        "x => x.a > 0",
                        "s = 1",
                        "declare it with let"),
                Arguments.of(
                        "e: { start: 0, next: (s, x) => s + x.a, restart: 'day' }",
                        "x => x.a > 0",
                        "'day'",
                        "restart is 'session'"),
                Arguments.of(
                        "e: x => { let s = 0; for (let i = 0; i < 90000; i++) { s += x.a; } return s; }",
                        "x => x.a > 0",
                        "x => { let",
                        "steps at each bar"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCanNotBeKeptIsRefusedWithPlaceAndRemedy(
            String inputs, String clause, String place, String message) {
        String text = rule(inputs, clause);
        RuleLoad.Rejected rejected = bench.rejected(RuleSource.of("patterns/test.js", text));
        assertThat(rejected.message()).contains(message);
        String line = text.lines().toList().get(rejected.line() - 1);
        assertThat(line.substring(rejected.column() - 1)).startsWith(place);
    }

    @Test
    void formulasGiveWhatTheSlowComputationGives() {
        long seed = System.nanoTime();
        System.out.println("KeptValuesTest seed " + seed);
        var random = new SplittableRandom(seed);
        int numbers = 0;
        for (int i = 0; i < 150; i++) {
            String function =
                    switch (random.nextInt(3)) {
                        case 0 -> RandomRuleTest.clause(random);
                        case 1 -> "(x, p) => " + RandomRuleTest.number(random, 4);
                        default -> "(x, p) => " + RandomRuleTest.truth(random, 4);
                    };
            if (!function.contains("x.") && !function.contains("near(")) {
                continue;
            }
            Rule rule = bench.rule(rule("e: (x, p) => x.a + x.b", function));
            Rule kept;
            switch (bench.compiler.compile(
                    RuleSource.of("patterns/test.js", rule("e: " + function, "x => x.e > 0")))) {
                case RuleLoad.Loaded loaded -> kept = loaded.rule();
                case RuleLoad.Rejected rejected ->
                        throw new AssertionError(
                                "seed " + seed + ": " + rejected + "\n" + function);
            }
            var computed = (FeatureKey.Computed) kept.inputs().getLast().key();
            for (int n = 0; n < 20; n++) {
                double[] values = random.doubles(4, -100, 100).toArray();
                values[random.nextInt(4)] = random.nextInt(-2, 3);
                Object slow =
                        new Evaluator(at -> values[at])
                                .run(rule.clauses().getFirst().function().body());
                double expected = slow instanceof Boolean b ? (b ? 1 : 0) : (Double) slow;
                var frame = new double[computed.formula().frameSize()];
                for (int k = 0; k < computed.of().size(); k++) {
                    frame[k] = values[place(kept, computed.of().get(k))];
                }
                double actual = computed.formula().apply(frame);
                String what =
                        "seed "
                                + seed
                                + ", "
                                + function
                                + " of "
                                + java.util.Arrays.toString(values);
                if (Double.isFinite(expected)) {
                    assertThat(actual).as(what).isEqualTo(expected, Offset.offset(0.0));
                } else {
                    assertThat(Double.compare(actual, expected)).as(what).isZero();
                }
                numbers++;
            }
        }
        assertThat(numbers).isGreaterThan(1000);
    }

    private static int place(Rule rule, FeatureKey key) {
        return rule.features().indexOf(key);
    }
}
