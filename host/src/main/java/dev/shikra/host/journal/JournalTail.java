package dev.shikra.host.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a journal while it is written: record by record, each segment opened once, never beyond
 * what the caller knows to be written. Frames are counted from the journal's first. For one thread.
 */
public final class JournalTail implements Closeable {
    private final Path directory;
    private @Nullable SegmentReader reader;
    private String session = "";
    private long frames;

    /**
     * @param directory of the segments
     */
    public JournalTail(Path directory) {
        this.directory = directory;
    }

    /** How far before a frame to begin. */
    public enum From {
        /** With the segment that holds it. */
        SEGMENT,
        /** With its session: what is kept over a session is known again when the frame comes. */
        SESSION
    }

    /**
     * Goes to a frame, or somewhat before it. A frame that is not written yet is looked for in the
     * newest segment, one that is deleted in the oldest.
     *
     * @param frame its number, {@code >= 1}
     * @return the number of the first frame that stands here or will; {@code <= frame} unless
     *     frames are deleted; 0 if there is no journal yet
     */
    public long seek(long frame, From from) throws IOException {
        close();
        List<SegmentName> segments = SegmentName.list(directory);
        int at = -1;
        for (int i = segments.size() - 1; i >= 0 && at < 0; i--) {
            if (SegmentHeader.isCutShort(segments.get(i))) {
                continue; // its first write is not finished
            }
            open(segments.get(i));
            if (frames < frame || i == 0) {
                at = i;
            }
        }
        if (at < 0) {
            return 0;
        }
        int first = at;
        while (from == From.SESSION
                && first > 0
                && segments.get(first - 1).session().equals(segments.get(at).session())) {
            first--;
        }
        if (first != at) {
            open(segments.get(first));
        }
        return frames + 1;
    }

    private SegmentReader open(SegmentName name) throws IOException {
        SegmentReader old = reader;
        if (old != null) {
            old.close();
            reader = null;
        }
        SegmentReader next = new SegmentReader(name);
        reader = next;
        session = name.session();
        frames = 0;
        for (long each : next.header().framesBefore()) {
            frames += each;
        }
        return next;
    }

    /**
     * Reads the next record; its bytes stay valid until the next call.
     *
     * @param upTo seq of a record that is known to be written
     * @return false if none is left up to there
     * @throws JournalException if a record is damaged, or was deleted before it was read
     */
    public boolean next(JournalRecord into, long upTo) throws IOException {
        SegmentReader at = reader;
        while (at != null && at.nextSeq() <= upTo) {
            boolean found = at.next(into);
            if (!found && !at.trouble().isEmpty()) {
                // The bytes were read while they were written.
                at.retry();
                found = at.next(into);
                if (!found && !at.trouble().isEmpty()) {
                    throw at.damaged();
                }
            }
            if (found) {
                if (into.kind == RecordKind.FRAME) {
                    frames++;
                }
                return true;
            }
            at = nextSegment(at.nextSeq());
        }
        return false;
    }

    private @Nullable SegmentReader nextSegment(long firstSeq) throws IOException {
        List<SegmentName> segments = SegmentName.list(directory);
        for (SegmentName each : segments) {
            if (each.firstSeq() == firstSeq) {
                return open(each);
            }
        }
        if (!segments.isEmpty() && segments.getFirst().firstSeq() > firstSeq) {
            throw JournalException.at(
                    directory,
                    "record "
                            + firstSeq
                            + " is gone: the journal begins with record "
                            + segments.getFirst().firstSeq());
        }
        return null;
    }

    /** {@return seq of the record that {@link #next} gives next; 0 before a seek} */
    public long nextSeq() {
        SegmentReader at = reader;
        return at == null ? 0 : at.nextSeq();
    }

    /** {@return number of the last frame given, or of the one before where it stands} */
    public long frames() {
        return frames;
    }

    /** {@return name of the session of the last record given} */
    public String session() {
        return session;
    }

    @Override
    public void close() throws IOException {
        SegmentReader old = reader;
        reader = null;
        if (old != null) {
            old.close();
        }
    }
}
