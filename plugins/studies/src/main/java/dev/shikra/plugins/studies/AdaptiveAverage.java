package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Kaufman's adaptive moving average, in the input's unit: moves by a squared weight between those
 * of an exponential average of 2 and of 30 bars, by the efficiency ratio |x - x[length ago]| / sum
 * of |changes|, which is 1 where nothing moved. Starts from the number before the first output.
 * Warm-up {@code length + 1} bars.
 */
final class AdaptiveAverage extends SeriesStudy {
    private static final double FAST = 2.0 / 3;
    private static final double SLOW = 2.0 / 31;
    private static final double STILL = 1e-14;

    private static final int STARTED = 0;
    private static final int AVERAGE = 1;
    private static final int NUMBERS_HELD = 2;
    private static final int LAST = NUMBERS_HELD + Ring.HEAD;
    private static final int OLDEST = LAST + 1;
    private static final int CHANGES = OLDEST + 1;
    private static final int HEAD = CHANGES + MovingTotal.HEAD;

    private final int length;
    private final int numbers;

    AdaptiveAverage(StudySpec spec) {
        super(
                Source.of(spec),
                VALUE,
                spec.whole("length") + 1,
                HEAD,
                HEAD + MovingTotal.body(spec.whole("length")) + Ring.body(spec.whole("length")));
        this.length = spec.whole("length");
        this.numbers = HEAD + MovingTotal.body(length);
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        boolean first = !Ring.full(state, at + NUMBERS_HELD, 1);
        double last = state[at + LAST];
        double change = first ? Double.NaN : Math.abs(x - last);
        double path = MovingTotal.next(state, at + CHANGES, at + HEAD, length, change, keep);
        double way = Math.abs(x - state[at + OLDEST]);
        double average = Double.NaN;
        if (!Double.isNaN(path)) {
            double efficiency = path <= way || path < STILL ? 1 : way / path;
            double weight = efficiency * (FAST - SLOW) + SLOW;
            double previous = state[at + STARTED] != 0 ? state[at + AVERAGE] : last;
            average = previous + weight * weight * (x - previous);
        }
        if (keep) {
            state[at + LAST] = x;
            state[at + OLDEST] = Ring.push(state, at + NUMBERS_HELD, at + numbers, length, x);
            if (!Double.isNaN(average)) {
                state[at + STARTED] = 1;
                state[at + AVERAGE] = average;
            }
        }
        out[outAt] = average;
    }
}
