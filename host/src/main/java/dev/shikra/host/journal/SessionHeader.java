package dev.shikra.host.journal;

/** The first record of a session as the journal holds it. Immutable but for the payload's bytes. */
public final class SessionHeader {
    private final long seq;
    private final long timeMs;
    private final String session;
    private final byte[] payload;

    SessionHeader(long seq, long timeMs, String session, byte[] payload) {
        this.seq = seq;
        this.timeMs = timeMs;
        this.session = session;
        this.payload = payload;
    }

    /** {@return seq of the record} */
    public long seq() {
        return seq;
    }

    /** {@return time of the record, epoch ms} */
    public long timeMs() {
        return timeMs;
    }

    /** {@return the session's name, as in the segment's} */
    public String session() {
        return session;
    }

    /** {@return what the host wrote; not copied, not to be changed} */
    public byte[] payload() {
        return payload;
    }
}
