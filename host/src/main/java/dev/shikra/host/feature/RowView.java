package dev.shikra.host.feature;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Shows the engine's rows to one reader on another thread: the reader asks, the engine copies when a
 * minute's bars have closed, and neither waits for the other. What nobody asked for is not copied;
 * buffers are used again.
 */
public final class RowView {
    /** All rows at one moment. The reader's until it takes the next. */
    public static final class Copy {
        private long timeMs;
        private List<FeatureKey> keys = List.of();
        private double[] values = {};
        private boolean seen = true;

        private Copy() {}

        /** {@return end of the minute whose bars had closed, epoch ms} */
        public long timeMs() {
            return timeMs;
        }

        /** {@return features in slot order} */
        public List<FeatureKey> keys() {
            return keys;
        }

        /** {@return a value; {@code NaN} where it is not known} */
        public double get(int row, int slot) {
            return values[row * keys.size() + slot];
        }

        /** {@return instruments} */
        public int rows() {
            return keys.isEmpty() ? 0 : values.length / keys.size();
        }

        private void fill(FeaturePlan plan, long ms) {
            timeMs = ms;
            keys = plan.keys();
            FeatureRows rows = plan.rows();
            int slots = keys.size();
            if (values.length != rows.rows() * slots) {
                values = new double[rows.rows() * slots];
            }
            for (int row = 0; row < rows.rows(); row++) {
                for (int slot = 0; slot < slots; slot++) {
                    values[row * slots + slot] = rows.get(row, slot);
                }
            }
            seen = false;
        }
    }

    /** Between the two: the newest copy, or one that the reader gave back. */
    private final AtomicReference<Copy> between = new AtomicReference<>(new Copy());

    private Copy engines = new Copy();
    private Copy readers = new Copy();
    private volatile boolean wanted;

    /** Asks for a copy when the next minute closes. The reader's thread. */
    public void want() {
        wanted = true;
    }

    /** Copies the rows if they are asked for. The engine thread. */
    public void minuteClosed(FeaturePlan plan, long timeMs) {
        if (wanted) {
            wanted = false;
            engines.fill(plan, timeMs);
            engines = between.getAndSet(engines);
        }
    }

    /** {@return a copy that was not taken yet; null if there is none. The reader's thread} */
    public @Nullable Copy take() {
        if (between.get().seen) {
            return null;
        }
        readers = between.getAndSet(readers);
        readers.seen = true;
        return readers;
    }
}
