package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.script.RuleRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A JavaScript context over the memory of a {@link KernelContext}, and the functions in it. */
final class ScriptKernels implements AutoCloseable {
    private final Context context;
    private final ByteBuffer control =
            ByteBuffer.allocateDirect(6 * Integer.BYTES).order(ByteOrder.nativeOrder());
    private final Value controlView;
    private final Value matchesView;
    private Value rowsView;
    private int stride;

    ScriptKernels(RuleRuntime runtime, FeatureRows rows, ByteBuffer matches) {
        context = runtime.newContext();
        controlView = RuleRuntime.view(context, "Int32Array", control);
        matchesView = RuleRuntime.view(context, "Float64Array", matches);
        rowsView = RuleRuntime.view(context, "Float64Array", rows.memory());
        stride = rows.stride();
    }

    KernelBody body(Rule rule, int[] slots, RowList list) {
        Source source =
                Source.newBuilder(
                                "js",
                                KernelSource.of(rule),
                                rule.id() + "@" + rule.version() + ".js")
                        .cached(true)
                        .buildLiteral();
        int[] named = KernelSource.slotInputs(rule).map(i -> slots[i]).toArray();
        return new Body(context.eval(source), list, named);
    }

    /** Any thread: stops what runs. */
    void interrupt() {
        try {
            context.interrupt(Duration.ZERO);
        } catch (TimeoutException | IllegalStateException e) {
            return; // a context that is being closed runs nothing more
        }
    }

    /** Reads the rows' present memory. */
    void refresh(FeatureRows rows) {
        rowsView = RuleRuntime.view(context, "Float64Array", rows.memory());
        stride = rows.stride();
    }

    @Override
    public void close() {
        context.close(true);
    }

    private final class Body implements KernelBody {
        private final Value factory;
        private final RowList list;
        private final int[] named;
        private Value function;

        Body(Value factory, RowList list, int[] named) {
            this.factory = factory;
            this.list = list;
            this.named = named;
            function = bound();
        }

        private Value bound() {
            var arguments = new Object[5 + named.length];
            arguments[0] = rowsView;
            arguments[1] = RuleRuntime.view(context, "Int32Array", list.memory());
            arguments[2] = controlView;
            arguments[3] = matchesView;
            arguments[4] = stride;
            for (int i = 0; i < named.length; i++) {
                arguments[5 + i] = named[i];
            }
            return factory.execute(arguments);
        }

        @Override
        public int run(int n, boolean near) {
            control.putInt(0, n).putInt(4, 0).putInt(8, 0).putInt(12, -1);
            control.putInt(16, near ? 1 : 0).putInt(20, 0);
            function.executeVoid();
            return faultCode() != 0 ? Kernel.VOID : control.getInt(4);
        }

        @Override
        public int nearMisses() {
            return control.getInt(20);
        }

        @Override
        public int faultCode() {
            return control.getInt(8);
        }

        @Override
        public int faultRow() {
            return control.getInt(12);
        }

        @Override
        public void rebind(FeatureRows rows) {
            function = bound();
        }

        @Override
        public KernelForm form() {
            return KernelForm.JAVASCRIPT;
        }
    }
}
