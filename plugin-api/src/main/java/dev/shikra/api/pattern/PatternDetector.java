package dev.shikra.api.pattern;

import java.util.List;

/**
 * A pattern by its specification. Stateless and shared by all instruments; what it remembers of an
 * instrument is a slice of doubles, {@code state[at]} to {@code state[at + stateSize() - 1]}, zeros
 * before the first bar. The slice is the whole memory: it is copied into snapshots and restored
 * from them.
 *
 * <p>Called on the engine thread alone, once for each instrument whose bar of the configured
 * timeframe closed, after all studies of that moment and before the rules. Keeps no clock, draws no
 * chance, and allocates nothing unless it matches. What it throws makes the whole run count for
 * nothing, and is a strike: three in a session rest it until the next.
 */
public interface PatternDetector {
    /** {@return what it reads, in the order in which {@link #detect} gets the values} */
    List<PatternInput> inputs();

    /** {@return doubles of state per instrument, {@code >= 0}} */
    int stateSize();

    /**
     * Looks at the bar that closed.
     *
     * @param inputs a value for each of {@link #inputs}; {@code NaN} where it is warming up or
     *     undefined
     * @param state holds this detector's slice at {@code [at, at + stateSize())}
     * @param match to be filled if this is a match; clear before
     * @return whether the pattern is there now. Whether that becomes a signal is the host's
     *     decision: at the edge, at each bar or once a session, as configured
     */
    boolean detect(double[] inputs, double[] state, int at, PatternMatch match);
}
