package dev.shikra.plugins.studies;

/**
 * Weighted mean and variance over a window, in constant time and without cancellation: the sums of
 * w, w*x and w*x*x are {@link MovingSum}s of exact pairs, and so are the last steps, so the
 * deviation is as good as two passes over the window. In the slice: the three sums' heads, which
 * are all that a preview reads, and elsewhere their bodies.
 */
final class MovingMoments {
    /** Doubles of the head. */
    static final int HEAD = 3 * MovingSum.HEAD;

    /** Doubles of the body. */
    static final int BODY = 3 * MovingSum.BODY;

    private static final int WEIGHT = 0;
    private static final int FIRST = MovingSum.HEAD;
    private static final int SECOND = 2 * MovingSum.HEAD;

    private MovingMoments() {}

    /** {@return the mean if {@code x} came with {@code weight}; undefined for no weight} */
    static double mean(double[] state, int head, double weight, double x) {
        double in = weight * x;
        double sum =
                MovingSum.high(state, head + FIRST, in)
                        + MovingSum.low(state, head + FIRST, in, Exact.productError(weight, x, in));
        return sum / MovingSum.with(state, head + WEIGHT, weight);
    }

    /**
     * {@return the variance (divided by the weight) if {@code x} came with {@code weight}; never
     * negative; undefined for no weight}
     */
    static double variance(double[] state, int head, double weight, double x) {
        double in = weight * x;
        double inError = Exact.productError(weight, x, in);
        double w = MovingSum.with(state, head + WEIGHT, weight);
        double s1 = MovingSum.high(state, head + FIRST, in);
        double s1Low = MovingSum.low(state, head + FIRST, in, inError);
        double square = in * x;
        double squareError = Exact.productError(in, x, square) + inError * x;
        double s2 = MovingSum.high(state, head + SECOND, square);
        double s2Low = MovingSum.low(state, head + SECOND, square, squareError);
        double a = w * s2;
        double aLow = Exact.productError(w, s2, a) + w * s2Low;
        double b = s1 * s1;
        double bLow = Exact.productError(s1, s1, b) + 2 * s1 * s1Low;
        return Math.max(0, ((a - b) + (aLow - bLow)) / (w * w));
    }

    /**
     * Takes {@code x} in.
     *
     * @param leavingWeight of {@code leaving}, the number that the one after it will push out
     * @param wraps whether {@code x} is the last of a ring's turn
     * @param wrapsNext whether the number after it is
     */
    static void push(
            double[] state,
            int head,
            int body,
            double weight,
            double x,
            double leavingWeight,
            double leaving,
            boolean wraps,
            boolean wrapsNext) {
        double in = weight * x;
        double inError = Exact.productError(weight, x, in);
        double out = leavingWeight * leaving;
        double outError = Exact.productError(leavingWeight, leaving, out);
        double inSquare = in * x;
        double outSquare = out * leaving;
        MovingSum.push(state, head + WEIGHT, body, weight, 0, leavingWeight, 0, wraps, wrapsNext);
        MovingSum.push(
                state,
                head + FIRST,
                body + MovingSum.BODY,
                in,
                inError,
                out,
                outError,
                wraps,
                wrapsNext);
        MovingSum.push(
                state,
                head + SECOND,
                body + 2 * MovingSum.BODY,
                inSquare,
                Exact.productError(in, x, inSquare) + inError * x,
                outSquare,
                Exact.productError(out, leaving, outSquare) + outError * leaving,
                wraps,
                wrapsNext);
    }
}
