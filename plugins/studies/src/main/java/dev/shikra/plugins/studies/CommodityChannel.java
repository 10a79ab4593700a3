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
    private static final int BODY = SUM + MovingTotal.HEAD;
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
        double mean = MovingTotal.next(state, at + SUM, at + BODY, length, x, false) / length;
        double distance = x - mean;
        if (Double.isNaN(mean)) {
            out[outAt] = Double.NaN;
        } else if (distance == 0 || Run.next(state, at, x, false) >= length) {
            out[outAt] = 0;
        } else {
            double deviation = deviation(state, MovingTotal.ring(at + BODY), x, mean);
            boolean flat = deviation <= ROUNDING * Math.abs(mean);
            out[outAt] = flat ? 0 : distance / (SCALE * deviation);
        }
        if (keep) {
            Run.next(state, at, x, true);
            MovingTotal.next(state, at + SUM, at + BODY, length, x, true);
        }
    }

    private double deviation(double[] state, int ring, double x, double mean) {
        int overwritten = Ring.next(state, ring);
        double sum =
                Math.abs(x - mean)
                        + distances(state, ring, 0, overwritten, mean)
                        + distances(state, ring, overwritten + 1, length, mean);
        return sum / length;
    }

    /** Four sums side by side, because each addition waits for the one before it. */
    private static double distances(double[] state, int ring, int from, int to, double mean) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int place = from;
        for (; place + 3 < to; place += 4) {
            a += Math.abs(Ring.place(state, ring, place) - mean);
            b += Math.abs(Ring.place(state, ring, place + 1) - mean);
            c += Math.abs(Ring.place(state, ring, place + 2) - mean);
            d += Math.abs(Ring.place(state, ring, place + 3) - mean);
        }
        for (; place < to; place++) {
            a += Math.abs(Ring.place(state, ring, place) - mean);
        }
        return a + b + (c + d);
    }
}
