package dev.shikra.plugins.studies;

/**
 * A window with its sum: a {@link Ring} and a {@link MovingSum}. In the slice, as two parts: the
 * head, which is all that a preview reads, and the body.
 */
final class MovingTotal {
    /** Doubles of the head. */
    static final int HEAD = Ring.HEAD + MovingSum.HEAD;

    private MovingTotal() {}

    /** {@return doubles of the body} */
    static int body(int length) {
        return MovingSum.BODY + Ring.body(length);
    }

    /** {@return doubles of head and body} */
    static int size(int length) {
        return HEAD + body(length);
    }

    /**
     * {@return the sum of the last {@code length} numbers with {@code x}; NaN while there are fewer
     * or if {@code x} is NaN, which is not taken}
     */
    static double next(double[] state, int head, int body, int length, double x, boolean keep) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        boolean complete = Ring.completes(state, head, length);
        double sum = MovingSum.with(state, head + Ring.HEAD, x);
        if (keep) {
            push(state, head, body, length, x);
        }
        return complete ? sum : Double.NaN;
    }

    private static void push(double[] state, int head, int body, int length, double x) {
        int ring = ring(body);
        boolean wraps = Ring.wraps(state, ring, length);
        double leaving = Ring.push(state, head, ring, length, x);
        MovingSum.push(
                state,
                head + Ring.HEAD,
                body,
                x,
                0,
                leaving,
                0,
                wraps,
                Ring.wraps(state, ring, length));
    }

    /** {@return the sum of what the window holds} */
    static double current(double[] state, int body) {
        return MovingSum.current(state, body);
    }

    /** {@return where the body's ring has its own} */
    static int ring(int body) {
        return body + MovingSum.BODY;
    }
}
