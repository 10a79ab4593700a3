package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Wilder's parabolic stop and reverse, in price units: a stop that moves towards the extreme of the
 * current trend by a factor that grows by {@code step} with each new extreme, up to {@code max}; a
 * bar that touches it reverses the trend and the stop starts at the extreme. It never enters the
 * range of the last two bars.
 *
 * <p>Starts at the second bar: short if that bar's downward move exceeds its upward one, else long,
 * with the first bar's opposite extreme as stop. Warm-up 2 bars.
 */
final class ParabolicStop extends StreamingStudy {
    private static final int TAKEN = 0;

    /** 1 long, -1 short. */
    private static final int SIDE = 1;

    private static final int STOP = 2;
    private static final int EXTREME = 3;
    private static final int FACTOR = 4;
    private static final int HIGH = 5;
    private static final int LOW = 6;

    private final double increment;
    private final double maximum;

    ParabolicStop(StudySpec spec) {
        super(VALUE, 2, LOW + 1);
        this.maximum = spec.decimal("max");
        this.increment = Math.min(spec.decimal("step"), maximum);
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.high) && usable(bar.low);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double taken = state[at + TAKEN];
        double lastHigh = state[at + HIGH];
        double lastLow = state[at + LOW];
        double side = state[at + SIDE];
        double stop = state[at + STOP];
        double extreme = state[at + EXTREME];
        double factor = state[at + FACTOR];
        if (taken == 1) {
            double up = bar.high - lastHigh;
            double down = lastLow - bar.low;
            side = down > up && down > 0 ? -1 : 1;
            stop = side > 0 ? lastLow : lastHigh;
            extreme = side > 0 ? bar.high : bar.low;
            factor = increment;
            lastHigh = bar.high;
            lastLow = bar.low;
        }
        out[outAt] = Double.NaN;
        if (taken >= 1) {
            boolean touched = side > 0 ? bar.low <= stop : bar.high >= stop;
            if (touched) {
                side = -side;
                out[outAt] = outside(extreme, side, lastHigh, lastLow, bar);
                extreme = side > 0 ? bar.high : bar.low;
                factor = increment;
                stop = out[outAt] + factor * (extreme - out[outAt]);
            } else {
                out[outAt] = stop;
                if (side > 0 ? bar.high > extreme : bar.low < extreme) {
                    extreme = side > 0 ? bar.high : bar.low;
                    factor = Math.min(factor + increment, maximum);
                }
                stop += factor * (extreme - stop);
            }
            stop = outside(stop, side, lastHigh, lastLow, bar);
        }
        if (keep) {
            state[at + TAKEN] = Math.min(taken + 1, 2);
            state[at + SIDE] = side;
            state[at + STOP] = stop;
            state[at + EXTREME] = extreme;
            state[at + FACTOR] = factor;
            state[at + HIGH] = bar.high;
            state[at + LOW] = bar.low;
        }
    }

    /** {@return {@code stop}, moved out of the range of the last two bars} */
    private static double outside(
            double stop, double side, double lastHigh, double lastLow, Bar bar) {
        return side > 0
                ? Math.min(stop, Math.min(lastLow, bar.low))
                : Math.max(stop, Math.max(lastHigh, bar.high));
    }
}
