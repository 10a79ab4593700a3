package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.engine.PatternRun;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A pattern that stands where another stood and looks at nothing: an engine that is asked about one
 * rule lays out its rows as the live one did, and spares itself the rest.
 */
record SilentPattern(String id, String version, Optional<Timeframe> every) implements PatternRun {
    @Override
    public String name() {
        return id;
    }

    @Override
    public Fires fires() {
        return Fires.EDGE;
    }

    @Override
    public boolean covers(Instrument instrument) {
        return false;
    }

    @Override
    public BitSet covered(List<Instrument> instruments) {
        return new BitSet();
    }

    @Override
    public int run(int[] rows, int count) {
        return 0;
    }

    @Override
    public String failure() {
        return "";
    }

    @Override
    public int row(int match) {
        throw nothing();
    }

    @Override
    public Direction direction(int match) {
        throw nothing();
    }

    @Override
    public double confidence(int match) {
        throw nothing();
    }

    @Override
    public double stop(int match) {
        throw nothing();
    }

    @Override
    public double target(int match) {
        throw nothing();
    }

    @Override
    public List<Evidence> evidence(int row) {
        throw nothing();
    }

    private IllegalStateException nothing() {
        return new IllegalStateException(id + " was not asked: it has no matches");
    }
}
