package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeaturePlan;
import java.lang.management.ManagementFactory;

/**
 * Binds rules and counts what their runs do; when asked, also what a run allocates. Engine thread.
 */
final class CountedKernels implements RuleBinder {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final RuleBinder inner;

    /** Whether allocation is counted: it costs some time at each call. */
    boolean counting;

    long calls;
    long rows;
    long callBytes;

    CountedKernels(RuleBinder inner) {
        this.inner = inner;
    }

    void reset() {
        calls = 0;
        rows = 0;
        callBytes = 0;
    }

    @Override
    public Bound bind(String file, String content, FeaturePlan features) {
        return switch (inner.bind(file, content, features)) {
            case Bound.Pattern(PatternRun run) -> new Bound.Pattern(new CountedPattern(run));
            case Bound.Detector detector -> detector;
            case Bound.Filter(FilterRun run) -> new Bound.Filter(run);
        };
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        inner.memoryMoved(features);
    }

    private final class CountedPattern extends MeasuredRun {
        CountedPattern(PatternRun run) {
            super(run);
        }

        @Override
        public int run(int[] touched, int count) {
            calls++;
            rows += count;
            if (!counting) {
                return run.run(touched, count);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            int matches = run.run(touched, count);
            callBytes += threads.getCurrentThreadAllocatedBytes() - before;
            return matches;
        }
    }
}
