package dev.shikra.api.source;

import java.io.IOException;

/**
 * Closed 1-minute bars of the past: what a {@link SourceSession} may offer beside its frames, so
 * that studies need not wait for their bars. Asked by one thread at a time, mostly another than
 * that of {@link SourceSession#run} and while that runs.
 */
public interface BarHistory {
    /** Takes bars, oldest first. */
    interface MinuteSink {
        /**
         * A bar.
         *
         * @param startMs epoch ms, a whole minute
         * @param volume units traded in it, {@code >= 0}; 0 for an index
         */
        void bar(long startMs, double open, double high, double low, double close, double volume);
    }

    /**
     * Gives an instrument's bars that begin at {@code fromMs} or later and end at {@code toMs} or
     * before; waits where the venue limits requests.
     *
     * @param instrument its place in the session's list
     * @throws IOException if there are none to be had now; the message says why, what was given
     *     before stays valid
     */
    void minutes(int instrument, long fromMs, long toMs, MinuteSink sink)
            throws IOException, InterruptedException;
}
