package dev.shikra.host.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What stands before a segment's first record: where the journal stood, so that opening it needs
 * the last segment alone. Big-endian: magic (8), format version (4), length of this header (4),
 * first seq (8), time of the record before (8, epoch ms), last second announced (8, epoch s),
 * number of sources (4), frames so far of each source (8 each), CRC32C of all that (4).
 */
final class SegmentHeader {
    private final long firstSeq;
    private final long timeBefore;

    /** The clock stood at this second when the segment began. */
    private final long secondBefore;

    /** Frames in the journal before this segment, by source. */
    private final long[] framesBefore;

    SegmentHeader(long firstSeq, long timeBefore, long secondBefore, long[] framesBefore) {
        this.firstSeq = firstSeq;
        this.timeBefore = timeBefore;
        this.secondBefore = secondBefore;
        this.framesBefore = framesBefore;
    }

    long firstSeq() {
        return firstSeq;
    }

    long timeBefore() {
        return timeBefore;
    }

    long secondBefore() {
        return secondBefore;
    }

    long[] framesBefore() {
        return framesBefore;
    }

    static final int VERSION = 1;
    static final int SMALLEST = 48;
    static final int LARGEST = SMALLEST + 8 * 65_536;
    private static final long MAGIC = 0x53484b524a524e4cL; // "SHKRJRNL"

    int length() {
        return SMALLEST + 8 * framesBefore.length;
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(length());
        out.putLong(MAGIC).putInt(VERSION).putInt(length());
        out.putLong(firstSeq).putLong(timeBefore).putLong(secondBefore);
        out.putInt(framesBefore.length);
        for (long frames : framesBefore) {
            out.putLong(frames);
        }
        out.putInt(crc(out.array(), length() - 4));
        return out.array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * @param start the file's first bytes, at most {@link #LARGEST}
     * @throws JournalException if they are not a whole header
     */
    static SegmentHeader decode(SegmentName name, byte[] start) {
        Path file = name.file();
        if (start.length == 0) {
            throw JournalException.damaged(file, 0, name.firstSeq(), "the file is empty");
        }
        if (start.length < SMALLEST) {
            throw shortHeader(name, start.length, SMALLEST);
        }
        ByteBuffer in = ByteBuffer.wrap(start);
        if (in.getLong() != MAGIC) {
            throw JournalException.damaged(
                    file, 0, name.firstSeq(), "it does not begin as a journal segment does");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw JournalException.at(
                    file,
                    "journal format version "
                            + version
                            + ", this program reads version "
                            + VERSION
                            + "; use the program that wrote it, or "
                            + JournalException.REPAIR);
        }
        int length = in.getInt();
        if (length < SMALLEST || length > LARGEST || (length - SMALLEST) % 8 != 0) {
            throw JournalException.damaged(
                    file, 12, name.firstSeq(), "header length " + length + " can't be");
        }
        if (start.length < length) {
            throw shortHeader(name, start.length, length);
        }
        if (in.getInt(length - 4) != crc(start, length - 4)) {
            throw JournalException.damaged(
                    file, 0, name.firstSeq(), "checksum of the segment's header");
        }
        long firstSeq = in.getLong();
        if (firstSeq != name.firstSeq()) {
            throw JournalException.at(
                    file,
                    "its first record is " + firstSeq + ", not what its name says; rename it back");
        }
        long timeBefore = in.getLong();
        long secondBefore = in.getLong();
        long[] frames = new long[in.getInt()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = in.getLong();
        }
        return new SegmentHeader(firstSeq, timeBefore, secondBefore, frames);
    }

    /**
     * {@return whether the file looks as a stop in its first write leaves it: shorter than its
     * header, or zeros}
     */
    static boolean isCutShort(SegmentName name) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(name.file())) {
            start = in.readNBytes(LARGEST);
        }
        if (start.length < SMALLEST) {
            return true;
        }
        ByteBuffer in = ByteBuffer.wrap(start);
        long magic = in.getLong();
        int version = in.getInt();
        int length = in.getInt();
        return (magic == 0 && version == 0 && length == 0)
                || (magic == MAGIC
                        && version == VERSION
                        && length > start.length
                        && length <= LARGEST);
    }

    private static JournalException shortHeader(SegmentName name, int has, int needs) {
        return JournalException.damaged(
                name.file(),
                0,
                name.firstSeq(),
                "the segment's header is short, " + has + " of " + needs + " bytes");
    }
}
