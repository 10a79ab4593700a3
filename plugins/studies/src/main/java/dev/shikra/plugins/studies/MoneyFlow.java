package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Money flow index, 0 to 100: of the flows tp * volume over {@code length} bars, tp = (h + l + c) /
 * 3, the percentage that came with a rising tp among those with a rising or falling one; 0 where
 * they sum to less than 1. Warm-up {@code length + 1} bars.
 */
final class MoneyFlow extends StreamingStudy {
    private static final double LEAST_FLOW = 1;
    private static final int STARTED = 0;
    private static final int PREVIOUS = 1;
    private static final int RISING = 2;
    private static final int FALLING = RISING + MovingTotal.HEAD;
    private static final int HEAD = FALLING + MovingTotal.HEAD;

    private final int length;
    private final int fallingBody;

    MoneyFlow(StudySpec spec) {
        super(
                VALUE,
                spec.whole("length") + 1,
                HEAD,
                HEAD + 2 * MovingTotal.body(spec.whole("length")));
        this.length = spec.whole("length");
        this.fallingBody = HEAD + MovingTotal.body(length);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double price = bar.typicalPrice();
        boolean started = state[at + STARTED] != 0;
        double previous = state[at + PREVIOUS];
        if (keep) {
            state[at + STARTED] = 1;
            state[at + PREVIOUS] = price;
        }
        if (!started) {
            out[outAt] = Double.NaN;
            return;
        }
        double flow = price * bar.volume;
        double up =
                MovingTotal.next(
                        state, at + RISING, at + HEAD, length, price > previous ? flow : 0, keep);
        double down =
                MovingTotal.next(
                        state,
                        at + FALLING,
                        at + fallingBody,
                        length,
                        price < previous ? flow : 0,
                        keep);
        out[outAt] = up + down < LEAST_FLOW ? 0 : 100 * up / (up + down);
    }
}
