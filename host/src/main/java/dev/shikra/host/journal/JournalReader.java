package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a journal, also one that is being written. For one thread at a time.
 *
 * <p>Reading ends at the last whole record. A bad record that is not the end is never passed over:
 * it is a {@link JournalException} that names segment, offset, seq and remedy.
 */
public final class JournalReader {
    private final Path directory;

    /**
     * @param directory of the segments
     */
    public JournalReader(Path directory) {
        this.directory = directory;
    }

    /** {@return the segments, oldest first} */
    public List<SegmentName> segments() throws IOException {
        return SegmentName.list(directory);
    }

    /**
     * Gives records to {@code handler}, one after the other in the same struct.
     *
     * @param from seq of the first, {@code >= 1}
     * @return seq of the last record given; {@code from - 1} if there was none
     * @throws JournalException if a record is bad, missing or already deleted
     */
    public long read(long from, RecordHandler handler) throws IOException {
        return read(from, Long.MAX_VALUE, handler);
    }

    /** As {@link #read(long, RecordHandler)}, up to and including record {@code to}. */
    public long read(long from, long to, RecordHandler handler) throws IOException {
        List<SegmentName> segments = segments();
        if (segments.isEmpty()) {
            return from - 1;
        }
        if (from < segments.getFirst().firstSeq()) {
            throw JournalException.at(
                    directory,
                    "record "
                            + from
                            + " is gone: the journal begins with record "
                            + segments.getFirst().firstSeq()
                            + "; start from a later snapshot");
        }
        long next = from;
        for (int i = 0; i < segments.size() && next <= to; i++) {
            boolean last = i == segments.size() - 1;
            if (last || segments.get(i + 1).firstSeq() > next) {
                next = readSegment(segments.get(i), last, next, to, handler);
                if (!last && next <= to && next != segments.get(i + 1).firstSeq()) {
                    throw JournalException.at(
                            segments.get(i + 1).file(),
                            "records from " + next + " on are missing before it");
                }
            }
        }
        handler.endOfBatch();
        return next - 1;
    }

    private static long readSegment(
            SegmentName name, boolean last, long from, long to, RecordHandler handler)
            throws IOException {
        if (last
                && SegmentHeader.isCutShort(name)
                && !SegmentReader.recordFollows(name, 0, name.firstSeq())) {
            return from; // its first write is not finished, or was cut off
        }
        try (SegmentReader reader = new SegmentReader(name)) {
            JournalRecord record = new JournalRecord();
            while (reader.nextSeq() <= to && (reader.next(record) || again(reader, last, record))) {
                if (record.seq >= from) {
                    handler.record(record);
                }
            }
            return Math.max(from, reader.nextSeq());
        }
    }

    /** Tells the end from damage: a write may have been under way when the bytes were read. */
    private static boolean again(SegmentReader reader, boolean last, JournalRecord record)
            throws IOException {
        if (reader.trouble().isEmpty()) {
            return false;
        }
        if (last && !reader.recordFollows()) {
            return false;
        }
        reader.retry();
        if (reader.next(record)) {
            return true;
        }
        if (reader.trouble().isEmpty()) {
            return false;
        }
        throw reader.damaged();
    }

    /**
     * Gives the {@link RecordKind#VOID} records of one segment: a replay must know them before the
     * segment's frames. One that was decided at the end of a session may stand in the next segment;
     * {@link #voidsFrom} finds it too.
     */
    public void voids(SegmentName segment, RecordHandler handler) throws IOException {
        records(segment, voidsOnly(handler));
    }

    /** Gives all records of one segment. */
    public void records(SegmentName segment, RecordHandler handler) throws IOException {
        boolean last = segments().getLast().firstSeq() == segment.firstSeq();
        readSegment(segment, last, segment.firstSeq(), Long.MAX_VALUE, handler);
    }

    /** Gives all {@link RecordKind#VOID} records from record {@code from} on. */
    public void voidsFrom(long from, RecordHandler handler) throws IOException {
        read(from, voidsOnly(handler));
    }

    private static RecordHandler voidsOnly(RecordHandler handler) {
        return record -> {
            if (record.kind == RecordKind.VOID) {
                handler.record(record);
            }
        };
    }
}
