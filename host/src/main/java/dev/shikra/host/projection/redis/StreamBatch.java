package dev.shikra.host.projection.redis;

/**
 * Entries for streams, in order, each the arguments of an {@code XADD}. Filled and sent by one
 * thread, again and again.
 */
final class StreamBatch {
    /** A pipeline of more bytes is sent early. */
    private static final int MOST_BYTES = 256 << 10;

    private byte[][][] entries;
    private int size;
    private long bytes;

    private long firstFrame;

    /** The last frame of which an entry is here; 0: none. */
    private long lastFrame;

    StreamBatch(int capacity) {
        entries = new byte[capacity][][];
    }

    void add(byte[][] arguments, long frame) {
        if (size == entries.length) {
            entries = java.util.Arrays.copyOf(entries, size * 2);
        }
        entries[size++] = arguments;
        for (byte[] each : arguments) {
            bytes += each.length;
        }
        firstFrame = firstFrame == 0 ? frame : firstFrame;
        lastFrame = frame;
    }

    int size() {
        return size;
    }

    byte[][] entry(int at) {
        return entries[at];
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
        return size >= entriesWanted || bytes >= MOST_BYTES;
    }

    void clear() {
        java.util.Arrays.fill(entries, 0, size, null);
        size = 0;
        bytes = 0;
        firstFrame = 0;
        lastFrame = 0;
    }
}
