package dev.shikra.host;

import dev.shikra.host.control.Measures.Timed;
import dev.shikra.host.measure.Durations;

/**
 * Durations of the last minute or two, out of a count that begins with the host: what took long at
 * its start says nothing of now. One thread tells it that a second is over; any thread asks.
 */
final class Recent {
    private static final int EVERY_S = 60;

    private static final Durations.Counted NOTHING = new Durations().counted();

    private volatile Durations.Counted from = NOTHING;
    private Durations.Counted next = NOTHING;
    private int seconds;

    /** A second is over. */
    void second(Durations.Counted now) {
        if (++seconds % EVERY_S == 0) {
            from = next;
            next = now;
        }
    }

    /** {@return what was added since then} */
    Timed since(Durations.Counted now) {
        Durations.Counted before = from;
        long[] counts = now.counts();
        long[] earlier = before.counts();
        for (int i = 0; i < counts.length; i++) {
            counts[i] -= earlier[i];
        }
        return MeasureReader.timed(
                new Durations.Counted(counts, now.sumNs() - before.sumNs(), now.longestNs()));
    }
}
