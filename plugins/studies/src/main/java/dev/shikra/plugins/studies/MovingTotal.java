package dev.shikra.plugins.studies;

/** A window with its sum: a {@link Ring} and a {@link MovingSum} side by side. */
final class MovingTotal {
    private MovingTotal() {}

    static int size(int length) {
        return MovingSum.SIZE + Ring.size(length);
    }

    /**
     * {@return the sum of the last {@code length} numbers with {@code x}; NaN while there are fewer
     * or if {@code x} is NaN, which is not taken}
     */
    static double next(double[] state, int at, int length, double x, boolean keep) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        int ring = at + MovingSum.SIZE;
        boolean complete = Ring.completes(state, ring, length);
        double sum =
                MovingSum.next(
                        state,
                        at,
                        x,
                        Ring.oldest(state, ring),
                        Ring.wraps(state, ring, length),
                        keep);
        if (keep) {
            Ring.push(state, ring, length, x);
        }
        return complete ? sum : Double.NaN;
    }

    /** {@return the slice's ring} */
    static int ring(int at) {
        return at + MovingSum.SIZE;
    }
}
