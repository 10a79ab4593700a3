package dev.shikra.bench;

import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeaturePlan;

/** Binds rules and notes when the last run of one began and ended. Engine thread. */
final class TimedKernels implements RuleBinder {
    private final RuleBinder inner;

    /** {@link System#nanoTime} at which features were ready and the last rule began. */
    long beganNanos;

    /** {@link System#nanoTime} at which the last rule had found what it finds. */
    long endedNanos;

    TimedKernels(RuleBinder inner) {
        this.inner = inner;
    }

    @Override
    public Bound bind(String file, String content, FeaturePlan features) {
        return switch (inner.bind(file, content, features)) {
            case Bound.Pattern(PatternRun run) -> new Bound.Pattern(new Timed(run));
            case Bound.Detector detector -> detector;
            case Bound.Filter(FilterRun run) -> new Bound.Filter(run);
        };
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        inner.memoryMoved(features);
    }

    private final class Timed extends MeasuredRun {
        Timed(PatternRun run) {
            super(run);
        }

        @Override
        public int run(int[] rows, int count) {
            beganNanos = System.nanoTime();
            int matches = run.run(rows, count);
            endedNanos = System.nanoTime();
            return matches;
        }
    }
}
