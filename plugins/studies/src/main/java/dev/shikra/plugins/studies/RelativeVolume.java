package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.StudySpec;

/**
 * Volume of the session so far over the mean of what the last {@code days} sessions had at the same
 * time of day; 1 is usual. {@code NaN} before {@code min} earlier sessions, and where they had no
 * volume by then.
 *
 * <p>A session is one in which the series had bars, counted as far as it was seen. Time of day is
 * the number of bar intervals since the session's open; where a session has no bar, its volume so
 * far stands. A bar that does not come later than the one before it, or outside the session's
 * regular length, adds its volume and gives {@code NaN}; one of a session that is over is not
 * taken. Earlier sessions are kept as floats, so a value is good to 1e-7 of itself. Closing gaps
 * and a session is work for each place of the day once a session, the rest is constant.
 */
final class RelativeVolume extends StreamingStudy {
    private static final int SESSIONS = Session.SIZE;
    private static final int ROW = SESSIONS + 1;
    private static final int VOLUME = SESSIONS + 2;

    /** Places of the current session's row that are filled, from the open on. */
    private static final int FILLED = SESSIONS + 3;

    private static final int SUMS = SESSIONS + 4;

    private final int days;
    private final int minimum;
    private final int places;
    private final long intervalMs;
    private final int table;

    RelativeVolume(StudySpec spec, SeriesShape series) {
        super(
                VALUE,
                spec.whole("min") + 1,
                SUMS
                        + series.barsPerSession()
                        + Floats.size(spec.whole("days") * series.barsPerSession()));
        this.days = spec.whole("days");
        this.minimum = spec.whole("min");
        if (minimum > days) {
            throw new IllegalArgumentException(
                    "rvol min=" + minimum + " days=" + days + ": min is at most days");
        }
        this.places = series.barsPerSession();
        this.intervalMs = series.timeframe().millis();
        this.table = SUMS + places;
    }

    @Override
    public int warmUpSessions() {
        return days;
    }

    @Override
    boolean accepts(Bar bar) {
        return usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = Double.NaN;
        if (Session.isOver(state, at, bar)) {
            return;
        }
        boolean begins = Session.begins(state, at, bar);
        boolean ends = begins && Session.started(state, at);
        long sinceOpen = bar.startMs - bar.sessionOpenMs;
        long place = sinceOpen < 0 ? -1 : sinceOpen / intervalMs;
        int filled = (int) state[at + FILLED];
        double volume = (begins ? 0 : state[at + VOLUME]) + bar.volume;
        if (place >= (begins ? 0 : filled) && place < places) {
            double sessions = Math.min(state[at + SESSIONS] + (ends ? 1 : 0), days);
            double sum = state[at + SUMS + (int) place];
            if (ends && place >= filled) {
                int row = (int) state[at + ROW];
                sum +=
                        rounded(state[at + VOLUME])
                                - Floats.get(state, at + table, row * places + (int) place);
            }
            if (sessions >= minimum && sum > 0) {
                out[outAt] = volume / (sum / sessions);
            }
        }
        if (keep) {
            keep(bar, state, at, ends, place, volume);
        }
    }

    private void keep(Bar bar, double[] state, int at, boolean ends, long place, double volume) {
        if (ends) {
            fill(state, at, places);
            state[at + SESSIONS] = Math.min(state[at + SESSIONS] + 1, days);
            state[at + ROW] = state[at + ROW] + 1 >= days ? 0 : state[at + ROW] + 1;
            state[at + FILLED] = 0;
            state[at + VOLUME] = 0;
        }
        Session.enter(state, at, bar);
        if (place >= state[at + FILLED] && place < places) {
            fill(state, at, (int) place);
            state[at + VOLUME] = volume;
            fill(state, at, (int) place + 1);
        }
        state[at + VOLUME] = volume;
    }

    /** Lets the volume so far stand for the places of the current row up to {@code end}. */
    private void fill(double[] state, int at, int end) {
        float value = rounded(state[at + VOLUME]);
        int row = (int) state[at + ROW];
        for (int place = (int) state[at + FILLED]; place < end; place++) {
            float before = Floats.get(state, at + table, row * places + place);
            Floats.set(state, at + table, row * places + place, value);
            state[at + SUMS + place] =
                    row == days - 1
                            ? sum(state, at, place)
                            : state[at + SUMS + place] - before + value;
        }
        state[at + FILLED] = Math.max(state[at + FILLED], end);
    }

    /** Once in {@code days} sessions, so that what an absurd volume rounded away comes back. */
    private double sum(double[] state, int at, int place) {
        double sum = 0;
        for (int row = 0; row < days; row++) {
            sum += Floats.get(state, at + table, row * places + place);
        }
        return sum;
    }

    private static float rounded(double volume) {
        return (float) Math.min(volume, Float.MAX_VALUE);
    }
}
