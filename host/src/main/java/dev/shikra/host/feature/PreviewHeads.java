package dev.shikra.host.feature;

import dev.shikra.api.study.Study;

/**
 * Copies of what previews read of the studies' slices, on one timeframe: those of an instrument
 * side by side, the instruments one after another in one array. A tick then streams through a
 * kilobyte or two, where in the blocks it would wait for a cache line or two of each slice, in tens
 * of kilobytes. Written where a bar closes; made anew from the blocks after a restore. Owned by the
 * engine thread.
 */
final class PreviewHeads {
    /** Longer beginnings are read where they are: a copy would cost more than it saves. */
    private static final int LONGEST = 128;

    private final int rows;
    private int size;
    private int stride;
    private double[] heads = {};

    PreviewHeads(int rows) {
        this.rows = rows;
    }

    /** {@return whether a study's previews are to read copies} */
    static boolean suits(Study study) {
        return study.previewSize() <= LONGEST;
    }

    /** {@return where in an instrument's part a new study's copy begins; zeros} */
    int allocate(int doubles) {
        int at = size;
        size += doubles;
        if (size > stride) {
            int wider = Math.max(size, stride + stride / 2);
            var moved = new double[Math.multiplyExact(rows, wider)];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(heads, row * stride, moved, row * wider, at);
            }
            heads = moved;
            stride = wider;
        }
        return at;
    }

    /** {@return doubles in use of an instrument} */
    int size() {
        return size;
    }

    /** {@return the memory: replaced as it grows} */
    double[] memory() {
        return heads;
    }

    /** {@return where an instrument's part begins} */
    int of(int row) {
        return row * stride;
    }

    /** Takes over what a study's slice begins with. */
    void copy(StudyPlace place, int row, double[] block) {
        System.arraycopy(
                block, place.at, heads, row * stride + place.headAt, place.study.previewSize());
    }
}
