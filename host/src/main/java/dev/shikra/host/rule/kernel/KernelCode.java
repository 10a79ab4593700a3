package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureRows;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;

/**
 * What the generated class of a rule extends: the memory it works on, and how a match is left in
 * it. {@link KernelBytecode} names these members in what it writes.
 */
abstract class KernelCode implements KernelBody {
    /** Where a kernel stands: all of its memory but the feature rows. */
    record Place(
            FeatureRows features,
            IntBuffer rows,
            DoubleBuffer matches,
            int[] slots,
            StopFlag stop) {}

    /** Slot of each of the rule's inputs. */
    final int[] slots;

    final IntBuffer rows;
    final StopFlag stop;
    DoubleBuffer features;
    int stride;
    private final DoubleBuffer matches;
    private int nearMisses;
    private int faultCode;
    private int faultRow = -1;

    KernelCode(Place place) {
        slots = place.slots();
        rows = place.rows();
        matches = place.matches();
        stop = place.stop();
        features = place.features().memory().asDoubleBuffer();
        stride = place.features().stride();
    }

    /** Looks at the rows: generated. {@return matches, or {@link Kernel#VOID}} */
    abstract int find(int n);

    /** {@return rows in which all conditions but one are true}; generated where there can be any */
    int near(int n) {
        return 0;
    }

    @Override
    public final int run(int n, boolean near) {
        faultCode = 0;
        faultRow = -1;
        int found = find(n);
        nearMisses = near && found >= 0 ? near(n) : 0;
        return found;
    }

    /**
     * Leaves a pattern's match.
     *
     * @param direction 1, -1 or 0; anything else is nonsense
     * @return whether it makes sense
     */
    final boolean pattern(
            int match, int row, int direction, double confidence, double stopPrice, double target) {
        if (direction > 1) {
            return nonsense(KernelFault.DIRECTION, row);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            return nonsense(KernelFault.CONFIDENCE, row);
        }
        if (Double.isInfinite(stopPrice) || Double.isInfinite(target)) {
            return nonsense(KernelFault.PRICE, row);
        }
        int at = match * KernelSource.MATCH;
        matches.put(at, row);
        matches.put(at + 1, direction);
        matches.put(at + 2, confidence);
        matches.put(at + 3, stopPrice);
        matches.put(at + 4, target);
        return true;
    }

    /** Leaves a filter's rejection. */
    final void reject(int match, int row, int reason) {
        int at = match * KernelSource.MATCH;
        matches.put(at, row);
        matches.put(at + 1, 0);
        matches.put(at + 2, reason);
    }

    /** Leaves a filter's factor. {@return whether it makes sense} */
    final boolean scale(int match, int row, double factor) {
        if (!(factor >= 0 && factor <= 2)) {
            return nonsense(KernelFault.SCALE, row);
        }
        int at = match * KernelSource.MATCH;
        matches.put(at, row);
        matches.put(at + 1, 1);
        matches.put(at + 2, factor);
        return true;
    }

    private boolean nonsense(KernelFault fault, int row) {
        faultCode = fault.code();
        faultRow = row;
        return false;
    }

    @Override
    public final int nearMisses() {
        return nearMisses;
    }

    @Override
    public final int faultCode() {
        return faultCode;
    }

    @Override
    public final int faultRow() {
        return faultRow;
    }

    @Override
    public final void rebind(FeatureRows to) {
        features = to.memory().asDoubleBuffer();
        stride = to.stride();
    }

    @Override
    public final KernelForm form() {
        return KernelForm.BYTECODE;
    }
}
