package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.List;

/**
 * Lane's stochastic oscillator, 0 to 100: k = mean over {@code smooth} bars of 100 * (close -
 * lowest low) / (highest high - lowest low) of {@code k} bars, 0 for a flat window; d = mean of the
 * last {@code d} k's. Both are shown once d is. The fast form has {@code smooth} 1. Warm-up {@code
 * k + smooth + d - 2} bars.
 */
final class Stochastic extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("k", "d");

    private static final int LOWS = Extreme.HEAD;
    private static final int MEANS = 2 * Extreme.HEAD;
    private static final int SECOND_MEANS = MEANS + MovingTotal.HEAD;
    private static final int HEAD = SECOND_MEANS + MovingTotal.HEAD;

    private final int length;
    private final int smooth;
    private final int d;
    private final int lowBody;
    private final int meanBody;
    private final int secondMeanBody;

    Stochastic(int length, int smooth, int d) {
        super(
                OUTPUTS,
                length + smooth + d - 2,
                HEAD,
                2 * Extreme.size(length) + MovingTotal.size(smooth) + MovingTotal.size(d));
        this.length = length;
        this.smooth = smooth;
        this.d = d;
        this.lowBody = HEAD + Extreme.body(length);
        this.meanBody = lowBody + Extreme.body(length);
        this.secondMeanBody = meanBody + MovingTotal.body(smooth);
    }

    /** {@return where {@code x} is from {@code low} (0) to {@code high} (100); 0 if they meet} */
    static double percent(double x, double low, double high) {
        return high == low ? 0 : 100 * (x - low) / (high - low);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double raw = Double.NaN;
        if (Extreme.completes(state, at, length)) {
            double high = Extreme.with(state, at, Extreme.HIGHEST, bar.high);
            double low = Extreme.with(state, at + LOWS, Extreme.LOWEST, bar.low);
            raw = percent(bar.close, low, high);
        }
        double slow =
                MovingTotal.next(state, at + MEANS, at + meanBody, smooth, raw, keep) / smooth;
        double mean =
                MovingTotal.next(state, at + SECOND_MEANS, at + secondMeanBody, d, slow, keep) / d;
        if (keep) {
            Extreme.push(state, at, at + HEAD, length, Extreme.HIGHEST, bar.high);
            Extreme.push(state, at + LOWS, at + lowBody, length, Extreme.LOWEST, bar.low);
        }
        out[outAt] = Double.isNaN(mean) ? Double.NaN : slow;
        out[outAt + 1] = mean;
    }
}
