package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Simple moving average: the mean of the last {@code length} numbers, in their unit. Warm-up {@code
 * length} bars.
 */
final class SimpleAverage extends SeriesStudy {
    private final int length;

    SimpleAverage(StudySpec spec) {
        super(
                Source.of(spec),
                VALUE,
                spec.whole("length"),
                MovingTotal.HEAD,
                MovingTotal.size(spec.whole("length")));
        this.length = spec.whole("length");
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = MovingTotal.next(state, at, at + MovingTotal.HEAD, length, x, keep) / length;
    }
}
