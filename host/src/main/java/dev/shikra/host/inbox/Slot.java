package dev.shikra.host.inbox;

import dev.shikra.host.journal.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the ring: what a publisher put in, then what the journal thread made of it. Seqs are 0
 * where there is no such record.
 */
final class Slot {
    private static final int SMALLEST = 256;
    static final int LARGEST_KEPT = 1 << 20;

    /** A command or delivery that came before any time was known. */
    static final class Early {
        private final RecordKind kind;
        private final byte[] payload;
        private final long seq;

        Early(RecordKind kind, byte[] payload, long seq) {
            this.kind = kind;
            this.payload = payload;
            this.seq = seq;
        }

        RecordKind kind() {
            return kind;
        }

        byte[] payload() {
            return payload;
        }

        long seq() {
            return seq;
        }
    }

    RecordKind kind = RecordKind.CLOCK;

    /** Nothing to record: it only wakes the journal thread. */
    boolean empty;

    int source;
    byte[] bytes = new byte[0];
    int length;

    /** Stamped; after the journal stage the record's time. */
    long timeMs;

    /** When it was put in, by {@link System#nanoTime}; 0 if this one is not timed. */
    long putInNs;

    long clockBeforeSeq;
    long clockBeforeFirst;
    long clockBeforeLast;

    long headerSeq;
    long headerTimeMs;
    byte @Nullable [] header;
    List<Early> early = List.of();

    long clockSeq;
    long clockFirst;
    long clockLast;

    /** Of the record itself. */
    long seq;

    void set(RecordKind what, int from, long stampedMs, byte[] payload, int at, int count) {
        kind = what;
        empty = false;
        source = from;
        timeMs = stampedMs;
        length = count;
        if (bytes.length < count) {
            int size = Integer.highestOneBit(Math.max(SMALLEST, count));
            bytes = new byte[size < count ? 2 * size : size];
        }
        System.arraycopy(payload, at, bytes, 0, count);
    }

    void setEmpty() {
        empty = true;
        length = 0;
        putInNs = 0;
    }

    void clearRecords() {
        clockBeforeSeq = 0;
        headerSeq = 0;
        header = null;
        early = List.of();
        clockSeq = 0;
        seq = 0;
    }

    /** {@return whether nothing of it is lost if the journal ends with this record} */
    boolean isWritten(long writtenSeq) {
        return empty || kind == RecordKind.CLOCK || (seq > 0 && seq <= writtenSeq);
    }

    /** After use: a large buffer goes back to the heap. */
    void release() {
        header = null;
        early = List.of();
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[0];
        }
    }
}
