package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Ichimoku's lines at the bar where they are computed, not shifted, in price units: the middle of
 * highest high and lowest low over {@code tenkan}, {@code kijun} and {@code senkou} bars; senkouA
 * is the mean of the first two. Charts draw the senkou lines {@code kijun} bars ahead. Warm-up the
 * longest of the three; each line is shown as soon as it exists.
 */
final class Ichimoku extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("tenkan", "kijun", "senkouA", "senkouB");

    private final int tenkan;
    private final int kijun;
    private final int senkou;
    private final int kijunAt;
    private final int senkouAt;

    Ichimoku(StudySpec spec) {
        super(
                OUTPUTS,
                Math.max(spec.whole("tenkan"), Math.max(spec.whole("kijun"), spec.whole("senkou"))),
                2
                        * (Extreme.size(spec.whole("tenkan"))
                                + Extreme.size(spec.whole("kijun"))
                                + Extreme.size(spec.whole("senkou"))));
        this.tenkan = spec.whole("tenkan");
        this.kijun = spec.whole("kijun");
        this.senkou = spec.whole("senkou");
        this.kijunAt = 2 * Extreme.size(tenkan);
        this.senkouAt = kijunAt + 2 * Extreme.size(kijun);
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.high) && usable(bar.low);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double conversion = middle(bar, state, at, tenkan, keep);
        double base = middle(bar, state, at + kijunAt, kijun, keep);
        out[outAt] = conversion;
        out[outAt + 1] = base;
        out[outAt + 2] = (conversion + base) / 2;
        out[outAt + 3] = middle(bar, state, at + senkouAt, senkou, keep);
    }

    private static double middle(Bar bar, double[] state, int at, int length, boolean keep) {
        int lows = at + Extreme.size(length);
        double high = Extreme.with(state, at, Extreme.HIGHEST, bar.high);
        double low = Extreme.with(state, lows, Extreme.LOWEST, bar.low);
        boolean complete = Extreme.completes(state, at, length);
        if (keep) {
            Extreme.push(state, at, length, Extreme.HIGHEST, bar.high);
            Extreme.push(state, lows, length, Extreme.LOWEST, bar.low);
        }
        return complete ? (high + low) / 2 : Double.NaN;
    }
}
