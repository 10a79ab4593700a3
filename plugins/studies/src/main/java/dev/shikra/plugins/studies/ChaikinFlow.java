package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Chaikin money flow, -1 to 1: accumulated volume (see {@link Accumulation}) over volume, both
 * summed over {@code length} bars; {@code NaN} where there was no volume. Warm-up {@code length}
 * bars.
 */
final class ChaikinFlow extends StreamingStudy {
    private static final int IDLE_BARS = 0;
    private static final int FLOWS = 1;
    private static final int VOLUMES = FLOWS + MovingTotal.HEAD;
    private static final int HEAD = VOLUMES + MovingTotal.HEAD;

    private final int length;
    private final int volumeBody;

    ChaikinFlow(StudySpec spec) {
        super(VALUE, spec.whole("length"), HEAD, HEAD + 2 * MovingTotal.body(spec.whole("length")));
        this.length = spec.whole("length");
        this.volumeBody = HEAD + MovingTotal.body(length);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double idle = bar.volume > 0 ? 0 : Math.min(state[at + IDLE_BARS] + 1, length);
        double flow =
                MovingTotal.next(
                        state, at + FLOWS, at + HEAD, length, Accumulation.ofBar(bar), keep);
        double volume =
                MovingTotal.next(state, at + VOLUMES, at + volumeBody, length, bar.volume, keep);
        if (keep) {
            state[at + IDLE_BARS] = idle;
        }
        out[outAt] = idle < length ? flow / volume : Double.NaN;
    }
}
