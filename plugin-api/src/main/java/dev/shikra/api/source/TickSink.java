package dev.shikra.api.source;

import dev.shikra.api.market.Tick;

/** Takes what a {@link FrameDecoder} finds. */
public interface TickSink {
    /** One tick. {@code tick} is the decoder's to reuse as soon as this returns. */
    void tick(Tick tick);

    /**
     * Something in the frame that can't be read.
     *
     * @param at byte offset from the frame's start
     */
    void fault(Fault fault, int at);

    /** Why bytes can't be read. */
    enum Fault {
        /** The frame or a packet ends before it should. */
        TRUNCATED,
        /** Bytes after the last packet. */
        TRAILING_BYTES,
        /** A packet of a length or kind that is not known; it is skipped. */
        UNKNOWN_PACKET,
        /** An instrument that is not in the session's list; it is skipped. */
        UNKNOWN_INSTRUMENT,
        /** A count or a number that can't be. */
        BAD_VALUE
    }
}
