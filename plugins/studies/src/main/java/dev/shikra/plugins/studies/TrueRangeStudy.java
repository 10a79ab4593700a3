package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/** Wilder's true range, in price units, see {@link TrueRange}. Warm-up 2 bars. */
final class TrueRangeStudy extends StreamingStudy {
    TrueRangeStudy() {
        super(VALUE, 2, TrueRange.SIZE);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = TrueRange.next(state, at, bar, keep);
    }
}
