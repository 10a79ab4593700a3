package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Support and resistance from swings. A swing high is a bar whose high is above those of the {@code
 * wing} bars before it and not below those of the {@code wing} bars after it; a swing low mirrors
 * it; both are known only after the latter. Of the swings, high or low, of the last {@code
 * lookback} bars, support is the nearest at or below the close and resistance the nearest above, in
 * price units; the strength of either is how many swings lie within {@code tolerance} of it, a
 * fraction of its price. {@code NaN} where there is none. Work per bar grows with the number of
 * swings. Warm-up {@code 2 wing + 1} bars.
 */
final class Levels extends StreamingStudy {
    static final List<String> OUTPUTS =
            List.of("support", "resistance", "supportStrength", "resistanceStrength");

    private static final int TAKEN = 0;

    private final int lookback;
    private final int wing;
    private final double tolerance;
    private final int capacity;
    private final int highs;
    private final int lows;
    private final int prices;
    private final int times;

    Levels(StudySpec spec) {
        super(
                OUTPUTS,
                2 * spec.whole("wing") + 1,
                1 + 2 * Ring.size(2 * spec.whole("wing")) + 2 * Ring.size(capacity(spec)));
        this.lookback = spec.whole("lookback");
        this.wing = spec.whole("wing");
        this.tolerance = spec.decimal("tolerance");
        this.capacity = capacity(spec);
        this.highs = TAKEN + 1;
        this.lows = highs + Ring.size(2 * wing);
        this.prices = lows + Ring.size(2 * wing);
        this.times = prices + Ring.size(capacity);
    }

    /** Swings of one side are more than a wing apart, so this many hold all of a look-back. */
    private static int capacity(StudySpec spec) {
        return 2 * (spec.whole("lookback") / (spec.whole("wing") + 1) + 1);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double now = state[at + TAKEN];
        double high = swing(state, at + highs, bar.high, 1);
        double low = swing(state, at + lows, bar.low, -1);
        double support = nearest(state, at, now, bar.close, -1, high, low);
        double resistance = nearest(state, at, now, bar.close, 1, high, low);
        out[outAt] = support;
        out[outAt + 1] = resistance;
        out[outAt + 2] = strength(state, at, now, support, high, low);
        out[outAt + 3] = strength(state, at, now, resistance, high, low);
        if (keep) {
            remember(state, at, now, high);
            remember(state, at, now, low);
            push(state, at + highs, 2 * wing, bar.high);
            push(state, at + lows, 2 * wing, bar.low);
            state[at + TAKEN] = now + 1;
        }
    }

    /** {@return the swing that becomes known with {@code x}; NaN if none does} */
    private double swing(double[] state, int ring, double x, int side) {
        if (!Ring.full(state, ring, 2 * wing)) {
            return Double.NaN;
        }
        double candidate = back(state, ring, 2 * wing, wing - 1);
        if (side * x > side * candidate) {
            return Double.NaN;
        }
        for (int age = 0; age < wing - 1; age++) {
            if (side * back(state, ring, 2 * wing, age) > side * candidate) {
                return Double.NaN;
            }
        }
        for (int age = wing; age < 2 * wing; age++) {
            if (side * back(state, ring, 2 * wing, age) >= side * candidate) {
                return Double.NaN;
            }
        }
        return candidate;
    }

    private void remember(double[] state, int at, double now, double swing) {
        if (!Double.isNaN(swing)) {
            push(state, at + prices, capacity, swing);
            push(state, at + times, capacity, now - wing);
        }
    }

    private double nearest(
            double[] state, int at, double now, double close, int side, double high, double low) {
        double best = nearer(nearer(Double.NaN, high, close, side), low, close, side);
        int held = Ring.held(state, at + prices);
        for (int age = 0; age < held; age++) {
            if (now - back(state, at + times, capacity, age) >= lookback) {
                break;
            }
            best = nearer(best, back(state, at + prices, capacity, age), close, side);
        }
        return best;
    }

    private static double nearer(double best, double swing, double close, int side) {
        boolean onSide = side > 0 ? swing > close : swing <= close;
        return onSide && !(side * best <= side * swing) ? swing : best;
    }

    private double strength(
            double[] state, int at, double now, double level, double high, double low) {
        if (Double.isNaN(level)) {
            return Double.NaN;
        }
        double reach = tolerance * Math.abs(level);
        int touches =
                (Math.abs(high - level) <= reach ? 1 : 0)
                        + (Math.abs(low - level) <= reach ? 1 : 0);
        int held = Ring.held(state, at + prices);
        for (int age = 0; age < held; age++) {
            if (now - back(state, at + times, capacity, age) >= lookback) {
                break;
            }
            double price = back(state, at + prices, capacity, age);
            touches += Math.abs(price - level) <= reach ? 1 : 0;
        }
        return touches;
    }

    private static double back(double[] state, int ring, int length, int age) {
        return Ring.back(state, ring + Ring.HEAD, length, age);
    }

    private static void push(double[] state, int ring, int length, double x) {
        Ring.push(state, ring, ring + Ring.HEAD, length, x);
    }
}
