package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Supertrend: bands {@code multiplier} Wilder average true ranges of {@code length} around (h + l)
 * / 2 that only move towards the price while it stays inside; direction 1 from a close above the
 * upper band until one below the lower, else -1, which it starts with. The line is the lower band
 * in an up trend, the upper in a down trend. Line and bands in price units. Warm-up {@code length +
 * 1} bars.
 */
final class Supertrend extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("line", "direction", "upper", "lower");

    private static final int CLOSE = AverageTrueRange.SIZE;
    private static final int UPPER = CLOSE + 1;
    private static final int LOWER = CLOSE + 2;

    /** 0 before the first value. */
    private static final int DIRECTION = CLOSE + 3;

    private final int length;
    private final double multiplier;

    Supertrend(StudySpec spec) {
        super(OUTPUTS, spec.whole("length") + 1, DIRECTION + 1);
        this.length = spec.whole("length");
        this.multiplier = spec.decimal("multiplier");
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double range = AverageTrueRange.next(state, at, length, bar, keep);
        double lastClose = state[at + CLOSE];
        if (keep) {
            state[at + CLOSE] = bar.close;
        }
        if (Double.isNaN(range)) {
            undefined(out, outAt);
            return;
        }
        double middle = (bar.high + bar.low) / 2;
        double upper = middle + multiplier * range;
        double lower = middle - multiplier * range;
        double direction = state[at + DIRECTION];
        if (direction == 0) {
            direction = -1;
        } else {
            double lastUpper = state[at + UPPER];
            double lastLower = state[at + LOWER];
            upper = upper < lastUpper || lastClose > lastUpper ? upper : lastUpper;
            lower = lower > lastLower || lastClose < lastLower ? lower : lastLower;
            if (direction < 0 && bar.close > upper) {
                direction = 1;
            } else if (direction > 0 && bar.close < lower) {
                direction = -1;
            }
        }
        if (keep) {
            state[at + UPPER] = upper;
            state[at + LOWER] = lower;
            state[at + DIRECTION] = direction;
        }
        out[outAt] = direction > 0 ? lower : upper;
        out[outAt + 1] = direction;
        out[outAt + 2] = upper;
        out[outAt + 3] = lower;
    }
}
