package dev.shikra.host.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes one segment through a buffer. What it was given counts as written only after {@link
 * #flush}; {@link #cut} takes the rest back. For the journal thread; {@link #force} for any.
 */
final class SegmentWriter implements Closeable {
    private final SegmentFiles.SegmentFile file;
    private final ByteBuffer buffer;
    private final byte[] head = new byte[RecordFormat.HEAD];
    private final CRC32C crc = new CRC32C();

    /** File length with all that was given, and with what was flushed. */
    private long length;

    private long flushedLength;
    private boolean holdsRecords;

    /**
     * @param buffer shared by the segments of a journal, one after the other
     */
    SegmentWriter(SegmentFiles.SegmentFile file, ByteBuffer buffer, long length) {
        this.file = file;
        this.buffer = buffer.clear();
        this.length = length;
        this.flushedLength = length;
        this.holdsRecords = length > 0;
    }

    long length() {
        return length;
    }

    boolean holdsRecords() {
        return holdsRecords;
    }

    void header(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    void record(long seq, long timeMs, RecordKind kind, int source, byte[] bytes, int at, int count)
            throws IOException {
        RecordFormat.encodeHead(head, crc, seq, timeMs, kind, source, bytes, at, count);
        put(head, 0, head.length);
        put(bytes, at, count);
        holdsRecords = true;
    }

    private void put(byte[] bytes, int at, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int some = Math.min(count - done, buffer.remaining());
            buffer.put(bytes, at + done, some);
            done += some;
        }
        length += count;
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    void flush() throws IOException {
        drain();
        flushedLength = length;
    }

    void force() throws IOException {
        file.force();
    }

    /** Takes back all that was given since the last {@link #flush}. */
    void cut() throws IOException {
        buffer.clear();
        file.truncate(flushedLength);
        length = flushedLength;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
