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

    private final AtomicLongArray counts = new AtomicLongArray(4);

    /**
     * Counts as of one moment.
     *
     * @param rows evaluated, in runs that were not discarded
     * @param matches rows in which the rule was true
     * @param countedRows those of {@code rows} in which near misses were counted: all of a rule at
     *     bars, those of every sixteenth run of a rule at ticks
     * @param nearMisses rows in which all conditions but one were true
     */
    record Figures(long rows, long matches, long countedRows, long nearMisses) {}

    void ran(int rows, int matches) {
        add(ROWS, rows);
        add(MATCHES, matches);
    }

    void counted(int rows, int nearMisses) {
        add(COUNTED_ROWS, rows);
        add(NEAR_MISSES, nearMisses);
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
                counts.get(NEAR_MISSES));
    }
}
