package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.script.RuleRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * The place where kernels run: one JavaScript context over one table of feature rows. Created by
 * any thread; after that one thread alone, the owner, calls it and its kernels (for the live rows
 * the engine thread). Only the {@link Watchdog} reaches in from outside, to interrupt.
 */
public final class KernelContext implements AutoCloseable {
    private final Context context;
    private final FeatureRows rows;
    private final Watchdog.Watched watched;
    private final List<Kernel> kernels = new ArrayList<>();
    private final ByteBuffer control = direct(6 * Integer.BYTES);
    private final ByteBuffer matches;
    private final Value controlView;
    private final Value matchesView;
    private Value rowsView;
    private int stride;

    /**
     * @param rows what kernels read
     * @param watchdog guards each run; shared by contexts
     */
    public KernelContext(RuleRuntime runtime, FeatureRows rows, Watchdog watchdog) {
        this.context = runtime.newContext();
        this.rows = rows;
        this.matches =
                direct(
                        Math.multiplyExact(
                                Math.max(1, rows.rows()), KernelSource.MATCH * Double.BYTES));
        this.controlView = RuleRuntime.view(context, "Int32Array", control);
        this.matchesView = RuleRuntime.view(context, "Float64Array", matches);
        this.rowsView = RuleRuntime.view(context, "Float64Array", rows.memory());
        this.stride = rows.stride();
        this.watched = watchdog.watch(context);
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
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
        Source source =
                Source.newBuilder(
                                "js",
                                KernelSource.of(rule),
                                rule.id() + "@" + rule.version() + ".js")
                        .cached(true)
                        .buildLiteral();
        var kernel = new Kernel(this, rule, resolved, list, context.eval(source));
        kernels.add(kernel);
        kernel.run(0); // the first call prepares the way; better here than in a batch
        return kernel;
    }

    /** Points all kernels at the rows' memory if it moved: after {@link FeatureRows#grow}. */
    public void refresh() {
        if (rows.stride() != stride) {
            stride = rows.stride();
            rowsView = RuleRuntime.view(context, "Float64Array", rows.memory());
            kernels.forEach(Kernel::rebind);
        }
    }

    /**
     * @param slots that the kernel's text names, in order
     */
    Value bound(Value factory, RowList list, int[] slots) {
        var arguments = new Object[5 + slots.length];
        arguments[0] = rowsView;
        arguments[1] = RuleRuntime.view(context, "Int32Array", list.memory());
        arguments[2] = controlView;
        arguments[3] = matchesView;
        arguments[4] = stride;
        for (int i = 0; i < slots.length; i++) {
            arguments[5 + i] = slots[i];
        }
        return factory.execute(arguments);
    }

    void remove(Kernel kernel) {
        kernels.remove(kernel);
    }

    void begin(int n, boolean near) {
        control.putInt(0, n).putInt(4, 0).putInt(8, 0).putInt(12, -1);
        control.putInt(16, near ? 1 : 0).putInt(20, 0);
        watched.begin();
    }

    /** {@return whether the watchdog stopped the run} */
    boolean end() {
        return watched.end();
    }

    int control(int place) {
        return control.getInt(place * Integer.BYTES);
    }

    double match(int match, int value) {
        return matches.getDouble((match * KernelSource.MATCH + value) * Double.BYTES);
    }

    @Override
    public void close() {
        watched.close();
        kernels.clear();
        context.close(true);
    }
}
