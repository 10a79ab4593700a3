package dev.shikra.host.projection.redis;

/**
 * Entries for streams, in order, as one transaction in the protocol's bytes. Filled and sent by one
 * thread, again and again.
 */
final class StreamBatch {
    /** A pipeline of more bytes is sent early. */
    private static final int MOST_BYTES = 256 << 10;

    private static final byte[] BEGIN = RespBuffer.bare("MULTI");

    /** What carries the transaction out. */
    static final byte[] END = RespBuffer.bare("EXEC");

    private static final byte[] XADD = StreamEntries.ascii("XADD");

    private final RespBuffer buffer = new RespBuffer();
    private int size;
    private long firstFrame;

    /** The last frame of which an entry is here; 0: none. */
    private long lastFrame;

    private final byte[] last;
    private final int lastCount;

    StreamBatch() {
        this(new byte[0], 0);
    }

    /**
     * @param last further commands of the transaction, behind its entries
     * @param lastCount how many they are
     */
    StreamBatch(byte[] last, int lastCount) {
        this.last = last;
        this.lastCount = lastCount;
        buffer.put(BEGIN);
    }

    /** {@return where the next entry goes: one whole command, then {@link #added}} */
    RespBuffer next() {
        return buffer;
    }

    /** An entry of a frame was put into {@link #next}. */
    void added(long frame) {
        size++;
        firstFrame = firstFrame == 0 ? frame : firstFrame;
        lastFrame = frame;
    }

    /** Adds an entry by the arguments of its {@code XADD}. */
    void add(byte[]... arguments) {
        buffer.command(1 + arguments.length);
        buffer.argument(XADD);
        for (byte[] each : arguments) {
            buffer.argument(each);
        }
        added(0);
    }

    /** {@return commands of the transaction: a server answers each} */
    int commandCount() {
        return size + lastCount;
    }

    int size() {
        return size;
    }

    /** {@return the first frame of which an entry is here; 0: none} */
    long firstFrame() {
        return firstFrame;
    }

    long lastFrame() {
        return lastFrame;
    }

    /** {@return whether it should go} */
    boolean isFull(int entriesWanted) {
        return size >= entriesWanted || buffer.length() >= MOST_BYTES;
    }

    /** {@return all but its {@link #END}; nothing can be added any more} */
    RespBuffer commands() {
        buffer.put(last);
        return buffer;
    }

    void clear() {
        buffer.clear();
        buffer.put(BEGIN);
        size = 0;
        firstFrame = 0;
        lastFrame = 0;
    }
}
