package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.List;

/**
 * Open, high, low and close of the period before the current one, in price units: the session
 * before ({@code prevday}), or all sessions of the week before ({@code prevweek}; weeks begin on
 * Monday, a session belongs to the UTC day of its open). A period is one in which the series had
 * bars, counted as far as it was seen. {@code NaN} in the first period. A bar of a session that is
 * over is not taken and gives {@code NaN}. Two bars at least.
 */
final class PreviousLevels extends StreamingStudy {
    /** What is looked back to. */
    enum Period {
        SESSION,
        WEEK
    }

    static final List<String> OUTPUTS = List.of("open", "high", "low", "close");

    private static final long DAY_MS = 86_400_000;

    /** The first day of 1970 was a Thursday: three days later a week began. */
    private static final int MONDAY = 3;

    private static final int OPEN = Session.SIZE;
    private static final int HIGH = OPEN + 1;
    private static final int LOW = OPEN + 2;
    private static final int CLOSE = OPEN + 3;
    private static final int HAS_LAST = OPEN + 4;
    private static final int LAST = OPEN + 5;
    private static final int WEEK = LAST + 4;

    private final Period period;

    PreviousLevels(Period period) {
        super(OUTPUTS, 2, WEEK + 1);
        this.period = period;
    }

    @Override
    public int warmUpSessions() {
        return period == Period.SESSION ? 1 : 10;
    }

    private static double week(Bar bar) {
        return Math.floorDiv(Math.floorDiv(bar.sessionOpenMs, DAY_MS) + MONDAY, 7);
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
        boolean started = Session.started(state, at);
        boolean begins =
                !started
                        || (period == Period.SESSION
                                ? Session.begins(state, at, bar)
                                : week(bar) > state[at + WEEK]);
        boolean ends = begins && started;
        if (ends || state[at + HAS_LAST] != 0) {
            System.arraycopy(state, at + (ends ? OPEN : LAST), out, outAt, 4);
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            if (ends) {
                System.arraycopy(state, at + OPEN, state, at + LAST, 4);
                state[at + HAS_LAST] = 1;
            }
            Session.enter(state, at, bar);
            state[at + WEEK] = week(bar);
            state[at + OPEN] = begins ? bar.open : state[at + OPEN];
            state[at + HIGH] = begins ? bar.high : Math.max(state[at + HIGH], bar.high);
            state[at + LOW] = begins ? bar.low : Math.min(state[at + LOW], bar.low);
            state[at + CLOSE] = bar.close;
        }
    }
}
