package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.RowSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a minute that is over does to bars, studies and what looks back over them: the same for the
 * market as it runs and for bars of the past beside it. The steps of a minute are {@link #commit},
 * {@link #operate} and {@link #clear}. Owned by the engine thread.
 */
final class SeriesClose {
    /** Hears of each bar that closes. */
    interface Closed {
        /** Hears nothing. */
        Closed UNHEARD = (timeframe, row, bar) -> {};

        /**
         * A bar closed.
         *
         * @param timeframe its place among the timeframes
         * @param bar to be read before this returns
         */
        void bar(int timeframe, int row, Bar bar);
    }

    private final List<Timeframe> timeframes;
    private final BarBook bars;
    private final FeaturePlan features;
    private final Closed heard;
    private final Bar bar = new Bar();
    private final @Nullable RowSet[] closed;

    SeriesClose(List<Timeframe> timeframes, BarBook bars, FeaturePlan features, Closed heard) {
        this.timeframes = timeframes;
        this.bars = bars;
        this.features = features;
        this.heard = heard;
        closed = new @Nullable RowSet[timeframes.size()];
    }

    /**
     * Closes the minute that ended at {@code endMs}, and every longer bar that ended there too, and
     * commits their studies.
     */
    void commit(long endMs, Session session) {
        long minuteMs = endMs - Engine.MINUTE_MS;
        bars.fold(minuteMs, session);
        commitMinutes(minuteMs, session);
        for (int t = 1; t < timeframes.size(); t++) {
            if (ends(session, timeframes.get(t), endMs)) {
                commit(t, endMs, session);
            }
        }
    }

    /** Fills what looks back over the bars that closed. */
    void operate(long endMs, Session session) {
        for (int t = 0; t < timeframes.size(); t++) {
            closed[t] = ends(t, endMs, session) ? rows(t, endMs) : null;
        }
        features.operate(closed, session.openMs());
    }

    /** {@return whether bars of the timeframe end at {@code endMs}, the end of a minute} */
    boolean ends(int timeframe, long endMs, Session session) {
        return timeframe == 0 || ends(session, timeframes.get(timeframe), endMs);
    }

    /** {@return the instruments that have a bar of the timeframe, which ends at {@code endMs}} */
    RowSet rows(int timeframe, long endMs) {
        return timeframe == 0 ? bars.minuteRows(endMs - Engine.MINUTE_MS) : bars.rows(timeframe);
    }

    /** Forgets the longer bars that ended; the minute's are the caller's to forget. */
    void clear(int timeframe) {
        if (timeframe > 0) {
            bars.clear(timeframe);
        }
    }

    private void commitMinutes(long minuteMs, Session session) {
        RowSet rows = bars.minuteRows(minuteMs);
        if (features.refersToOthers(0)) {
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                bars.readMinute(row, minuteMs, session, bar);
                features.referenceClosed(0, row, bar);
            }
        }
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            bars.readMinute(row, minuteMs, session, bar);
            features.minuteClosed(row, bar);
            features.barClosed(0, row, bar);
            heard.bar(0, row, bar);
        }
    }

    private void commit(int timeframe, long endMs, Session session) {
        RowSet rows = bars.rows(timeframe);
        if (features.refersToOthers(timeframe)) {
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                bars.read(row, timeframe, session, endMs, bar);
                features.referenceClosed(timeframe, row, bar);
            }
        }
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            bars.read(row, timeframe, session, endMs, bar);
            features.barClosed(timeframe, row, bar);
            heard.bar(timeframe, row, bar);
        }
    }

    private static boolean ends(Session session, Timeframe timeframe, long endMs) {
        if (session.barEndMs(session.barStartMs(endMs - Engine.MINUTE_MS, timeframe), timeframe)
                == endMs) {
            return true;
        }
        for (int part = 0; part < session.parts(); part++) {
            if (session.partCloseMs(part) == endMs) {
                return true;
            }
        }
        return false;
    }
}
