package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Wilder's directional movement system, all 0 to 100. A bar's upward move counts if it is above 0
 * and above its downward move, and the other way round; equal moves count for neither. Sums of
 * moves and true ranges start with {@code length - 1} bars and then go S - S / length + x. plusDi
 * and minusDi = 100 * move sum / range sum (0 for no range); dx = 100 * |difference| / sum of the
 * two, and keeps its last value where they sum to 0; adx = Wilder average of dx, started with the
 * mean of {@code length} of them; adxr = mean of adx and adx {@code length - 1} bars before. Each
 * is shown as soon as it exists. Warm-up {@code 3 length - 1} bars.
 */
final class DirectionalMovement extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("adx", "plusDi", "minusDi", "dx", "adxr");

    private static final double STILL = 1e-14;

    private static final int HIGH = TrueRange.SIZE;
    private static final int LOW = HIGH + 1;
    private static final int TAKEN = HIGH + 2;
    private static final int PLUS = HIGH + 3;
    private static final int MINUS = HIGH + 4;
    private static final int RANGE = HIGH + 5;
    private static final int DX = HIGH + 6;
    private static final int ADX = HIGH + 7;
    private static final int EARLIER = ADX + Smoothing.SIZE;
    private static final int EARLIEST = EARLIER + Ring.HEAD;
    private static final int HEAD = EARLIEST + 1;

    private final int length;

    DirectionalMovement(StudySpec spec) {
        super(
                OUTPUTS,
                3 * spec.whole("length") - 1,
                HEAD,
                HEAD + Ring.body(spec.whole("length") - 1));
        this.length = spec.whole("length");
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double range = TrueRange.next(state, at, bar, keep);
        double up = bar.high - state[at + HIGH];
        double down = state[at + LOW] - bar.low;
        if (keep) {
            state[at + HIGH] = bar.high;
            state[at + LOW] = bar.low;
        }
        undefined(out, outAt);
        if (Double.isNaN(range)) {
            return;
        }
        double taken = Math.min(state[at + TAKEN] + 1, length);
        double plus = sum(state[at + PLUS], up > 0 && up > down ? up : 0, taken);
        double minus = sum(state[at + MINUS], down > 0 && down > up ? down : 0, taken);
        double ranges = sum(state[at + RANGE], range, taken);
        if (keep) {
            state[at + TAKEN] = taken;
            state[at + PLUS] = plus;
            state[at + MINUS] = minus;
            state[at + RANGE] = ranges;
        }
        if (taken < length) {
            return;
        }
        double plusDi = ranges < STILL ? 0 : 100 * plus / ranges;
        double minusDi = ranges < STILL ? 0 : 100 * minus / ranges;
        double both = plusDi + minusDi;
        double dx = both < STILL ? state[at + DX] : 100 * Math.abs(minusDi - plusDi) / both;
        double adx = Smoothing.wilder(state, at + ADX, length, dx, keep);
        out[outAt] = adx;
        out[outAt + 1] = plusDi;
        out[outAt + 2] = minusDi;
        out[outAt + 3] = dx;
        if (!Double.isNaN(adx)) {
            if (Ring.full(state, at + EARLIER, length - 1)) {
                out[outAt + 4] = (adx + state[at + EARLIEST]) / 2;
            }
            if (keep) {
                state[at + EARLIEST] = Ring.push(state, at + EARLIER, at + HEAD, length - 1, adx);
            }
        }
        if (keep) {
            state[at + DX] = dx;
        }
    }

    private double sum(double sum, double x, double taken) {
        return taken < length ? sum + x : sum - sum / length + x;
    }
}
