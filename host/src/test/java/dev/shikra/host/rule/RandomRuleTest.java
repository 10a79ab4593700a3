package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.rule.kernel.Kernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels against the slow computation in Java, on random rules over random rows. */
class RandomRuleTest {
    private static final int ROWS = 64;
    private static final int RULES = 60;
    private static final String[] PLAIN = {
        "abs", "ceil", "floor", "round", "sign", "trunc", "sqrt"
    };

    @TempDir Path cache;

    @Test
    void kernelsGiveWhatTheSlowComputationGives() {
        long seed = System.nanoTime();
        System.out.println("RandomRuleTest seed " + seed);
        var random = new SplittableRandom(seed);
        int matched = 0;
        int warming = 0;
        try (var bench = new RuleBench(cache, ROWS)) {
            for (int i = 0; i < RULES; i++) {
                String text = text(random, i);
                Rule rule = bench.rule(text);
                Kernel kernel = bench.bind(rule);
                for (int row = 0; row < ROWS; row++) {
                    for (int input = 0; input < rule.inputs().size(); input++) {
                        bench.rows.set(row, kernel.slot(input), value(random));
                    }
                }
                int matches = kernel.run(ROWS);
                assertThat(matches)
                        .as("seed %d: %s\n%s", seed, kernel.faultText(), text)
                        .isNotNegative();
                matched += matches;
                warming += compare(bench, rule, kernel, matches, "seed " + seed + "\n" + text);
            }
        }
        assertThat(matched).as("seed %d: rows that matched", seed).isPositive();
        assertThat(warming).as("seed %d: rows warming up", seed).isPositive();
    }

    private static int compare(
            RuleBench bench, Rule rule, Kernel kernel, int matches, String what) {
        var slow = new RuleExplanation(rule);
        int warming = 0;
        int match = 0;
        for (int row = 0; row < ROWS; row++) {
            int at = row;
            IntToDoubleFunction inputs = i -> bench.rows.get(at, kernel.slot(i));
            boolean expected = slow.matches(inputs);
            boolean actual = match < matches && kernel.row(match) == row;
            assertThat(actual)
                    .as("row %d, %s, %s", row, slow.clauses(inputs), what)
                    .isEqualTo(expected);
            if (slow.clauses(inputs).stream()
                    .anyMatch(c -> c.truth() == RuleExplanation.Truth.WARMING_UP)) {
                warming++;
            }
            if (actual) {
                RuleExplanation.Given given = slow.given(inputs);
                assertThat(kernel.direction(match))
                        .as(what)
                        .isEqualTo(given.parsedDirection().orElseThrow());
                same(kernel.confidence(match), given.confidence(), what);
                same(kernel.stop(match), given.stop(), what);
                same(kernel.target(match), given.target(), what);
                match++;
            }
        }
        assertThat(match).as(what).isEqualTo(matches);
        return warming;
    }

    private static void same(double actual, double expected, String what) {
        if (Double.isFinite(expected)) {
            assertThat(actual)
                    .as(what)
                    .isEqualTo(expected, Offset.offset(Math.abs(expected) * 1e-12 + 1e-300));
        } else {
            assertThat(Double.compare(actual, expected))
                    .as("%s: %s, %s", actual, expected, what)
                    .isZero();
        }
    }

    private static double value(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> 0;
            case 2 -> -0.0;
            case 3 -> Double.POSITIVE_INFINITY;
            case 4 -> random.nextInt(-3, 4);
            default -> random.nextDouble(-100, 100);
        };
    }

    static String text(SplittableRandom random, int i) {
        String when = group(random, random.nextInt(3));
        boolean priced = random.nextInt(3) == 0;
        return """
        import { pattern, bar, study, all, any, none, atLeast } from 'shikra';
        const half = (a, b) => { if (a > b) return a / 2; else { const c = b - a; return c * half2; } };
        const half2 = 1 / 4;
        const sum = (n, a) => { let s = 0; for (let i = 1; i <= 5; i += 2) { s += a * i; if (s > n) { return s; } } return s; };
        const near = (a, b) => Math.abs(a - b) < 50;
        export default pattern({
          id: 'random-%d', every: '1m', %s params: { q: 2.5 },
          inputs: { a: bar.close, b: bar.open, c: study.ema({ length: 9 }), d: bar.close.ago(2) },
          when: %s,
          then: (x, p) => { const t = %s; return { direction: %s ? 'long' : 'short',
            confidence: Math.min(1, Math.abs(Math.atan(%s) / 2)), stop: Math.max(-1e300, Math.min(1e300, t - 1)), target: Math.max(-1e300, Math.min(1e300, %s)) }; },
        });
        """
                .formatted(
                        i,
                        priced ? "universe: { price: [-50, 80] }," : "",
                        when,
                        number(random, 3),
                        truth(random, 2),
                        List.of("x.a", "x.b", "x.c").get(random.nextInt(3)),
                        number(random, 2));
    }

    /** Clauses, joined at random, groups within groups. */
    static String group(SplittableRandom random, int depth) {
        var clauses = new ArrayList<String>();
        int count = random.nextInt(1, 4);
        for (int c = 0; c < count; c++) {
            clauses.add(
                    "'clause "
                            + c
                            + "': "
                            + (depth > 0 && random.nextInt(3) == 0
                                    ? List.of("all", "any", "none").get(random.nextInt(3))
                                            + "("
                                            + group(random, 0)
                                            + ")"
                                    : clause(random)));
        }
        String object = "{ " + String.join(", ", clauses) + " }";
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> "any(" + object + ")";
            case 2 -> "none(" + object + ")";
            case 3 -> "atLeast(" + random.nextInt(1, count + 1) + ", " + object + ")";
            default -> object;
        };
    }

    static String clause(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                    "(x, p) => { const u = %s; let w = %s; if (%s) { w = u * 2; } w -= 1; return u > w; }"
                            .formatted(number(random, 2), number(random, 2), truth(random, 2));
            case 1 -> "(x, p) => " + number(random, 3);
            default -> "(x, p) => " + truth(random, 3);
        };
    }

    static String truth(SplittableRandom random, int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? "x.a > x.b" : "near(x.c, x.d)";
        }
        return switch (random.nextInt(7)) {
            case 0 -> "(" + truth(random, depth - 1) + " && " + truth(random, depth - 1) + ")";
            case 1 -> "(" + truth(random, depth - 1) + " || " + number(random, depth - 1) + ")";
            case 2 -> "!(" + truth(random, depth - 1) + ")";
            case 3 ->
                    "("
                            + truth(random, depth - 1)
                            + " ? "
                            + truth(random, depth - 1)
                            + " : "
                            + truth(random, depth - 1)
                            + ")";
            default ->
                    number(random, depth - 1)
                            + List.of(" < ", " <= ", " > ", " >= ", " === ", " !== ")
                                    .get(random.nextInt(6))
                            + number(random, depth - 1);
        };
    }

    static String number(SplittableRandom random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(8)) {
                case 0 -> Integer.toString(random.nextInt(100));
                case 1 -> "p.q";
                case 2 -> "Math.PI";
                case 3 -> Double.toString(random.nextDouble(10));
                default -> "x." + "abcd".charAt(random.nextInt(4));
            };
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(-" + number(random, depth - 1) + ")";
            case 1 ->
                    "("
                            + truth(random, depth - 1)
                            + " ? "
                            + number(random, depth - 1)
                            + " : "
                            + number(random, depth - 1)
                            + ")";
            case 2 ->
                    "Math."
                            + PLAIN[random.nextInt(PLAIN.length)]
                            + "("
                            + number(random, depth - 1)
                            + ")";
            case 3 ->
                    "Math.max("
                            + number(random, depth - 1)
                            + ", "
                            + number(random, depth - 1)
                            + ")";
            case 4 ->
                    "Math.min("
                            + number(random, depth - 1)
                            + ", "
                            + number(random, depth - 1)
                            + ", 7)";
            case 5 -> "half(" + number(random, depth - 1) + ", " + number(random, depth - 1) + ")";
            case 6 -> "sum(" + number(random, depth - 1) + ", " + number(random, depth - 1) + ")";
            case 7 -> "(" + number(random, depth - 1) + " || " + number(random, depth - 1) + ")";
            default ->
                    "("
                            + number(random, depth - 1)
                            + List.of(" + ", " - ", " * ", " / ", " % ").get(random.nextInt(5))
                            + number(random, depth - 1)
                            + ")";
        };
    }
}
