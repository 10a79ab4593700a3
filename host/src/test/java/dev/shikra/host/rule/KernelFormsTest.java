package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelClasses;
import dev.shikra.host.rule.kernel.KernelContext;
import dev.shikra.host.rule.kernel.KernelFault;
import dev.shikra.host.rule.kernel.KernelForm;
import dev.shikra.host.rule.syntax.MathFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule in bytecode gives what the same rule gives as JavaScript, bit for bit. */
class KernelFormsTest {
    private static final int ROWS = 96;
    private static final int RULES = 50;
    private static final double[] SELDOM = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0,
        -0.0,
        0.5,
        -0.5,
        0.49999999999999994,
        4503599627370497.5,
        -4503599627370497.0,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        1,
        -1
    };

    @TempDir Path cache;
    private RuleBench bench;
    private KernelContext scripts;

    @BeforeEach
    void open() {
        bench = new RuleBench(cache, ROWS);
        scripts =
                new KernelContext(bench.runtime, KernelClasses.none(), bench.rows, bench.watchdog);
    }

    @AfterEach
    void close() {
        scripts.close();
        bench.close();
    }

    /** All that a run leaves. */
    private record Run(
            int matches, KernelFault fault, int faultRow, int nearMisses, List<Long> values) {
        static Run of(Kernel kernel, boolean filter) {
            int matches = kernel.runCounting(ROWS);
            var values = new ArrayList<Long>();
            for (int match = 0; match < matches; match++) {
                values.add((long) kernel.row(match));
                if (filter) {
                    values.add(kernel.rejects(match) ? 1L : 0L);
                    values.add(kernel.rejects(match) ? (long) kernel.reason(match).hashCode() : 0L);
                    values.add(Double.doubleToLongBits(kernel.scale(match)));
                } else {
                    values.add((long) kernel.direction(match).ordinal());
                    values.add(Double.doubleToLongBits(kernel.confidence(match)));
                    values.add(Double.doubleToLongBits(kernel.stop(match)));
                    values.add(Double.doubleToLongBits(kernel.target(match)));
                }
            }
            int near = matches >= 0 ? kernel.nearMisses() : 0;
            return new Run(matches, kernel.fault(), kernel.faultRow(), near, values);
        }
    }

    private Kernel script(Rule rule) {
        return scripts.bind(rule, bench.slots(), bench.list);
    }

    private void fill(SplittableRandom random, Kernel kernel, Rule rule, int seldom) {
        for (int row = 0; row < ROWS; row++) {
            for (int input = 0; input < rule.inputs().size(); input++) {
                double value =
                        random.nextInt(seldom) == 0
                                ? SELDOM[random.nextInt(SELDOM.length)]
                                : random.nextInt(4) == 0
                                        ? random.nextInt(-3, 4)
                                        : random.nextDouble(-100, 100);
                bench.rows.set(row, kernel.slot(input), value);
            }
        }
    }

    /**
     * {@return matches of the bytecode, over rows with few and with many values that are seldom}
     */
    private int agree(SplittableRandom random, String text, String what) {
        return agree(random, text, what, 1);
    }

    private int agree(SplittableRandom random, String text, String what, int times) {
        Rule rule = bench.rule(text);
        Kernel bytecode = bench.bind(rule);
        Kernel script = script(rule);
        assertThat(bytecode.form()).as(what).isEqualTo(KernelForm.BYTECODE);
        assertThat(script.form()).isEqualTo(KernelForm.JAVASCRIPT);
        int matched = 0;
        bench.context.refresh();
        scripts.refresh();
        boolean filter = rule instanceof Rule.Filter;
        for (int time = 0; time < 3 * times; time++) {
            fill(random, bytecode, rule, List.of(20, 4, 1).get(time % 3));
            Run given = Run.of(bytecode, filter);
            Run meant = Run.of(script, filter);
            assertThat(given).as(what).isEqualTo(meant);
            matched += Math.max(0, given.matches());
        }
        bytecode.close();
        script.close();
        return matched;
    }

    @Test
    void randomRulesGiveTheSame() {
        long seed = System.nanoTime();
        System.out.println("KernelFormsTest seed " + seed);
        var random = new SplittableRandom(seed);
        int matched = 0;
        for (int i = 0; i < RULES; i++) {
            String text = random.nextInt(5) == 0 ? filter(random, i) : pattern(random, i);
            matched += agree(random, text, "seed " + seed + "\n" + text);
        }
        assertThat(matched).as("seed %d: rows that matched", seed).isPositive();
    }

    @Test
    void everyFunctionOfMathGivesTheSame() {
        long seed = System.nanoTime();
        System.out.println("KernelFormsTest seed " + seed);
        var random = new SplittableRandom(seed);
        for (String name : MathFunction.names()) {
            String call =
                    MathFunction.named(name).orElseThrow().leastArguments() == 2
                            ? "Math.%s(x.a, x.b / 30)".formatted(name)
                            : "Math.%s(x.a / 30)".formatted(name);
            String text =
                    pattern(
                                    "'known': x => x.a === x.a",
                                    "const t = " + finite(call) + ";",
                                    "t",
                                    "0")
                            .replace("target: t", "target: x.b ** (x.c / 50) === Infinity ? 0 : 1");
            assertThat(agree(random, text, "seed " + seed + "\n" + text, 20)).as(name).isPositive();
        }
    }

    private static String finite(String number) {
        return "Math.max(-1e300, Math.min(1e300, " + number + "))";
    }

    /** Every confidence asks a row: a constant that is no share is refused before any run. */
    static String pattern(SplittableRandom random, int i) {
        String confidence =
                random.nextInt(6) == 0
                        ? "x.a > 0 ? " + RandomRuleTest.number(random, 2) + " : 0"
                        : "x.a < 1e9 ? Math.min(1, Math.abs(Math.sin("
                                + RandomRuleTest.number(random, 2)
                                + "))) : 0";
        return pattern(
                RandomRuleTest.group(random, random.nextInt(3)),
                "const t = %s; let s = 0; for (let k = 4; k >= 0; k--) { if (x.w[k] > t) { s += x.w[k]; } }"
                        .formatted(RandomRuleTest.number(random, 3)),
                random.nextInt(4) == 0 ? "t" : finite("t - s"),
                confidence);
    }

    private static String pattern(String when, String before, String price, String confidence) {
        return """
        import { pattern, bar, study, all, any, none, atLeast } from 'shikra';
        const half2 = 1 / 4;
        const half = (a, b) => { if (a > b) return a / 2; else { const c = b - a; return c * half2; } };
        const sum = (n, a) => { let s = 0; for (let i = 1; i <= 5; i += 2) { s += a * i; if (s > n) { return s; } } return s; };
        const near = (a, b) => Math.abs(a - b) < 50;
        const side = (a, b) => a > b ? 'long' : a < b ? 'short' : 'neutral';
        export default pattern({
          id: 'forms', every: '1m', params: { q: 2.5 },
          inputs: { a: bar.close, b: bar.open, c: study.ema({ length: 9 }), d: bar.close.ago(2), w: bar.close.window(5) },
          when: %s,
          then: (x, p) => { %s return { direction: side(x.a, x.b), confidence: %s, stop: %s, target: t }; },
        });
        """
                .formatted(
                        when.startsWith("'") ? "{ " + when + " }" : when,
                        before,
                        confidence,
                        price);
    }

    static String filter(SplittableRandom random, int i) {
        return """
        import { filter, candidate, bar } from 'shikra';
        const half = (a, b) => a > b ? a / 2 : b / 4;
        const sum = (n, a) => { let s = 0; for (let i = 5; i > 0; i -= 2) { s += a * i; if (s > n) { return s; } } return s; };
        const near = (a, b) => Math.abs(a - b) < 50;
        export default filter({
          id: 'filter-%d', name: 'F', stage: 'retail', params: { q: 0.5 },
          inputs: { a: candidate.confidence, b: bar.on('5m').close, c: bar.on('5m').open, d: bar.on('1m').high },
          when: { 'one': %s },
          verdict: (x, p) => %s ? { reject: 'first' } : %s ? { scale: %s } : { reject: 'other "one"' },
        });
        """
                .formatted(
                        i,
                        RandomRuleTest.clause(random),
                        RandomRuleTest.truth(random, 2),
                        RandomRuleTest.truth(random, 2),
                        random.nextInt(3) == 0
                                ? RandomRuleTest.number(random, 2)
                                : "Math.min(2, Math.abs("
                                        + RandomRuleTest.number(random, 2)
                                        + "))");
    }

    /** A loop of loops: hours, if nothing stops it. */
    private static final String LONG =
            """
            import { pattern, bar } from 'shikra';
            const turns = a => { let s = 0; for (let i = 0; i < 100000; i++) { s += Math.sin(a + i); } return s; };
            const more = a => { let s = 0; for (let i = 0; i < 100000; i++) { s += turns(a + i); } return s; };
            export default pattern({
              id: 'long', every: '1m', inputs: { a: bar.close, b: bar.open },
              when: { 'loops': x => more(x.a) > 1e99 },
              then: x => ({ direction: 'long', confidence: 0.5 }),
            });
            """;

    @Test
    void theWatchdogStopsBothForms() {
        Rule rule = bench.rule(LONG);
        Rule good = bench.rule(RuleBench.pattern("x => x.a >= 0"));
        for (Kernel kernel : List.of(bench.bind(rule), script(rule))) {
            bench.rows.set(0, kernel.slot(0), 1);
            bench.rows.set(0, kernel.slot(1), 1);
            assertThat(kernel.run(1)).as("%s", kernel.form()).isEqualTo(Kernel.VOID);
            assertThat(kernel.fault()).isEqualTo(KernelFault.OVER_BUDGET);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            bench.context.refresh();
            Kernel next = bench.bind(good);
            for (int input = 0; input < 3; input++) {
                bench.rows.set(0, next.slot(input), 1);
            }
            assertThat(next.run(1)).isEqualTo(1);
        }
    }

    @Test
    void aRuleTooLongForAMethodRunsAsJavaScript() {
        var clause = new StringBuilder("x => { let s = x.a;");
        for (int i = 0; i < 500; i++) {
            clause.append(" s += x.b > ").append(i).append(".5 ? x.c : 1;");
        }
        Rule rule = bench.rule(RuleBench.pattern(clause + " return s > 0; }"));
        Kernel kernel = bench.bind(rule);
        assertThat(kernel.form()).isEqualTo(KernelForm.JAVASCRIPT);
        fill(new SplittableRandom(3), kernel, rule, 20);
        var slow = new RuleExplanation(rule);
        int expected = 0;
        for (int row = 0; row < ROWS; row++) {
            int at = row;
            expected += slow.matches(i -> bench.rows.get(at, kernel.slot(i))) ? 1 : 0;
        }
        assertThat(kernel.run(ROWS)).isEqualTo(expected).isPositive();
    }

    @Test
    void textsAreComparedByWhatTheySay() {
        String text =
                RuleBench.pattern("x => word(x.a) === 'up' || word(x.a) !== word(x.b)")
                        .replace(
                                "export default",
                                "const word = a => a > 0 ? 'up' : 'down';\nexport default");
        assertThat(agree(new SplittableRandom(5), text, text)).isPositive();
    }
}
