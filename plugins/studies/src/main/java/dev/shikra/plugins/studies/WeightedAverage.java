package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Linearly weighted moving average: weights 1 for the oldest of {@code length} numbers to {@code
 * length} for the newest. In the input's unit. Warm-up {@code length} bars.
 */
final class WeightedAverage extends SeriesStudy {
    private final int length;
    private final double weights;

    WeightedAverage(StudySpec spec) {
        super(
                Source.of(spec),
                VALUE,
                spec.whole("length"),
                WeightedSum.HEAD,
                WeightedSum.size(spec.whole("length")));
        this.length = spec.whole("length");
        this.weights = length * (length + 1.0) / 2;
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] =
                WeightedSum.completes(state, at, length)
                        ? WeightedSum.weighted(state, at, length, x) / weights
                        : Double.NaN;
        if (keep) {
            WeightedSum.push(state, at, at + WeightedSum.HEAD, length, x);
        }
    }
}
