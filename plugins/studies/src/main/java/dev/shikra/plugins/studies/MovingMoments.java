package dev.shikra.plugins.studies;

/**
 * Weighted mean and variance over a window, in constant time and without cancellation: the sums of
 * w, w*x and w*x*x are {@link MovingSum}s of exact pairs, and so are the last steps, so the
 * deviation is as good as two passes over the window. In the slice: the three sums.
 */
final class MovingMoments {
    static final int SIZE = 3 * MovingSum.SIZE;
    private static final int WEIGHT = 0;
    private static final int FIRST = MovingSum.SIZE;
    private static final int SECOND = 2 * MovingSum.SIZE;

    private MovingMoments() {}

    /** {@return the sum of weights with {@code weight} in and {@code oldWeight} out} */
    static double weight(double[] state, int at, double weight, double oldWeight, boolean wraps) {
        return MovingSum.high(state, at + WEIGHT, weight, oldWeight, wraps)
                + MovingSum.low(state, at + WEIGHT, weight, 0, oldWeight, 0, wraps);
    }

    /** {@return the mean with {@code x} in and {@code old} out; undefined for no weight} */
    static double mean(
            double[] state,
            int at,
            double weight,
            double x,
            double oldWeight,
            double old,
            boolean wraps) {
        double in = weight * x;
        double out = oldWeight * old;
        double sum =
                MovingSum.high(state, at + FIRST, in, out, wraps)
                        + MovingSum.low(
                                state,
                                at + FIRST,
                                in,
                                Exact.productError(weight, x, in),
                                out,
                                Exact.productError(oldWeight, old, out),
                                wraps);
        return sum / weight(state, at, weight, oldWeight, wraps);
    }

    /**
     * {@return the variance (divided by the weight) with {@code x} in and {@code old} out; never
     * negative; undefined for no weight}
     */
    static double variance(
            double[] state,
            int at,
            double weight,
            double x,
            double oldWeight,
            double old,
            boolean wraps) {
        double in = weight * x;
        double inError = Exact.productError(weight, x, in);
        double out = oldWeight * old;
        double outError = Exact.productError(oldWeight, old, out);
        double w = weight(state, at, weight, oldWeight, wraps);
        double s1 = MovingSum.high(state, at + FIRST, in, out, wraps);
        double s1Low = MovingSum.low(state, at + FIRST, in, inError, out, outError, wraps);
        double inSquare = in * x;
        double outSquare = out * old;
        double s2 = MovingSum.high(state, at + SECOND, inSquare, outSquare, wraps);
        double s2Low =
                MovingSum.low(
                        state,
                        at + SECOND,
                        inSquare,
                        Exact.productError(in, x, inSquare) + inError * x,
                        outSquare,
                        Exact.productError(out, old, outSquare) + outError * old,
                        wraps);
        double a = w * s2;
        double aLow = Exact.productError(w, s2, a) + w * s2Low;
        double b = s1 * s1;
        double bLow = Exact.productError(s1, s1, b) + 2 * s1 * s1Low;
        return Math.max(0, ((a - b) + (aLow - bLow)) / w / w);
    }

    /** Takes {@code x} in and {@code old} out. */
    static void push(
            double[] state,
            int at,
            double weight,
            double x,
            double oldWeight,
            double old,
            boolean wraps) {
        double in = weight * x;
        double inError = Exact.productError(weight, x, in);
        double out = oldWeight * old;
        double outError = Exact.productError(oldWeight, old, out);
        double inSquare = in * x;
        double outSquare = out * old;
        MovingSum.push(state, at + WEIGHT, weight, 0, oldWeight, 0, wraps);
        MovingSum.push(state, at + FIRST, in, inError, out, outError, wraps);
        MovingSum.push(
                state,
                at + SECOND,
                inSquare,
                Exact.productError(in, x, inSquare) + inError * x,
                outSquare,
                Exact.productError(out, old, outSquare) + outError * old,
                wraps);
    }
}
