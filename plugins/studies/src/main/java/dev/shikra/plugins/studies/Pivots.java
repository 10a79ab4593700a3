package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Pivot levels from high H, low L and close C of the session before, in price units, fixed for the
 * session; {@code NaN} in the first. Always p = (H + L + C) / 3, bc = (H + L) / 2, tc = 2 p - bc
 * (below bc where the close was weak).
 *
 * <ul>
 *   <li>classic and cpr: r1 = 2 p - L, r2 = p + (H - L), r3 = H + 2 (p - L); s1 = 2 p - H, s2 = p -
 *       (H - L), s3 = L - 2 (H - p)
 *   <li>fibonacci: p +- 0.382, 0.618 and 1 times (H - L)
 *   <li>camarilla: C +- 1.1 / 12, 1.1 / 6 and 1.1 / 4 times (H - L)
 * </ul>
 *
 * <p>A session counts as far as its bars were seen. A bar of a session that is over is not taken
 * and gives {@code NaN}.
 */
final class Pivots extends StreamingStudy {
    static final List<String> OUTPUTS =
            List.of("p", "r1", "r2", "r3", "s1", "s2", "s3", "tc", "bc");

    private static final int HIGH = Session.SIZE;
    private static final int LOW = HIGH + 1;
    private static final int CLOSE = HIGH + 2;
    private static final int HAS_LAST = HIGH + 3;
    private static final int LAST_HIGH = HIGH + 4;
    private static final int LAST_LOW = HIGH + 5;
    private static final int LAST_CLOSE = HIGH + 6;

    private final String kind;

    Pivots(StudySpec spec) {
        super(OUTPUTS, 2, LAST_CLOSE + 1);
        this.kind = spec.text("kind");
    }

    @Override
    public int warmUpSessions() {
        return 1;
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        undefined(out, outAt);
        if (Session.isOver(state, at, bar)) {
            return;
        }
        boolean begins = Session.begins(state, at, bar);
        boolean ends = begins && Session.started(state, at);
        if (ends || state[at + HAS_LAST] != 0) {
            levels(
                    state[at + (ends ? HIGH : LAST_HIGH)],
                    state[at + (ends ? LOW : LAST_LOW)],
                    state[at + (ends ? CLOSE : LAST_CLOSE)],
                    out,
                    outAt);
        }
        if (keep) {
            if (ends) {
                System.arraycopy(state, at + HIGH, state, at + LAST_HIGH, 3);
                state[at + HAS_LAST] = 1;
            }
            Session.enter(state, at, bar);
            state[at + HIGH] = begins ? bar.high : Math.max(state[at + HIGH], bar.high);
            state[at + LOW] = begins ? bar.low : Math.min(state[at + LOW], bar.low);
            state[at + CLOSE] = bar.close;
        }
    }

    private void levels(double high, double low, double close, double[] out, int outAt) {
        double range = high - low;
        double pivot = (high + low + close) / 3;
        out[outAt] = pivot;
        switch (kind) {
            case "fibonacci" -> around(pivot, range, 0.382, 0.618, 1, out, outAt);
            case "camarilla" -> around(close, range, 1.1 / 12, 1.1 / 6, 1.1 / 4, out, outAt);
            default -> {
                out[outAt + 1] = 2 * pivot - low;
                out[outAt + 2] = pivot + range;
                out[outAt + 3] = high + 2 * (pivot - low);
                out[outAt + 4] = 2 * pivot - high;
                out[outAt + 5] = pivot - range;
                out[outAt + 6] = low - 2 * (high - pivot);
            }
        }
        double bottom = (high + low) / 2;
        out[outAt + 7] = 2 * pivot - bottom;
        out[outAt + 8] = bottom;
    }

    private static void around(
            double centre,
            double range,
            double first,
            double second,
            double third,
            double[] out,
            int outAt) {
        out[outAt + 1] = centre + first * range;
        out[outAt + 2] = centre + second * range;
        out[outAt + 3] = centre + third * range;
        out[outAt + 4] = centre - first * range;
        out[outAt + 5] = centre - second * range;
        out[outAt + 6] = centre - third * range;
    }
}
