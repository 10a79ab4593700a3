package dev.shikra.host.measure;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Some numbers that belong together: one thread writes them, any thread reads them all as they
 * stood at one moment. The writer never waits and allocates nothing; a reader that meets it at work
 * reads again.
 */
public final class Board {
    private final AtomicLongArray values;

    /** Odd while the values are being written. */
    private final AtomicLong edition = new AtomicLong();

    public Board(int size) {
        values = new AtomicLongArray(size);
    }

    /** Before the first {@link #set}; the writing thread alone. */
    public void begin() {
        edition.setOpaque(edition.getPlain() + 1);
        VarHandle.storeStoreFence();
    }

    /** Between {@link #begin} and {@link #end}; the writing thread alone. */
    public void set(int place, long value) {
        values.setOpaque(place, value);
    }

    /** From now on others see what was set; the writing thread alone. */
    public void end() {
        edition.setRelease(edition.getPlain() + 1);
    }

    /** {@return all values as they stood between two writes; zeros before the first} */
    public long[] read() {
        var copy = new long[values.length()];
        while (true) {
            long before = edition.getAcquire();
            if ((before & 1) == 0) {
                for (int i = 0; i < copy.length; i++) {
                    copy[i] = values.getOpaque(i);
                }
                VarHandle.acquireFence();
                if (edition.getOpaque() == before) {
                    return copy;
                }
            }
            Thread.onSpinWait();
        }
    }
}
