package dev.shikra.api.source;

/** Where a source puts frames: the host's bounded inbox. Any thread. */
public interface FrameSink {
    /**
     * Takes one frame; blocks while the inbox is full, so a file is read as fast as the host works
     * and a socket's back-pressure reaches the venue. The bytes are copied before it returns.
     *
     * @param receiptMs when it was received, epoch ms
     * @param length 0 to 16 MiB
     * @throws InterruptedException if the thread was interrupted, or the host has stopped taking
     *     frames
     */
    void frame(long receiptMs, byte[] bytes, int offset, int length) throws InterruptedException;

    /**
     * Says that a recording goes on until then, with nothing received. Only recorded data says it:
     * while a live source is quiet the host looks at its own clock.
     *
     * @param epochMs not before the last frame's receipt
     * @throws InterruptedException as {@link #frame}
     */
    default void time(long epochMs) throws InterruptedException {}

    /**
     * Gives what a session had learned of the past when it stood here between two frames, as its
     * {@linkplain Capture capture} holds it; no live source does. The host coded the bytes, and
     * joins them to what is replayed as it did then. It copies them before it returns.
     *
     * @param epochMs the market's time, not before the last frame's receipt
     * @param length 0 to 16 MiB; 0 says that what was known of the past comes with the data, so the
     *     host looks for none itself
     * @throws InterruptedException as {@link #frame}
     */
    default void past(long epochMs, byte[] bytes, int offset, int length)
            throws InterruptedException {}

    /**
     * Returns when all frames given so far survive the end of the machine: a source that keeps them
     * for the host may then let them go.
     *
     * @throws InterruptedException as {@link #frame}
     */
    default void awaitDurable() throws InterruptedException {}

    /**
     * Says that something in the data was left out: a row that can't be read, say. Counted and
     * shown; the rest goes on.
     *
     * @param place for example {@code trades.csv:17}
     * @param reason what is wrong and what would be right
     */
    void skipped(String place, String reason);

    /**
     * Says how a live feed stands, when that changes. Shown to people, never journalled.
     *
     * @param reason what happened and, where a person must act, what to do; no secret in it
     */
    default void state(FeedState state, String reason) {}
}
