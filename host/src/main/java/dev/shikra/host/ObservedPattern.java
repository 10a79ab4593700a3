package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.engine.PatternRun;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A pattern that runs as it would, with somebody who looks at each evaluation. */
final class ObservedPattern implements PatternRun {
    /** Looks at an evaluation while the rows are as the kernel saw them. */
    @FunctionalInterface
    interface Observer {
        /**
         * @param matched whether the pattern was true of the row
         */
        void evaluated(PatternKernelRun pattern, int row, boolean matched);
    }

    private static final int ALL = -1;

    private final PatternKernelRun inner;
    private final Observer observer;
    private final int only;

    ObservedPattern(PatternKernelRun inner, Observer observer) {
        this(inner, observer, ALL);
    }

    /**
     * @param only the one row that it looks at
     */
    ObservedPattern(PatternKernelRun inner, Observer observer, int only) {
        this.inner = inner;
        this.observer = observer;
        this.only = only;
    }

    @Override
    public int run(int[] rows, int count) {
        int matches = inner.run(rows, count);
        int match = 0;
        for (int k = 0; k < count && matches >= 0; k++) {
            boolean matched = match < matches && inner.row(match) == rows[k];
            observer.evaluated(inner, rows[k], matched);
            match += matched ? 1 : 0;
        }
        return matches;
    }

    @Override
    public String id() {
        return inner.id();
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String version() {
        return inner.version();
    }

    @Override
    public Fires fires() {
        return inner.fires();
    }

    @Override
    public Optional<Timeframe> every() {
        return inner.every();
    }

    @Override
    public boolean covers(Instrument instrument) {
        return inner.covers(instrument);
    }

    @Override
    public BitSet covered(List<Instrument> instruments) {
        BitSet covered = inner.covered(instruments);
        if (only != ALL) {
            var one = new BitSet(instruments.size());
            one.set(only);
            covered.and(one);
        }
        return covered;
    }

    @Override
    public boolean liquid(int row) {
        return inner.liquid(row);
    }

    @Override
    public String note(int row) {
        return inner.note(row);
    }

    @Override
    public String failure() {
        return inner.failure();
    }

    @Override
    public int row(int match) {
        return inner.row(match);
    }

    @Override
    public Direction direction(int match) {
        return inner.direction(match);
    }

    @Override
    public double confidence(int match) {
        return inner.confidence(match);
    }

    @Override
    public double stop(int match) {
        return inner.stop(match);
    }

    @Override
    public double target(int match) {
        return inner.target(match);
    }

    @Override
    public List<Evidence> evidence(int row) {
        return inner.evidence(row);
    }
}
