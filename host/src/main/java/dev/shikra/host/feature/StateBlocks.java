package dev.shikra.host.feature;

import java.util.Arrays;

/**
 * What the engine remembers of each instrument: one contiguous block of doubles, in which bars,
 * studies and operators own slices at the same place for every instrument. No object per instrument
 * and study; a snapshot copies blocks. Owned by the engine thread.
 */
public final class StateBlocks {
    private static final int LEAST_ROOM = 128;

    private final double[][] blocks;
    private int size;

    /**
     * @param rows one block per instrument
     */
    public StateBlocks(int rows) {
        blocks = new double[rows][0];
    }

    public int rows() {
        return blocks.length;
    }

    /** {@return doubles in use in each block} */
    public int size() {
        return size;
    }

    /**
     * {@return the block of an instrument: the engine's own memory, not a copy; {@link #allocate}
     * replaces it}
     */
    public double[] of(int row) {
        return blocks[row];
    }

    /**
     * {@return where a new slice of {@code doubles} zeros begins, the same place in every block}
     */
    public int allocate(int doubles) {
        int at = size;
        size = Math.addExact(size, doubles);
        if (blocks.length > 0 && size > blocks[0].length) {
            // Some room ahead, so that hundreds of studies at start do not copy every block
            // hundreds of times; not much, because every instrument pays for it.
            int capacity = Math.addExact(size, Math.max(LEAST_ROOM, size / 8));
            for (int row = 0; row < blocks.length; row++) {
                blocks[row] = Arrays.copyOf(blocks[row], capacity);
            }
        }
        return at;
    }
}
