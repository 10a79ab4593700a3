package dev.shikra.host.journal;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads one segment from its start. For one thread. */
final class SegmentReader implements Closeable {
    private static final int CHUNK = 1 << 20;

    private final SegmentName name;
    private final FileChannel channel;
    private final SegmentHeader header;
    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[CHUNK];
    private int at;
    private int filled;

    /** Where in the file {@code buffer[at]} stands. */
    private long offset;

    private long nextSeq;
    private String trouble = "";

    /**
     * @throws JournalException if it does not begin as a segment does
     */
    SegmentReader(SegmentName name) throws IOException {
        this.name = name;
        this.channel = FileChannel.open(name.file(), StandardOpenOption.READ);
        try {
            fill(SegmentHeader.LARGEST);
            byte[] start = Arrays.copyOf(buffer, Math.min(filled, SegmentHeader.LARGEST));
            header = SegmentHeader.decode(name, start);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        at = header.length();
        offset = at;
        nextSeq = header.firstSeq();
    }

    SegmentHeader header() {
        return header;
    }

    /** {@return where the next record begins, or the bytes that are none} */
    long offset() {
        return offset;
    }

    /** {@return seq of the next record} */
    long nextSeq() {
        return nextSeq;
    }

    /** {@return why reading stopped before the end of the file; empty if it has not} */
    String trouble() {
        return trouble;
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * Reads the next record; its bytes stay valid until the next call.
     *
     * @return false at the end of the file, or where no whole record stands: see {@link #trouble}
     */
    boolean next(JournalRecord into) throws IOException {
        trouble = "";
        int has = fill(RecordFormat.HEAD);
        if (has < RecordFormat.HEAD) {
            return stop(has == 0 ? "" : "only " + has + " bytes of a record's head");
        }
        int length = RecordFormat.length(buffer, at);
        if (length < 0 || length > RecordFormat.LARGEST_PAYLOAD) {
            return stop("record length " + length + " can't be");
        }
        int whole = RecordFormat.HEAD + length;
        has = fill(whole);
        if (has < whole) {
            return stop("only " + has + " of a record's " + whole + " bytes");
        }
        if (!RecordFormat.checksumHolds(buffer, at, length, crc)) {
            return stop("checksum of the record");
        }
        if (RecordFormat.seq(buffer, at) != nextSeq) {
            return stop("a record with seq " + RecordFormat.seq(buffer, at));
        }
        if (!RecordFormat.isKind(RecordFormat.kindCode(buffer, at))) {
            return stop("unknown record kind " + RecordFormat.kindCode(buffer, at));
        }
        RecordFormat.decode(buffer, at, into);
        at += whole;
        offset += whole;
        nextSeq++;
        return true;
    }

    private boolean stop(String why) {
        trouble = why;
        return false;
    }

    /** {@return bytes at hand from {@code at}, {@code count} or more unless the file ends} */
    private int fill(int count) throws IOException {
        if (filled - at >= count) {
            return filled - at;
        }
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
            at = 0;
        }
        if (buffer.length < count) {
            // A length that lost a bit must not ask for memory that the file can't fill.
            long left = channel.size() - channel.position();
            if (filled + left < count) {
                return filled;
            }
            buffer = Arrays.copyOf(buffer, count);
        }
        while (filled < count) {
            int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
            if (read < 0) {
                break;
            }
            filled += read;
        }
        return filled;
    }

    /** Reads again at {@link #offset}: another thread may be writing there. */
    void retry() throws IOException {
        channel.position(offset);
        at = 0;
        filled = 0;
    }

    /** {@return whether a whole record stands anywhere behind {@link #offset}} */
    boolean recordFollows() throws IOException {
        return recordFollows(name, offset, nextSeq);
    }

    static boolean recordFollows(SegmentName name, long offset, long seq) throws IOException {
        try (FileChannel file = FileChannel.open(name.file(), StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            long length = Math.min(file.size() - offset, Integer.MAX_VALUE);
            return length >= RecordFormat.HEAD
                    && RecordFormat.holdsRecord(
                            file.map(MapMode.READ_ONLY, offset, length, arena).asByteBuffer(), seq);
        }
    }

    JournalException damaged() {
        return JournalException.damaged(name.file(), offset, nextSeq, trouble);
    }

    Path file() {
        return name.file();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
