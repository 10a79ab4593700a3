package dev.shikra.host;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a rule has done since the start. The engine thread counts, without allocating or waiting;
 * any thread reads.
 */
final class RuleCounts {
    private static final int ROWS = 0;
    private static final int MATCHES = 1;
    private static final int COUNTED_ROWS = 2;
    private static final int NEAR_MISSES = 3;
    private static final int SIGNALS = 4;
    private static final int ERRORS = 5;
    private static final int LAST_FIRED_MS = 6;

    private final AtomicLongArray counts = new AtomicLongArray(7);

    /**
     * Counts as of one moment.
     *
     * @param rows evaluated, in runs that were not discarded
     * @param matches rows in which the rule was true
     * @param countedRows those of {@code rows} in which near misses were counted: all of a rule at
     *     bars, those of every sixteenth run of a rule at ticks
     * @param nearMisses rows in which all conditions but one were true
     * @param signals that it gave
     * @param errors runs that were stopped or failed
     * @param lastFiredMs event time of the last signal, epoch ms; 0 if there was none
     */
    record Figures(
            long rows,
            long matches,
            long countedRows,
            long nearMisses,
            long signals,
            long errors,
            long lastFiredMs) {}

    void ran(int rows, int matches) {
        add(ROWS, rows);
        add(MATCHES, matches);
    }

    void counted(int rows, int nearMisses) {
        add(COUNTED_ROWS, rows);
        add(NEAR_MISSES, nearMisses);
    }

    void fired(long eventMs) {
        add(SIGNALS, 1);
        counts.lazySet(LAST_FIRED_MS, eventMs);
    }

    void failed() {
        add(ERRORS, 1);
    }

    /** One writer, so a plain read is enough. */
    private void add(int place, long count) {
        counts.lazySet(place, counts.getPlain(place) + count);
    }

    Figures figures() {
        return new Figures(
                counts.get(ROWS),
                counts.get(MATCHES),
                counts.get(COUNTED_ROWS),
                counts.get(NEAR_MISSES),
                counts.get(SIGNALS),
                counts.get(ERRORS),
                counts.get(LAST_FIRED_MS));
    }
}
