package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Standard deviation of the last {@code length} numbers, in the input's unit: of the population, or
 * with {@code sample=true} of a sample (divided by {@code length - 1}). As exact as two passes over
 * the window; 0 for equal numbers. Warm-up {@code length} bars.
 */
final class Deviation extends SeriesStudy {
    private static final int RUN = Ring.HEAD;
    private static final int MOMENTS = RUN + Run.SIZE;

    /** Doubles of the slice that previews read. */
    static final int HEAD = MOMENTS + MovingMoments.HEAD;

    private static final int BODY = HEAD;
    private static final int RING = BODY + MovingMoments.BODY;

    private final int length;
    private final double factor;

    Deviation(StudySpec spec) {
        super(Source.of(spec), VALUE, spec.whole("length"), HEAD, size(spec.whole("length")));
        this.length = spec.whole("length");
        boolean sample = spec.text("sample").equals("true");
        if (sample && length < 2) {
            throw new IllegalArgumentException(
                    "stddev length=" + length + " sample=true: a sample has 2 numbers or more");
        }
        this.factor = sample ? length / (length - 1.0) : 1;
    }

    static int size(int length) {
        return RING + Ring.body(length);
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int at, int length) {
        return Ring.completes(state, at, length);
    }

    /** {@return the mean of a full window if {@code x} came} */
    static double mean(double[] state, int at, double x) {
        return MovingMoments.mean(state, at + MOMENTS, 1, x);
    }

    /** {@return the population variance of a full window if {@code x} came} */
    static double variance(double[] state, int at, int length, double x) {
        return Run.next(state, at + RUN, x, false) >= length
                ? 0
                : MovingMoments.variance(state, at + MOMENTS, 1, x);
    }

    static void push(double[] state, int at, int length, double x) {
        int ring = at + RING;
        Run.next(state, at + RUN, x, true);
        boolean wraps = Ring.wraps(state, ring, length);
        double leaving = Ring.push(state, at, ring, length, x);
        double leavingWeight = Ring.full(state, at, length) ? 1 : 0;
        MovingMoments.push(
                state,
                at + MOMENTS,
                at + BODY,
                1,
                x,
                leavingWeight,
                leaving,
                wraps,
                Ring.wraps(state, ring, length));
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] =
                completes(state, at, length)
                        ? Math.sqrt(variance(state, at, length, x) * factor)
                        : Double.NaN;
        if (keep) {
            push(state, at, length, x);
        }
    }

    /**
     * Bollinger's bands: the mean of the last {@code length} numbers and {@code deviations}
     * population deviations above and below it, in the input's unit; width = (upper - lower) /
     * middle ({@code NaN} for a middle of 0); percentB = (x - lower) / (upper - lower), a fraction
     * ({@code NaN} for a flat window). Warm-up {@code length} bars.
     */
    static final class Bands extends SeriesStudy {
        static final List<String> OUTPUTS =
                List.of("upper", "middle", "lower", "width", "percentB");

        private final int length;
        private final double deviations;

        Bands(StudySpec spec) {
            super(Source.of(spec), OUTPUTS, spec.whole("length"), HEAD, size(spec.whole("length")));
            this.length = spec.whole("length");
            this.deviations = spec.decimal("deviations");
        }

        @Override
        void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
            if (completes(state, at, length)) {
                double middle = mean(state, at, x);
                double distance = deviations * Math.sqrt(variance(state, at, length, x));
                double upper = middle + distance;
                double lower = middle - distance;
                out[outAt] = upper;
                out[outAt + 1] = middle;
                out[outAt + 2] = lower;
                out[outAt + 3] = middle == 0 ? Double.NaN : (upper - lower) / middle;
                out[outAt + 4] = upper > lower ? (x - lower) / (upper - lower) : Double.NaN;
            } else {
                undefined(out, outAt);
            }
            if (keep) {
                push(state, at, length, x);
            }
        }
    }
}
