package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeaturePlan;
import java.util.List;
import java.util.Optional;

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

    private final class Timed implements PatternRun {
        private final PatternRun run;

        Timed(PatternRun run) {
            this.run = run;
        }

        @Override
        public int run(int[] rows, int count) {
            beganNanos = System.nanoTime();
            int matches = run.run(rows, count);
            endedNanos = System.nanoTime();
            return matches;
        }

        @Override
        public String id() {
            return run.id();
        }

        @Override
        public String name() {
            return run.name();
        }

        @Override
        public String version() {
            return run.version();
        }

        @Override
        public Fires fires() {
            return run.fires();
        }

        @Override
        public Optional<Timeframe> every() {
            return run.every();
        }

        @Override
        public boolean covers(Instrument instrument) {
            return run.covers(instrument);
        }

        @Override
        public String failure() {
            return run.failure();
        }

        @Override
        public int row(int match) {
            return run.row(match);
        }

        @Override
        public Direction direction(int match) {
            return run.direction(match);
        }

        @Override
        public double confidence(int match) {
            return run.confidence(match);
        }

        @Override
        public double stop(int match) {
            return run.stop(match);
        }

        @Override
        public double target(int match) {
            return run.target(match);
        }

        @Override
        public List<Evidence> evidence(int row) {
            return run.evidence(row);
        }
    }
}
