package dev.shikra.host.rule.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The rows that a batch touched, in one direct buffer that kernels read: Java writes {@code
 * set(0..n-1)}, then runs the kernels with {@code n}. Shared by all kernels of one universe. Owned
 * by the engine thread.
 */
public final class RowList {
    private final int capacity;
    private final ByteBuffer memory;

    public RowList(int capacity) {
        this.capacity = capacity;
        this.memory =
                ByteBuffer.allocateDirect(Math.multiplyExact(Math.max(1, capacity), Integer.BYTES))
                        .order(ByteOrder.nativeOrder());
    }

    public int capacity() {
        return capacity;
    }

    public void set(int place, int row) {
        memory.putInt(place * Integer.BYTES, row);
    }

    public int get(int place) {
        return memory.getInt(place * Integer.BYTES);
    }

    ByteBuffer memory() {
        return memory.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }
}
