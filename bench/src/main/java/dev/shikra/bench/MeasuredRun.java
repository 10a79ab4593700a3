package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.rule.Fires;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Another run with something measured around it: all that it says is the other's. */
abstract class MeasuredRun implements PatternRun {
    /** What is measured. */
    final PatternRun run;

    MeasuredRun(PatternRun run) {
        this.run = run;
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

    @Override
    public BitSet covered(List<Instrument> instruments) {
        return run.covered(instruments);
    }

    @Override
    public boolean liquid(int row) {
        return run.liquid(row);
    }

    @Override
    public String note(int row) {
        return run.note(row);
    }
}
