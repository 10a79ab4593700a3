package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.script.RuleRuntime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs kernels aside, on a thread of its own and on made-up rows, so often that the JVM compiles
 * them: a rule that runs once a minute would else be interpreted for its first hour. Live kernels
 * are of the same classes. Small turns with pauses leave the processor to those who need it. Any
 * thread adds.
 */
public final class CompileAhead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompileAhead.class);
    private static final int ROWS = 16;

    /** Enough rows for the JVM to think a kernel worth its best. */
    private static final int TURNS = 8;

    private static final int RUNS_A_TURN = 400;

    /** A rule of long loops is compiled by fewer runs, and must not hold up the others. */
    private static final long LONGEST_TURN_NANOS = 20_000_000;

    private static final long PAUSE_MILLIS = 2;

    /** Rules worked on at once: each waits for the others while the JVM compiles it. */
    private static final int MOST_OPEN = 32;

    private final RuleRuntime runtime;
    private final KernelClasses classes;
    private final Watchdog watchdog;
    private final BlockingQueue<Rule> added = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param classes that the live kernels are of
     * @param watchdog guards each run
     */
    public CompileAhead(RuleRuntime runtime, KernelClasses classes, Watchdog watchdog) {
        this.runtime = runtime;
        this.classes = classes;
        this.watchdog = watchdog;
        thread = Thread.ofPlatform().daemon().name("rules-compile").start(this::work);
    }

    /** Compiles a rule in a while. */
    public void add(Rule rule) {
        waiting.incrementAndGet();
        added.add(rule);
    }

    /** {@return rules that are not done yet} */
    public int waiting() {
        return waiting.get();
    }

    /** A kernel over rows of its own. */
    private static final class Twin {
        private final KernelContext context;
        private final Kernel kernel;
        private int turns;

        Twin(CompileAhead of, Rule rule) {
            int inputs = rule.inputs().size();
            var rows = new FeatureRows(ROWS, Math.max(1, inputs));
            fill(rows, inputs);
            var list = new RowList(ROWS);
            for (int row = 0; row < ROWS; row++) {
                list.set(row, row);
            }
            context = new KernelContext(of.runtime, of.classes, rows, of.watchdog);
            var next = new AtomicInteger();
            kernel = context.bind(rule, key -> next.getAndIncrement(), list);
        }

        /** Rows still warming up among them: what never happened is not compiled. */
        private static void fill(FeatureRows rows, int inputs) {
            var random = new SplittableRandom(2);
            for (int row = 0; row < ROWS; row++) {
                for (int input = 0; input < inputs; input++) {
                    rows.set(
                            row,
                            input,
                            random.nextInt(32) == 0 ? Double.NaN : random.nextDouble(-10, 200));
                }
            }
        }
    }

    private void work() {
        var open = new ArrayDeque<Twin>();
        try {
            while (!closed) {
                take(open);
                Twin twin = open.poll();
                if (twin == null) {
                    continue;
                }
                if (turn(twin)) {
                    open.add(twin);
                } else {
                    twin.context.close();
                    waiting.decrementAndGet();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only close() interrupts
        } finally {
            open.forEach(twin -> twin.context.close());
        }
    }

    /** Waits if there is nothing else to do. */
    private void take(Deque<Twin> open) throws InterruptedException {
        if (open.size() >= MOST_OPEN) {
            return;
        }
        Rule rule = open.isEmpty() ? added.take() : added.poll();
        if (rule == null) {
            return;
        }
        try {
            open.add(new Twin(this, rule));
        } catch (RuntimeException | StackOverflowError e) {
            waiting.decrementAndGet();
            LOG.debug("rule {} can't be compiled ahead", rule.id(), e);
        }
    }

    /** {@return whether it needs another turn} */
    private boolean turn(Twin twin) {
        long end = System.nanoTime() + LONGEST_TURN_NANOS;
        for (int run = 0; run < RUNS_A_TURN && !closed && System.nanoTime() < end; run++) {
            int matches = run % 4 == 0 ? twin.kernel.runCounting(ROWS) : twin.kernel.run(ROWS);
            KernelFault fault = twin.kernel.fault();
            if (matches == Kernel.VOID
                    && (fault == KernelFault.OVER_BUDGET || fault == KernelFault.THREW)) {
                return false;
            }
        }
        return ++twin.turns < TURNS;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(1_000); // a run that is under way ends within the watchdog's budget
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
