package dev.shikra.api.study;

import dev.shikra.api.market.Bar;
import java.util.List;
import java.util.Optional;

/**
 * An indicator by its specification. Stateless and shared by all instruments; what it remembers of
 * an instrument is a slice of doubles, {@code state[at]} to {@code state[at + stateSize() - 1]},
 * zeros before the first bar. The slice is the whole memory: it is copied into snapshots and
 * restored from them.
 *
 * <p>Called on the engine thread alone. Allocates nothing, keeps no clock, draws no chance. Work
 * per bar does not grow with its length where the definition allows. Defined for any bar: a NaN in
 * the input gives NaN out and must not spoil the state for ever.
 */
public interface Study {
    /**
     * {@return names of the outputs in order, at least one; a single one is called {@code value}}
     */
    List<String> outputs();

    /** {@return closed bars needed before all outputs can be defined, {@code >= 1}} */
    int warmUpBars();

    /**
     * {@return whole sessions before the current one that it looks back over, beside {@link
     * #warmUpBars}; 0: none} So much of the past is asked for where there is a source of it.
     */
    default int warmUpSessions() {
        return 0;
    }

    /**
     * {@return the instrument ({@code EXCHANGE:SYMBOL}) whose closes it compares with, which come
     * in {@link Bar#referenceClose}; empty: none}
     */
    default Optional<String> reference() {
        return Optional.empty();
    }

    /** {@return doubles of state per instrument, {@code >= 0}} */
    int stateSize();

    /**
     * {@return of how many doubles at the slice's beginning {@link #preview} makes its outputs,
     * {@code 0} to {@code stateSize()}; all of them unless told} A tick is a preview of every study
     * on its instrument, and with thousands of instruments what it waits for is memory. A study
     * that puts what a preview reads first and says how much that is (a sum, say, and behind it the
     * window) lets the host keep these beginnings of all studies side by side; a preview is then
     * given such a copy, without the rest of the slice.
     */
    default int previewSize() {
        return stateSize();
    }

    /**
     * Takes a closed bar.
     *
     * @param state holds this study's slice at {@code [at, at + stateSize())}
     * @param out receives the outputs at {@code [outAt, outAt + outputs().size())}; {@code NaN}
     *     during warm-up or where undefined
     */
    void commit(Bar bar, double[] state, int at, double[] out, int outAt);

    /** {@return whether it is to be given each trade, by {@link #trade}} */
    default boolean takesTrades() {
        return false;
    }

    /**
     * Takes a trade of a bar that is not closed yet: after it the bar's previews, and in the end
     * its {@link #commit}. For a second two bars of a series are open, so a trade of the next one
     * may come before a bar's {@code commit}. A bar may hold more than its trades: a source gives
     * whole bars without, and a study that is added while the market runs missed some.
     *
     * @param of start, end, session and tick size of the trade's bar; its other fields mean nothing
     * @param quantity units, {@code >= 0}
     */
    default void trade(Bar of, double price, double quantity, double[] state, int at) {}

    /**
     * What {@link #commit} would give if {@code forming} closed as it is. Reads the slice and never
     * writes it.
     *
     * @param state holds the first {@link #previewSize} doubles of this study's slice from {@code
     *     at} on
     * @param out as in {@link #commit}
     */
    void preview(Bar forming, double[] state, int at, double[] out, int outAt);
}
