package dev.shikra.host.engine;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A pattern rule that is bound to the feature rows and ready to run. Engine thread only. */
public interface PatternRun {
    /** When a rule that is true gives a signal. */
    enum Fires {
        /** When it becomes true: at the evaluation before, in the same session, it was not. */
        EDGE,
        /** At each evaluation at which it is true. */
        EACH,
        /** At most once a session. */
        ONCE
    }

    /** {@link #run}: the run was stopped from outside; nothing it wrote counts. */
    int VOIDED = -1;

    /** {@link #run}: the run failed by itself or gave nonsense; nothing it wrote counts. */
    int FAILED = -2;

    String id();

    String name();

    String version();

    Fires fires();

    /** {@return the timeframe at whose closed bars it runs; empty: at every tick} */
    Optional<Timeframe> every();

    /** {@return whether the instrument is in its universe} */
    boolean covers(Instrument instrument);

    /** {@return places of the instruments that it covers} */
    default BitSet covered(List<Instrument> instruments) {
        var covered = new BitSet(instruments.size());
        for (int row = 0; row < instruments.size(); row++) {
            covered.set(row, covers(instruments.get(row)));
        }
        return covered;
    }

    /** {@return whether enough of it trades now; asked when a session begins} */
    default boolean liquid(int row) {
        return true;
    }

    /** {@return a sentence for people about a match, empty if it says none} */
    default String note(int row) {
        return "";
    }

    /**
     * Evaluates rows.
     *
     * @param rows the rows, ascending, in its first {@code count} places
     * @return how many matched, or {@link #VOIDED} or {@link #FAILED}
     */
    int run(int[] rows, int count);

    /** {@return why the last run failed, for people} */
    String failure();

    /** {@return the row of a match; matches are in the rows' order} */
    int row(int match);

    Direction direction(int match);

    double confidence(int match);

    /** {@return NaN if the rule gives none} */
    double stop(int match);

    /** {@return NaN if the rule gives none} */
    double target(int match);

    /** {@return each clause that holds with what it compares in the row now} */
    List<Evidence> evidence(int row);
}
