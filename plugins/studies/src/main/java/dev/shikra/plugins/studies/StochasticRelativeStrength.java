package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * The fast stochastic oscillator of an RSI, 0 to 100: k = where the RSI of {@code length} stands
 * between the lowest and highest of its last {@code k} values, 0 if they were equal; d = mean of
 * the last {@code d} k's. Both are shown once d is. Warm-up {@code length + k + d - 1} bars.
 */
final class StochasticRelativeStrength extends SeriesStudy {
    private static final int HIGHS = RelativeStrength.SIZE;
    private static final int LOWS = HIGHS + Extreme.HEAD;
    private static final int MEANS = LOWS + Extreme.HEAD;
    private static final int HEAD = MEANS + MovingTotal.HEAD;

    private final int length;
    private final int k;
    private final int d;
    private final int lowBody;
    private final int meanBody;

    StochasticRelativeStrength(StudySpec spec) {
        super(
                Source.of(spec),
                Stochastic.OUTPUTS,
                spec.whole("length") + spec.whole("k") + spec.whole("d") - 1,
                HEAD,
                RelativeStrength.SIZE
                        + 2 * Extreme.size(spec.whole("k"))
                        + MovingTotal.size(spec.whole("d")));
        this.length = spec.whole("length");
        this.k = spec.whole("k");
        this.d = spec.whole("d");
        this.lowBody = HEAD + Extreme.body(k);
        this.meanBody = lowBody + Extreme.body(k);
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        double strength = RelativeStrength.next(state, at, length, x, keep);
        if (Double.isNaN(strength)) {
            undefined(out, outAt);
            return;
        }
        double raw = Double.NaN;
        if (Extreme.completes(state, at + HIGHS, k)) {
            double high = Extreme.with(state, at + HIGHS, Extreme.HIGHEST, strength);
            double low = Extreme.with(state, at + LOWS, Extreme.LOWEST, strength);
            raw = Stochastic.percent(strength, low, high);
        }
        double mean = MovingTotal.next(state, at + MEANS, at + meanBody, d, raw, keep) / d;
        if (keep) {
            Extreme.push(state, at + HIGHS, at + HEAD, k, Extreme.HIGHEST, strength);
            Extreme.push(state, at + LOWS, at + lowBody, k, Extreme.LOWEST, strength);
        }
        out[outAt] = Double.isNaN(mean) ? Double.NaN : raw;
        out[outAt + 1] = mean;
    }
}
