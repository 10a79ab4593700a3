package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Exponential moving average with weight 2 / (length + 1), in the input's unit. {@code seed=sma}:
 * starts as the mean of the first {@code length} numbers, warm-up {@code length} bars. {@code
 * seed=first}: starts as the first number, warm-up 1 bar.
 */
final class ExponentialAverage extends SeriesStudy {
    private final int seedBars;
    private final double weight;

    ExponentialAverage(StudySpec spec) {
        super(Source.of(spec), VALUE, seedBars(spec), Smoothing.SIZE);
        this.seedBars = seedBars(spec);
        this.weight = Smoothing.weight(spec.whole("length"));
    }

    private static int seedBars(StudySpec spec) {
        return spec.text("seed").equals("first") ? 1 : spec.whole("length");
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = Smoothing.next(state, at, seedBars, weight, x, keep);
    }
}
