package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.script.RuleRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place where kernels run: over one table of feature rows, with one memory for matches. Created
 * by any thread; after that one thread alone, the owner, calls it and its kernels (for the live
 * rows the engine thread). Only the {@link Watchdog} reaches in from outside, to interrupt. A
 * JavaScript context is made when the first rule needs it.
 */
public final class KernelContext implements AutoCloseable {
    private final RuleRuntime runtime;
    private final KernelClasses classes;
    private final FeatureRows rows;
    private final Watchdog.Watched watched;
    private final List<Kernel> kernels = new ArrayList<>();
    private final ByteBuffer matches;
    private final DoubleBuffer found;
    private final StopFlag stop = new StopFlag();
    private volatile @Nullable ScriptKernels scripts;
    private KernelForm running = KernelForm.BYTECODE;
    private int stride;

    /**
     * @param rows what kernels read
     * @param watchdog guards each run; shared by contexts
     */
    public KernelContext(RuleRuntime runtime, FeatureRows rows, Watchdog watchdog) {
        this(runtime, new KernelClasses(), rows, watchdog);
    }

    /**
     * @param classes of kernels; shared by contexts
     * @param rows what kernels read
     * @param watchdog guards each run; shared by contexts
     */
    public KernelContext(
            RuleRuntime runtime, KernelClasses classes, FeatureRows rows, Watchdog watchdog) {
        this.runtime = runtime;
        this.classes = classes;
        this.rows = rows;
        matches =
                ByteBuffer.allocateDirect(
                                Math.multiplyExact(
                                        Math.max(1, rows.rows()),
                                        KernelSource.MATCH * Double.BYTES))
                        .order(ByteOrder.nativeOrder());
        found = matches.asDoubleBuffer();
        stride = rows.stride();
        watched = watchdog.watch(this::interrupt);
    }

    /**
     * Makes the kernel of a rule: a millisecond or so, no compilation.
     *
     * @param slots asked once for each input; may make the rows grow, whereupon all kernels of this
     *     context are pointed at the new memory
     * @param list of the rows to look at; its capacity is at most the number of feature rows
     */
    public Kernel bind(Rule rule, SlotResolver slots, RowList list) {
        if (list.capacity() > Math.max(1, rows.rows())) {
            throw new IllegalArgumentException(
                    "a row list of "
                            + list.capacity()
                            + " over "
                            + rows.rows()
                            + " feature rows: make it smaller");
        }
        int[] resolved = rule.inputs().stream().mapToInt(i -> slots.slot(i.key())).toArray();
        refresh();
        KernelBody body =
                classes.of(rule)
                        .<KernelBody>map(constructor ->
                                KernelClasses.make(
                                        constructor,
                                        new KernelCode.Place(
                                                rows,
                                                list.memory().asIntBuffer(),
                                                found,
                                                resolved,
                                                stop)))
                        .orElseGet(() -> scripts().body(rule, resolved, list));
        var kernel = new Kernel(this, rule, resolved, list, body);
        kernels.add(kernel);
        kernel.run(0); // the first call prepares the way; better here than in a batch
        return kernel;
    }

    private ScriptKernels scripts() {
        ScriptKernels made = scripts;
        if (made == null) {
            made = new ScriptKernels(runtime, rows, matches);
            scripts = made;
        }
        return made;
    }

    /** Points all kernels at the rows' memory if it moved: after {@link FeatureRows#grow}. */
    public void refresh() {
        if (rows.stride() != stride) {
            stride = rows.stride();
            ScriptKernels made = scripts;
            if (made != null) {
                made.refresh(rows);
            }
            kernels.forEach(kernel -> kernel.rebind(rows));
        }
    }

    void remove(Kernel kernel) {
        kernels.remove(kernel);
    }

    void begin(KernelForm form) {
        running = form; // the watchdog reads it after the state that the next line writes
        watched.begin();
    }

    /** {@return whether the watchdog stopped the run} */
    boolean end() {
        boolean stopped = watched.end();
        if (stopped) {
            stop.raised = false;
            if (running == KernelForm.JAVASCRIPT) {
                boolean meantForTheKernel = Thread.interrupted();
            }
        }
        return stopped;
    }

    /** The watchdog's thread. */
    private void interrupt() {
        ScriptKernels made = scripts;
        if (running == KernelForm.BYTECODE) {
            stop.raised = true;
        } else if (made != null) {
            made.interrupt();
        }
    }

    double match(int match, int value) {
        return found.get(match * KernelSource.MATCH + value);
    }

    @Override
    public void close() {
        watched.close();
        kernels.clear();
        ScriptKernels made = scripts;
        if (made != null) {
            made.close();
        }
    }
}
