package dev.shikra.host.inbox;

import dev.shikra.host.journal.RecordKind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Records that the engine makes, on their way to the journal. One producer, one consumer. */
final class SideQueue {
    /** One record. */
    static final class Entry {
        private final RecordKind kind;
        private final byte[] payload;

        Entry(RecordKind kind, byte[] payload) {
            this.kind = kind;
            this.payload = payload;
        }

        RecordKind kind() {
            return kind;
        }

        byte[] payload() {
            return payload;
        }
    }

    private final AtomicReferenceArray<@Nullable Entry> entries;
    private final int mask;
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    SideQueue(int capacity) {
        entries = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /** {@return whether there was room} */
    boolean offer(Entry entry) {
        long at = offered.get();
        if (at - taken.get() > mask) {
            return false;
        }
        entries.lazySet((int) at & mask, entry);
        offered.set(at + 1);
        return true;
    }

    /** {@return the oldest, or null if there is none} */
    @Nullable Entry poll() {
        long at = taken.get();
        if (at == offered.get()) {
            return null;
        }
        Entry entry = entries.get((int) at & mask);
        entries.lazySet((int) at & mask, null);
        taken.set(at + 1);
        return entry;
    }

    /** {@return records offered since the start} */
    long offered() {
        return offered.get();
    }
}
