package dev.shikra.host.measure;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations by size: how many took at most 1, 2, 5, 10, ... µs. One thread adds; any thread
 * reads. Adding allocates nothing and costs some nanoseconds.
 */
public final class Durations {
    /** Upper bounds of the buckets, ns, ascending; one more bucket holds what is longer. */
    private static final long[] BOUNDS_NS = {
        1_000L,
        2_000L,
        5_000L,
        10_000L,
        20_000L,
        50_000L,
        100_000L,
        200_000L,
        500_000L,
        1_000_000L,
        2_000_000L,
        5_000_000L,
        10_000_000L,
        20_000_000L,
        50_000_000L,
        100_000_000L,
        200_000_000L,
        500_000_000L,
        1_000_000_000L,
        5_000_000_000L,
        30_000_000_000L
    };

    private static final int SUM = BOUNDS_NS.length + 1;
    private static final int LONGEST = SUM + 1;

    private final AtomicLongArray cells = new AtomicLongArray(LONGEST + 1);

    /** {@return upper bounds of the buckets, ns; a count more than bounds holds what is longer} */
    public static long[] boundsNs() {
        return BOUNDS_NS.clone();
    }

    /**
     * Adds one; the writing thread alone.
     *
     * @param ns a negative one counts as 0
     */
    public void add(long ns) {
        long duration = Math.max(0, ns);
        int bucket = bucket(duration);
        cells.lazySet(bucket, cells.getPlain(bucket) + 1);
        cells.lazySet(SUM, cells.getPlain(SUM) + duration);
        if (duration > cells.getPlain(LONGEST)) {
            cells.lazySet(LONGEST, duration);
        }
    }

    private static int bucket(long ns) {
        int low = 0;
        int high = BOUNDS_NS.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ns <= BOUNDS_NS[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** {@return what was added until a moment ago} */
    public Counted counted() {
        var counts = new long[BOUNDS_NS.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = cells.get(i);
        }
        return new Counted(counts, cells.get(SUM), cells.get(LONGEST));
    }

    /**
     * Durations by size at one moment.
     *
     * @param counts by {@link #boundsNs}, and a last one for what is longer; not cumulative
     * @param sumNs of all
     * @param longestNs of any; 0 if there was none
     */
    public record Counted(long[] counts, long sumNs, long longestNs) {
        public Counted {
            counts = counts.clone();
        }

        @Override
        public long[] counts() {
            return counts.clone();
        }

        /** {@return how many were added} */
        public long count() {
            long all = 0;
            for (long count : counts) {
                all += count;
            }
            return all;
        }
    }
}
