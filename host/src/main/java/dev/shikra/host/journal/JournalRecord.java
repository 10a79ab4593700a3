package dev.shikra.host.journal;

/**
 * One record of the journal: a struct that the journal fills and the engine reads, again and again.
 * Whoever receives one must take what it needs before it returns. Not thread-safe.
 */
public final class JournalRecord {
    /** From 1, without gaps, never restarting. */
    public long seq;

    /**
     * Engine time, epoch ms, never falling: receipt time of a frame, the last second of a clock
     * run, else the time of the record before.
     */
    public long timeMs;

    public RecordKind kind = RecordKind.CLOCK;

    /**
     * Which source a frame came from: its place in the session header's list; 0 for other kinds.
     */
    public int source;

    /** Payload at {@code [at, at + length)}; of a clock record nothing that should be read. */
    public byte[] bytes = new byte[0];

    public int at;
    public int length;

    /** Of a {@link RecordKind#CLOCK}: seconds that passed, epoch s, both included. */
    public long firstSecond;

    public long lastSecond;
}
