package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Donchian channel, in price units: highest high and lowest low of the last {@code length} bars,
 * middle = their mean. {@code previous=true} leaves the newest bar out, so that it can break the
 * channel. Warm-up {@code length} bars, one more with {@code previous=true}.
 */
final class Donchian extends StreamingStudy {
    private static final int LOWS = Extreme.HEAD;
    private static final int BODIES = 2 * Extreme.HEAD;

    private final int length;
    private final int lowBody;
    private final boolean previous;

    Donchian(StudySpec spec) {
        super(
                Keltner.OUTPUTS,
                spec.whole("length") + (spec.text("previous").equals("true") ? 1 : 0),
                BODIES,
                2 * Extreme.size(spec.whole("length")));
        this.length = spec.whole("length");
        this.lowBody = BODIES + Extreme.body(length);
        this.previous = spec.text("previous").equals("true");
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.high) && usable(bar.low);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        boolean complete =
                previous ? Extreme.full(state, at, length) : Extreme.completes(state, at, length);
        if (complete) {
            double high =
                    previous
                            ? Extreme.current(state, at)
                            : Extreme.with(state, at, Extreme.HIGHEST, bar.high);
            double low =
                    previous
                            ? Extreme.current(state, at + LOWS)
                            : Extreme.with(state, at + LOWS, Extreme.LOWEST, bar.low);
            out[outAt] = high;
            out[outAt + 1] = (high + low) / 2;
            out[outAt + 2] = low;
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            Extreme.push(state, at, at + BODIES, length, Extreme.HIGHEST, bar.high);
            Extreme.push(state, at + LOWS, at + lowBody, length, Extreme.LOWEST, bar.low);
        }
    }
}
