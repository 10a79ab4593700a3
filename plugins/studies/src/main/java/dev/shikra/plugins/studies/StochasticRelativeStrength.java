package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * The fast stochastic oscillator of an RSI, 0 to 100: k = where the RSI of {@code length} stands
 * between the lowest and highest of its last {@code k} values, 0 if they were equal; d = mean of
 * the last {@code d} k's. Both are shown once d is. Warm-up {@code length + k + d - 1} bars.
 */
final class StochasticRelativeStrength extends SeriesStudy {
    private final int length;
    private final int k;
    private final int d;
    private final int highs;
    private final int lows;
    private final int means;

    StochasticRelativeStrength(StudySpec spec) {
        super(
                Source.of(spec),
                Stochastic.OUTPUTS,
                spec.whole("length") + spec.whole("k") + spec.whole("d") - 1,
                RelativeStrength.SIZE
                        + 2 * Extreme.size(spec.whole("k"))
                        + MovingTotal.size(spec.whole("d")));
        this.length = spec.whole("length");
        this.k = spec.whole("k");
        this.d = spec.whole("d");
        this.highs = RelativeStrength.SIZE;
        this.lows = highs + Extreme.size(k);
        this.means = lows + Extreme.size(k);
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        double strength = RelativeStrength.next(state, at, length, x, keep);
        if (Double.isNaN(strength)) {
            undefined(out, outAt);
            return;
        }
        double raw = Double.NaN;
        if (Extreme.completes(state, at + highs, k)) {
            double high = Extreme.with(state, at + highs, Extreme.HIGHEST, strength);
            double low = Extreme.with(state, at + lows, Extreme.LOWEST, strength);
            raw = Stochastic.percent(strength, low, high);
        }
        double mean = MovingTotal.next(state, at + means, d, raw, keep) / d;
        if (keep) {
            Extreme.push(state, at + highs, k, Extreme.HIGHEST, strength);
            Extreme.push(state, at + lows, k, Extreme.LOWEST, strength);
        }
        out[outAt] = Double.isNaN(mean) ? Double.NaN : raw;
        out[outAt + 1] = mean;
    }
}
