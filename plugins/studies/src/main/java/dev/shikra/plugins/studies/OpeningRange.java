package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Highest high and lowest low of a session's first {@code minutes}, in price units; as {@code
 * initialbalance} also the middle of the two.
 *
 * <p>{@code NaN} until a bar ends at or after the end of that time; from that bar on fixed for the
 * session. A minute without a bar is a minute without a trade and does not matter; without any bar
 * in the range both stay {@code NaN} for the session. A bar of a session that is over is not taken
 * and gives {@code NaN}. The minutes must be a multiple of the timeframe, because a bar cannot be
 * cut. Warm-up is by the clock, one bar at least.
 */
final class OpeningRange extends StreamingStudy {
    static final List<String> HIGH_LOW = List.of("high", "low");
    static final List<String> WITH_MIDDLE = List.of("high", "low", "mid");

    private static final int BARS = Session.SIZE;
    private static final int HIGH = BARS + 1;
    private static final int LOW = BARS + 2;

    private final long rangeMs;

    OpeningRange(StudySpec spec, SeriesShape series) {
        super(
                spec.name().equals("initialbalance") ? WITH_MIDDLE : HIGH_LOW,
                1,
                LOW + 1);
        int minutes = spec.whole("minutes");
        if (minutes % series.timeframe().minutes() != 0) {
            throw new IllegalArgumentException(
                    spec.name()
                            + " minutes="
                            + minutes
                            + " on bars of "
                            + series.timeframe()
                            + ": minutes is a multiple of the timeframe's "
                            + series.timeframe().minutes());
        }
        this.rangeMs = minutes * 60_000L;
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.high) && usable(bar.low);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        if (Session.isOver(state, at, bar)) {
            undefined(out, outAt);
            return;
        }
        boolean begins = Session.begins(state, at, bar);
        double bars = begins ? 0 : state[at + BARS];
        double high = begins ? 0 : state[at + HIGH];
        double low = begins ? 0 : state[at + LOW];
        long rangeEnd = bar.sessionOpenMs + rangeMs;
        if (bar.startMs < rangeEnd && bar.startMs >= bar.sessionOpenMs) {
            high = bars > 0 ? Math.max(high, bar.high) : bar.high;
            low = bars > 0 ? Math.min(low, bar.low) : bar.low;
            bars++;
        }
        if (keep) {
            Session.enter(state, at, bar);
            state[at + BARS] = bars;
            state[at + HIGH] = high;
            state[at + LOW] = low;
        }
        boolean complete = bars > 0 && bar.endMs >= rangeEnd;
        out[outAt] = complete ? high : Double.NaN;
        out[outAt + 1] = complete ? low : Double.NaN;
        if (outputs() == WITH_MIDDLE) {
            out[outAt + 2] = complete ? (high + low) / 2 : Double.NaN;
        }
    }
}
