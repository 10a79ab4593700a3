package dev.shikra.bench;

import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleCompiler;
import dev.shikra.host.rule.RuleConfiguration;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelClasses;
import dev.shikra.host.rule.kernel.KernelContext;
import dev.shikra.host.rule.kernel.KernelTrial;
import dev.shikra.host.rule.kernel.RowList;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Rules of three clauses, each unlike the others, loaded and bound as the host does it, over rows
 * of made-up values. What the first clause reads decides whether the others are read; the last one
 * is never true. One thread.
 */
final class MeasuredRules implements AutoCloseable {
    /** Instruments. */
    static final int ROWS = 174;

    private static final Duration BUDGET = Duration.ofSeconds(60);

    final RuleRuntime runtime = new RuleRuntime();
    private final SyntaxTrees trees;
    private final Watchdog watchdog = new Watchdog(BUDGET);
    private final RuleLoader loader;
    final FeatureRows rows = new FeatureRows(ROWS, 64);
    private final KernelClasses classes;
    private KernelContext context;
    private final RowList list = new RowList(ROWS);
    private final Map<FeatureKey, Integer> slots = new LinkedHashMap<>();
    private final List<Kernel> kernels = new ArrayList<>();

    /**
     * @param classes of kernels, or none: then all rules run as JavaScript
     */
    MeasuredRules(Path work, KernelClasses classes) {
        this.classes = classes;
        trees = new SyntaxTrees(runtime, work);
        var compiler = new RuleCompiler(trees, List.of());
        loader =
                new RuleLoader(
                        work,
                        compiler,
                        new KernelTrial(runtime, classes, watchdog),
                        RuleConfiguration.NONE);
        context = new KernelContext(runtime, classes, rows, watchdog);
        for (int row = 0; row < ROWS; row++) {
            list.set(row, row);
        }
    }

    /** {@return the text of a rule; no two numbers give the same} */
    static String text(int number, String every) {
        String[] fields = {"open", "high", "low", "close", "volume", "vwap", "trades"};
        var random = new SplittableRandom(number);
        String b = fields[random.nextInt(fields.length)];
        String c = fields[random.nextInt(fields.length)];
        String d = fields[random.nextInt(fields.length)];
        String second =
                switch (random.nextInt(4)) {
                    case 0 -> "x => x.b + x.c > %d".formatted(-number);
                    case 1 -> "x => Math.max(x.b, x.c) * 2 > x.d - 1000";
                    case 2 -> "x => x.b > x.c - %d || x.c > x.d - 1000".formatted(1000 + number);
                    default -> "x => x.b - x.c < (x.d > 0 ? %d : 3000)".formatted(2000 + number);
                };
        return """
        import { pattern, bar } from 'shikra';
        export default pattern({
          id: 'bench-%d', every: '%s',
          params: { gate: %s },
          inputs: { a: bar.ago0, b: bar.%s, c: bar.%s, d: bar.%s, e: bar.on('5m').close },
          when: {
            'gate': (x, p) => x.a > p.gate,
            'second': %s,
            'third': x => x.c * %s - x.d > 1e9 + x.e,
          },
          then: x => ({ direction: x.b > x.c ? 'long' : 'short', confidence: 0.5, stop: x.b - x.d, target: x.c + %d }),
        });
        """
                .formatted(
                        number,
                        every,
                        0.25 + number * 1e-6,
                        b,
                        c,
                        d,
                        second,
                        1 + number * 1e-3,
                        number)
                .replace("bar.ago0", "bar.on('15m').close");
    }

    /** Loads a rule with its trial, and binds it. */
    void add(int number, String every) {
        kernels.add(bind(load(number, every)));
    }

    Rule load(int number, String every) {
        return switch (loader.compile(
                RuleSource.of("patterns/bench-" + number + ".js", text(number, every)))) {
            case RuleLoad.Loaded loaded -> loaded.rule();
            case RuleLoad.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        };
    }

    Kernel bind(Rule rule) {
        return context.bind(
                rule,
                key ->
                        slots.computeIfAbsent(
                                key,
                                k -> {
                                    if (slots.size() >= rows.stride()) {
                                        rows.grow(2 * rows.stride());
                                    }
                                    return slots.size();
                                }),
                list);
    }

    /** Turns all rules into JavaScript. */
    void toScripts() {
        List<Rule> rules = kernels.stream().map(Kernel::rule).toList();
        context.close();
        kernels.clear();
        context = new KernelContext(runtime, KernelClasses.none(), rows, watchdog);
        rules.forEach(rule -> kernels.add(bind(rule)));
    }

    /** Leaves the first {@code count} rules. */
    void keep(int count) {
        kernels.subList(count, kernels.size()).clear();
    }

    List<Kernel> kernels() {
        return kernels;
    }

    /**
     * Gives the rows new values.
     *
     * @param gate what the first clauses read: 0 makes them false, 1 true
     */
    void fill(double gate) {
        fill(random -> gate);
    }

    /** The same, with first clauses that are true in half of the rows: as in a market. */
    void fillBoth() {
        fill(random -> random.nextInt(2));
    }

    private void fill(ToDoubleFunction<SplittableRandom> gate) {
        var random = new SplittableRandom(7);
        for (Map.Entry<FeatureKey, Integer> slot : slots.entrySet()) {
            boolean first = slot.getKey().text().startsWith("15m");
            for (int row = 0; row < ROWS; row++) {
                rows.set(
                        row,
                        slot.getValue(),
                        first ? gate.applyAsDouble(random) : random.nextDouble(1, 100));
            }
        }
    }

    /** Runs every rule over the first {@code count} rows. {@return ns of CPU it took} */
    long sweep(int count) {
        return sweeps(count, 1);
    }

    /** Does so several times. */
    long sweeps(int count, int times) {
        long start = RulesBench.now();
        int matched = 0;
        for (int time = 0; time < times; time++) {
            for (int k = 0; k < kernels.size(); k++) {
                matched += kernels.get(k).run(count);
            }
        }
        long took = RulesBench.now() - start;
        if (matched != 0) {
            throw new IllegalStateException(
                    matched + " matches: a rule ran over its budget, or is not as it should be");
        }
        return took;
    }

    @Override
    public void close() {
        context.close();
        watchdog.close();
        trees.close();
        runtime.close();
    }
}
