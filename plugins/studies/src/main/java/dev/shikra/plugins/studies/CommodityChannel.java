package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Lambert's commodity channel index: (tp - mean tp) / (0.015 * mean absolute deviation of tp) over
 * {@code length} bars, tp = (h + l + c) / 3; 0 for a flat window. Mostly within -200 to 200. The
 * deviation is from a mean that moves with each bar, so the work per bar grows with the length.
 * Warm-up {@code length} bars.
 */
final class CommodityChannel extends StreamingStudy {
    private static final int SUM = Run.SIZE;
    private static final double SCALE = 0.015;

    /** A deviation below this part of the price is rounding of equal typical prices. */
    private static final double ROUNDING = 1e-13;

    private final int length;

    CommodityChannel(StudySpec spec) {
        super(VALUE, spec.whole("length"), SUM + MovingTotal.size(spec.whole("length")));
        this.length = spec.whole("length");
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double x = bar.typicalPrice();
        double mean = MovingTotal.next(state, at + SUM, length, x, false) / length;
        double distance = x - mean;
        if (Double.isNaN(mean)) {
            out[outAt] = Double.NaN;
        } else if (distance == 0 || Run.next(state, at, x, false) >= length) {
            out[outAt] = 0;
        } else {
            double deviation = deviation(state, at + SUM, x, mean);
            boolean flat = deviation <= ROUNDING * Math.abs(mean);
            out[outAt] = flat ? 0 : distance / (SCALE * deviation);
        }
        if (keep) {
            Run.next(state, at, x, true);
            MovingTotal.next(state, at + SUM, length, x, true);
        }
    }

    private double deviation(double[] state, int at, double x, double mean) {
        int ring = MovingTotal.ring(at);
        int overwritten = Ring.next(state, ring);
        double sum = Math.abs(x - mean);
        for (int place = 0; place < length; place++) {
            sum += place == overwritten ? 0 : Math.abs(Ring.place(state, ring, place) - mean);
        }
        return sum / length;
    }
}
