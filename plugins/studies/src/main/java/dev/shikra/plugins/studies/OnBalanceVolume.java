package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * Granville's on-balance volume: starts with the first bar's volume, adds that of bars that close
 * above the bar before, takes off that of bars that close below. Only its changes mean something.
 * Warm-up 1 bar.
 */
final class OnBalanceVolume extends StreamingStudy {
    private static final int STARTED = RunningTotal.SIZE;
    private static final int PREVIOUS = STARTED + 1;

    OnBalanceVolume() {
        super(VALUE, 1, PREVIOUS + 1);
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.close) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double direction =
                state[at + STARTED] == 0 ? 1 : Math.signum(bar.close - state[at + PREVIOUS]);
        out[outAt] = RunningTotal.next(state, at, direction * bar.volume, keep);
        if (keep) {
            state[at + STARTED] = 1;
            state[at + PREVIOUS] = bar.close;
        }
    }
}
