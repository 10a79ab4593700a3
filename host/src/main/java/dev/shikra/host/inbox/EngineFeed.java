package dev.shikra.host.inbox;

import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordHandler;
import dev.shikra.host.journal.RecordKind;
import org.jspecify.annotations.Nullable;

/** Hands the written records of slots to the engine, on the engine thread. */
final class EngineFeed {
    private static final byte[] NOTHING = new byte[0];

    private final Journal journal;
    private final RecordHandler engine;
    private final JournalRecord record = new JournalRecord();

    EngineFeed(Journal journal, RecordHandler engine) {
        this.journal = journal;
        this.engine = engine;
    }

    /** Hands on what the slot holds and the journal has written. */
    void hand(Slot slot) {
        long written = journal.writtenSeq();
        if (isIn(slot.clockBeforeSeq, written)) {
            clock(slot.clockBeforeSeq, slot.clockBeforeFirst, slot.clockBeforeLast);
        }
        byte @Nullable [] header = slot.header;
        if (isIn(slot.headerSeq, written) && header != null) {
            other(RecordKind.HEADER, slot.headerSeq, slot.headerTimeMs, header);
        }
        for (int i = 0; i < slot.early.size(); i++) {
            Slot.Early early = slot.early.get(i);
            if (isIn(early.seq(), written)) {
                other(early.kind(), early.seq(), slot.headerTimeMs, early.payload());
            }
        }
        if (isIn(slot.clockSeq, written)) {
            clock(slot.clockSeq, slot.clockFirst, slot.clockLast);
        }
        if (isIn(slot.seq, written)) {
            set(slot.kind, slot.seq, slot.timeMs);
            record.source = slot.source;
            record.bytes = slot.bytes;
            record.length = slot.length;
            engine.record(record);
        }
    }

    private static boolean isIn(long seq, long written) {
        return seq > 0 && seq <= written;
    }

    private void clock(long seq, long first, long last) {
        set(RecordKind.CLOCK, seq, last * 1000L);
        record.firstSecond = first;
        record.lastSecond = last;
        engine.record(record);
    }

    private void other(RecordKind kind, long seq, long timeMs, byte[] payload) {
        set(kind, seq, timeMs);
        record.bytes = payload;
        record.length = payload.length;
        engine.record(record);
    }

    private void set(RecordKind kind, long seq, long timeMs) {
        record.kind = kind;
        record.seq = seq;
        record.timeMs = timeMs;
        record.source = 0;
        record.bytes = NOTHING;
        record.at = 0;
        record.length = 0;
        record.firstSecond = 0;
        record.lastSecond = 0;
    }

    void endOfBatch() {
        engine.endOfBatch();
    }
}
