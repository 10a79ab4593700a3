package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Williams' %R, -100 to 0: -100 * (highest high - close) / (highest high - lowest low) of {@code
 * length} bars; 0 for a flat window. Warm-up {@code length} bars.
 */
final class WilliamsRange extends StreamingStudy {
    private static final int LOWS = Extreme.HEAD;
    private static final int BODIES = 2 * Extreme.HEAD;

    private final int length;
    private final int lowBody;

    WilliamsRange(StudySpec spec) {
        super(VALUE, spec.whole("length"), BODIES, 2 * Extreme.size(spec.whole("length")));
        this.length = spec.whole("length");
        this.lowBody = BODIES + Extreme.body(length);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double high = Extreme.with(state, at, Extreme.HIGHEST, bar.high);
        double low = Extreme.with(state, at + LOWS, Extreme.LOWEST, bar.low);
        out[outAt] =
                Extreme.completes(state, at, length)
                        ? -Stochastic.percent(high - bar.close, 0, high - low)
                        : Double.NaN;
        if (keep) {
            Extreme.push(state, at, at + BODIES, length, Extreme.HIGHEST, bar.high);
            Extreme.push(state, at + LOWS, at + lowBody, length, Extreme.LOWEST, bar.low);
        }
    }
}
