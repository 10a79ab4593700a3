package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleTrial;
import dev.shikra.host.rule.script.RuleRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a rule aside, on made-up rows: rows of NaN, which must not match, and random rows, which
 * must not throw, loop or give a wrong direction. A rule in bytecode is also run as the JavaScript
 * that it was written in, and must give the same. One thread at a time, never the engine's.
 */
public final class KernelTrial implements RuleTrial {
    private static final int ROWS = 64;

    /** The last of the rows hold what is seldom: NaN, infinities, zeros of both signs. */
    private static final int PLAIN_ROWS = 48;

    private static final double[] SELDOM = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, 1, -1
    };

    private final RuleRuntime runtime;
    private final KernelClasses classes;
    private final Watchdog watchdog;
    private @Nullable Bench bench;

    /**
     * @param watchdog guards each run
     */
    public KernelTrial(RuleRuntime runtime, Watchdog watchdog) {
        this(runtime, new KernelClasses(), watchdog);
    }

    /**
     * @param classes of kernels; those that run the rule live take what was made here
     * @param watchdog guards each run
     */
    public KernelTrial(RuleRuntime runtime, KernelClasses classes, Watchdog watchdog) {
        this.runtime = runtime;
        this.classes = classes;
        this.watchdog = watchdog;
    }

    /** Rows, and the contexts over them, that one rule after another is tried on. */
    private static final class Bench {
        private final FeatureRows rows;
        private final RowList list = new RowList(ROWS);
        private final KernelContext live;
        private final KernelContext script;

        Bench(KernelTrial of, int slots) {
            rows = new FeatureRows(ROWS, Math.max(16, slots));
            live = new KernelContext(of.runtime, of.classes, rows, of.watchdog);
            script = new KernelContext(of.runtime, KernelClasses.none(), rows, of.watchdog);
            for (int row = 0; row < ROWS; row++) {
                list.set(row, row);
            }
        }

        Kernel bind(KernelContext context, Rule rule) {
            var next = new AtomicInteger();
            return context.bind(rule, key -> next.getAndIncrement(), list);
        }

        void close() {
            live.close();
            script.close();
        }
    }

    /** What a run gave: bits of all matches, or where it went wrong. */
    private record Outcome(int matches, KernelFault fault, int faultRow, List<Long> bits) {
        static Outcome of(Kernel kernel, int matches) {
            var bits = new ArrayList<Long>();
            for (int match = 0; match < matches; match++) {
                int values = kernel.rule() instanceof Rule.Pattern ? KernelSource.MATCH : 3;
                for (int value = 0; value < values; value++) {
                    bits.add(Double.doubleToLongBits(kernel.value(match, value)));
                }
            }
            return new Outcome(matches, kernel.fault(), kernel.faultRow(), bits);
        }
    }

    @Override
    public synchronized Optional<String> complaint(Rule rule) {
        int slots = rule.inputs().size();
        Bench on = bench;
        if (on == null || on.rows.stride() < slots) {
            discard();
            on = new Bench(this, 2 * slots);
            bench = on;
        }
        boolean unharmed = false;
        try {
            Optional<String> complaint = complaint(on, rule);
            unharmed = complaint.isEmpty();
            return complaint;
        } finally {
            if (!unharmed) {
                discard(); // whatever a bad rule did there, the next one finds a fresh place
            }
        }
    }

    private void discard() {
        Bench old = bench;
        bench = null;
        if (old != null) {
            old.close();
        }
    }

    private static Optional<String> complaint(Bench on, Rule rule) {
        on.rows.clear();
        try (Kernel kernel = on.bind(on.live, rule)) {
            int matches = firstRun(kernel);
            if (matches > 0 && readsSomething(rule)) {
                return Optional.of(
                        "the rule matches rows in which every value is NaN: let each clause read an input");
            }
            if (matches == Kernel.VOID) {
                return complaintOf(kernel);
            }
            fill(on.rows, rule.inputs().size());
            Outcome given = Outcome.of(kernel, kernel.run(ROWS));
            Optional<String> complaint = complaintOf(kernel);
            return complaint.isPresent() || kernel.form() == KernelForm.JAVASCRIPT
                    ? complaint
                    : difference(on, rule, given);
        }
    }

    /** JavaScript says what a rule means. */
    private static Optional<String> difference(Bench on, Rule rule, Outcome given) {
        try (Kernel script = on.bind(on.script, rule)) {
            Outcome meant = Outcome.of(script, script.run(ROWS));
            if (meant.equals(given) || meant.fault() == KernelFault.OVER_BUDGET) {
                return Optional.empty();
            }
            return Optional.of(
                    "trial run: in bytecode it gives something else than as JavaScript ("
                            + given.matches()
                            + " and "
                            + meant.matches()
                            + " matches): a fault of the host; write it another way, and report it");
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
                boolean seldom = row >= PLAIN_ROWS && random.nextInt(4) == 0;
                rows.set(
                        row,
                        slot,
                        seldom
                                ? SELDOM[random.nextInt(SELDOM.length)]
                                : random.nextInt(8) == 0 ? 0 : random.nextDouble(-10, 200));
            }
        }
    }
}
