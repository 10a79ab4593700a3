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

    private static final int PAIR = 2 * Extreme.HEAD;
    private static final int HEAD = 3 * PAIR;

    private final int tenkan;
    private final int kijun;
    private final int senkou;
    private final int kijunBody;
    private final int senkouBody;

    Ichimoku(StudySpec spec) {
        super(
                OUTPUTS,
                Math.max(spec.whole("tenkan"), Math.max(spec.whole("kijun"), spec.whole("senkou"))),
                HEAD,
                2
                        * (Extreme.size(spec.whole("tenkan"))
                                + Extreme.size(spec.whole("kijun"))
                                + Extreme.size(spec.whole("senkou"))));
        this.tenkan = spec.whole("tenkan");
        this.kijun = spec.whole("kijun");
        this.senkou = spec.whole("senkou");
        this.kijunBody = HEAD + 2 * Extreme.body(tenkan);
        this.senkouBody = kijunBody + 2 * Extreme.body(kijun);
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.high) && usable(bar.low);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double conversion = middle(bar, state, at, at + HEAD, tenkan, keep);
        double base = middle(bar, state, at + PAIR, at + kijunBody, kijun, keep);
        out[outAt] = conversion;
        out[outAt + 1] = base;
        out[outAt + 2] = (conversion + base) / 2;
        out[outAt + 3] = middle(bar, state, at + 2 * PAIR, at + senkouBody, senkou, keep);
    }

    private static double middle(
            Bar bar, double[] state, int head, int body, int length, boolean keep) {
        int lows = head + Extreme.HEAD;
        double high = Extreme.with(state, head, Extreme.HIGHEST, bar.high);
        double low = Extreme.with(state, lows, Extreme.LOWEST, bar.low);
        boolean complete = Extreme.completes(state, head, length);
        if (keep) {
            int lowBody = body + Extreme.body(length);
            Extreme.push(state, head, body, length, Extreme.HIGHEST, bar.high);
            Extreme.push(state, lows, lowBody, length, Extreme.LOWEST, bar.low);
        }
        return complete ? (high + low) / 2 : Double.NaN;
    }
}
