package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.List;

/**
 * The session's opening gap. {@code value}: the first bar's open less the close of the session
 * before, in price units; {@code percent}: the same in percent of that close ({@code NaN} where it
 * is 0); {@code filled}: 1 from the bar on that reached that close again (its low at or below it
 * after a gap up, its high at or above it after a gap down; a gap of 0 is filled), 0 before. {@code
 * NaN} in the first session seen. A bar of a session that is over is not taken and gives {@code
 * NaN}. Two bars at least.
 */
final class Gap extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("value", "percent", "filled");

    private static final int CLOSE = Session.SIZE;
    private static final int HAS_BEFORE = CLOSE + 1;
    private static final int BEFORE = CLOSE + 2;
    private static final int OPEN = CLOSE + 3;
    private static final int FILLED = CLOSE + 4;

    Gap() {
        super(OUTPUTS, 2, FILLED + 1);
    }

    @Override
    public int warmUpSessions() {
        return 1;
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usable(bar.open);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        if (Session.isOver(state, at, bar)) {
            undefined(out, outAt);
            return;
        }
        boolean begins = Session.begins(state, at, bar);
        boolean known = begins ? Session.started(state, at) : state[at + HAS_BEFORE] != 0;
        double before = state[at + (begins ? CLOSE : BEFORE)];
        double open = begins ? bar.open : state[at + OPEN];
        double gap = open - before;
        boolean filled =
                (!begins && state[at + FILLED] != 0)
                        || (gap >= 0 && bar.low <= before)
                        || (gap <= 0 && bar.high >= before);
        if (known) {
            out[outAt] = gap;
            out[outAt + 1] = before == 0 ? Double.NaN : 100 * gap / before;
            out[outAt + 2] = filled ? 1 : 0;
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            Session.enter(state, at, bar);
            state[at + HAS_BEFORE] = known ? 1 : 0;
            state[at + BEFORE] = before;
            state[at + OPEN] = open;
            state[at + FILLED] = filled ? 1 : 0;
            state[at + CLOSE] = bar.close;
        }
    }
}
