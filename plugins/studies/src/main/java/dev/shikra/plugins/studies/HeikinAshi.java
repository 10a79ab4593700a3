package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.List;

/**
 * Heikin-Ashi bars, in price units: close = (o + h + l + c) / 4; open = the middle of the last
 * Heikin-Ashi open and close, of the bar itself for the first; high and low include both. Warm-up 1
 * bar.
 */
final class HeikinAshi extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("open", "high", "low", "close");

    private static final int STARTED = 0;
    private static final int OPEN = 1;
    private static final int CLOSE = 2;

    HeikinAshi() {
        super(OUTPUTS, 1, CLOSE + 1);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usable(bar.open);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double open =
                state[at + STARTED] == 0
                        ? (bar.open + bar.close) / 2
                        : (state[at + OPEN] + state[at + CLOSE]) / 2;
        double close = (bar.open + bar.high + bar.low + bar.close) / 4;
        if (keep) {
            state[at + STARTED] = 1;
            state[at + OPEN] = open;
            state[at + CLOSE] = close;
        }
        out[outAt] = open;
        out[outAt + 1] = Math.max(bar.high, Math.max(open, close));
        out[outAt + 2] = Math.min(bar.low, Math.min(open, close));
        out[outAt + 3] = close;
    }
}
