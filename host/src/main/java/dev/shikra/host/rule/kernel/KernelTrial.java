package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleTrial;
import dev.shikra.host.rule.script.RuleRuntime;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a rule aside, on made-up rows in a context of its own: rows of NaN, which must not match,
 * and random rows, which must not throw, loop or give a wrong direction. Since all contexts share
 * one engine, what is parsed and compiled here serves the live context. One thread at a time, never
 * the engine's.
 */
public final class KernelTrial implements RuleTrial {
    private static final int ROWS = 64;

    private final RuleRuntime runtime;
    private final Watchdog watchdog;

    public KernelTrial(RuleRuntime runtime, Watchdog watchdog) {
        this.runtime = runtime;
        this.watchdog = watchdog;
    }

    @Override
    public Optional<String> complaint(Rule rule) {
        var rows = new FeatureRows(ROWS, rule.inputs().size());
        try (var context = new KernelContext(runtime, rows, watchdog)) {
            var list = new RowList(ROWS);
            for (int row = 0; row < ROWS; row++) {
                list.set(row, row);
            }
            var next = new AtomicInteger();
            Kernel kernel = context.bind(rule, key -> next.getAndIncrement(), list);
            int matches = firstRun(kernel);
            if (matches > 0 && readsSomething(rule)) {
                return Optional.of(
                        "the rule matches rows in which every value is NaN: let each clause read an input");
            }
            fill(rows, rule.inputs().size());
            if (matches != Kernel.VOID) {
                kernel.run(ROWS);
            }
            return complaintOf(kernel);
        }
    }

    /**
     * The first runs of a fresh runtime are slow: only a rule that is slow each time is too slow.
     */
    private static int firstRun(Kernel kernel) {
        int matches = Kernel.VOID;
        for (int attempt = 0; attempt < 3 && matches == Kernel.VOID; attempt++) {
            matches = kernel.run(ROWS);
        }
        return matches;
    }

    private static boolean readsSomething(Rule rule) {
        return rule.clauses().stream().anyMatch(c -> !c.inputs().isEmpty());
    }

    /** Made-up values may well give a confidence that real ones don't: that is judged live. */
    private static Optional<String> complaintOf(Kernel kernel) {
        return switch (kernel.fault()) {
            case NONE, CONFIDENCE, SCALE, PRICE -> Optional.empty();
            case DIRECTION ->
                    Optional.of("trial run: " + kernel.fault().words() + ": write one of them");
            case OVER_BUDGET ->
                    Optional.of(
                            "trial run: "
                                    + kernel.fault().words()
                                    + " on "
                                    + ROWS
                                    + " rows: write smaller loops");
            case THREW -> Optional.of("trial run: " + kernel.faultText());
        };
    }

    private static void fill(FeatureRows rows, int slots) {
        var random = new SplittableRandom(1);
        for (int row = 0; row < ROWS; row++) {
            for (int slot = 0; slot < slots; slot++) {
                rows.set(row, slot, random.nextInt(8) == 0 ? 0 : random.nextDouble(-10, 200));
            }
        }
    }
}
