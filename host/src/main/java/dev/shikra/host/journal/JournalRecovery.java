package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a journal ends and cuts what a stop in the middle of a write left behind it. Only the
 * last segment is read: each begins with where the journal stood.
 */
final class JournalRecovery {
    final List<String> notes = new ArrayList<>();
    long lastSeq;
    long lastTimeMs;
    long lastSecond;
    long[] frames = new long[1];

    @Nullable SegmentName last;
    long lastLength;
    @Nullable SessionHeader lastHeader;

    static JournalRecovery of(Path directory) throws IOException {
        JournalRecovery recovery = new JournalRecovery();
        List<SegmentName> segments = SegmentName.list(directory);
        while (!segments.isEmpty() && !recovery.endsIn(segments.getLast())) {
            segments.removeLast();
        }
        recovery.findHeader(segments);
        return recovery;
    }

    private boolean endsIn(SegmentName name) throws IOException {
        if (neverHeldRecord(name)) {
            notes.add(
                    name.file()
                            + ": "
                            + Files.size(name.file())
                            + " bytes and no whole record, left by a stop while the segment began;"
                            + " removed");
            Files.delete(name.file());
            return false;
        }
        try (SegmentReader reader = new SegmentReader(name)) {
            SegmentHeader header = reader.header();
            lastSeq = header.firstSeq() - 1;
            lastTimeMs = header.timeBefore();
            lastSecond = header.secondBefore();
            frames =
                    Arrays.copyOf(header.framesBefore(), Math.max(1, header.framesBefore().length));
            JournalRecord record = new JournalRecord();
            while (reader.next(record)) {
                count(record);
            }
            if (!reader.trouble().isEmpty()) {
                if (reader.recordFollows()) {
                    throw reader.damaged();
                }
                cut(name, reader);
            }
            last = name;
            lastLength = reader.offset();
        }
        return true;
    }

    private void count(JournalRecord record) {
        lastSeq = record.seq;
        lastTimeMs = record.timeMs;
        if (record.kind == RecordKind.CLOCK) {
            lastSecond = record.lastSecond;
        } else if (record.kind == RecordKind.FRAME) {
            frames = counted(frames, record.source);
        }
    }

    /** Counts a frame of {@code source}; the array grows to hold it. */
    static long[] counted(long[] frames, int source) {
        long[] counts = source < frames.length ? frames : Arrays.copyOf(frames, source + 1);
        counts[source]++;
        return counts;
    }

    /** A segment's header and first record are one write: without them it holds nothing. */
    private static boolean neverHeldRecord(SegmentName name) throws IOException {
        if (SegmentHeader.isCutShort(name)) {
            return !SegmentReader.recordFollows(name, 0, name.firstSeq());
        }
        try (SegmentReader reader = new SegmentReader(name)) {
            return !reader.next(new JournalRecord()) && !reader.recordFollows();
        }
    }

    private void cut(SegmentName name, SegmentReader reader) throws IOException {
        notes.add(
                name.file()
                        + ": "
                        + (reader.size() - reader.offset())
                        + " bytes cut at byte "
                        + reader.offset()
                        + ", left by a stop in the middle of a write ("
                        + reader.trouble()
                        + "); the last whole record is "
                        + lastSeq);
        try (FileChannel channel = FileChannel.open(name.file(), StandardOpenOption.WRITE)) {
            channel.truncate(reader.offset());
            channel.force(true);
        }
    }

    private void findHeader(List<SegmentName> segments) throws IOException {
        for (SegmentName name : segments.reversed()) {
            try (SegmentReader reader = new SegmentReader(name)) {
                JournalRecord first = new JournalRecord();
                if (reader.next(first) && first.kind == RecordKind.HEADER) {
                    lastHeader =
                            new SessionHeader(
                                    first.seq,
                                    first.timeMs,
                                    name.session(),
                                    Arrays.copyOfRange(
                                            first.bytes, first.at, first.at + first.length));
                    return;
                }
            }
        }
        if (!segments.isEmpty()) {
            throw JournalException.at(
                    segments.getFirst().file(),
                    "no segment from here on begins with a session header; restore the segments"
                            + " before it, or move the journal away to begin a new one");
        }
    }
}
