package dev.shikra.host.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * One row of doubles per instrument, one slot per feature, in one direct buffer: Java writes, rules
 * read the same memory. All {@code NaN} to begin with. Owned by the engine thread; not thread-safe.
 *
 * <p>Slots are appended while the stride has room; {@link #grow} makes room and moves the rows to
 * another buffer, after which whoever holds {@link #memory} or {@link #stride} must take them
 * again.
 */
public final class FeatureRows {
    private final int rows;
    private int stride;
    private ByteBuffer memory;
    private DoubleBuffer doubles;

    /**
     * @param rows one per instrument
     * @param stride slots that a row has room for, {@code >= 1}
     */
    public FeatureRows(int rows, int stride) {
        this.rows = rows;
        this.stride = stride;
        this.memory = allocate(rows, stride);
        this.doubles = memory.asDoubleBuffer();
        clear();
    }

    private static ByteBuffer allocate(int rows, int stride) {
        return ByteBuffer.allocateDirect(
                        Math.multiplyExact(Math.multiplyExact(rows, stride), Double.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    public int rows() {
        return rows;
    }

    /** {@return doubles from one row's slot to the same slot of the next} */
    public int stride() {
        return stride;
    }

    /** {@return the memory, native order, for reading; a new view at each call} */
    public ByteBuffer memory() {
        return memory.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    public double get(int row, int slot) {
        return doubles.get(row * stride + slot);
    }

    public void set(int row, int slot, double value) {
        doubles.put(row * stride + slot, value);
    }

    /** Sets {@code slots[i]} to {@code values[from[i]]}, for all {@code i}. */
    void set(int row, int[] slots, double[] values, int[] from) {
        DoubleBuffer into = doubles;
        int start = row * stride;
        for (int i = 0; i < slots.length; i++) {
            into.put(start + slots[i], values[from[i]]);
        }
    }

    /** Moves the first {@code count - 1} of {@code count} values up by one slot. */
    void shift(int row, int slot, int count) {
        int from = row * stride + slot;
        doubles.put(from + 1, doubles, from, count - 1);
    }

    /** Makes room for {@code slots} slots a row; values stay, new slots are {@code NaN}. */
    public void grow(int slots) {
        if (slots <= stride) {
            return;
        }
        DoubleBuffer from = doubles;
        int fromStride = stride;
        memory = allocate(rows, slots);
        doubles = memory.asDoubleBuffer();
        stride = slots;
        clear();
        for (int row = 0; row < rows; row++) {
            for (int slot = 0; slot < fromStride; slot++) {
                set(row, slot, from.get(row * fromStride + slot));
            }
        }
    }

    /** All {@code NaN}. */
    public void clear() {
        var nans = new double[stride];
        Arrays.fill(nans, Double.NaN);
        for (int row = 0; row < rows; row++) {
            doubles.put(row * stride, nans);
        }
    }
}
