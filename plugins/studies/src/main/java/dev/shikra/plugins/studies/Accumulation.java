package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * Chaikin's accumulation/distribution line, in units of volume: the sum since the first bar of
 * volume * ((close - low) - (high - close)) / (high - low); a bar whose high and low are equal adds
 * nothing. Only its changes mean something. Warm-up 1 bar.
 */
final class Accumulation extends StreamingStudy {
    Accumulation() {
        super(VALUE, 1, RunningTotal.SIZE);
    }

    /** {@return what one bar adds} */
    static double ofBar(Bar bar) {
        double range = bar.high - bar.low;
        return range > 0
                ? ((bar.close - bar.low) - (bar.high - bar.close)) / range * bar.volume
                : 0;
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = RunningTotal.next(state, at, ofBar(bar), keep);
    }
}
