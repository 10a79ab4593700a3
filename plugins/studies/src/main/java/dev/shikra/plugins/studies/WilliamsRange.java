package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Williams' %R, -100 to 0: -100 * (highest high - close) / (highest high - lowest low) of {@code
 * length} bars; 0 for a flat window. Warm-up {@code length} bars.
 */
final class WilliamsRange extends StreamingStudy {
    private final int length;
    private final int lows;

    WilliamsRange(StudySpec spec) {
        super(VALUE, spec.whole("length"), 2 * Extreme.size(spec.whole("length")));
        this.length = spec.whole("length");
        this.lows = Extreme.size(length);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double high = Extreme.with(state, at, Extreme.HIGHEST, bar.high);
        double low = Extreme.with(state, at + lows, Extreme.LOWEST, bar.low);
        out[outAt] =
                Extreme.completes(state, at, length)
                        ? -Stochastic.percent(high - bar.close, 0, high - low)
                        : Double.NaN;
        if (keep) {
            Extreme.push(state, at, length, Extreme.HIGHEST, bar.high);
            Extreme.push(state, at + lows, length, Extreme.LOWEST, bar.low);
        }
    }
}
