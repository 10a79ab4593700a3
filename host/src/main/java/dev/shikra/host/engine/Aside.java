package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.study.StudyCatalog;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A second structure in which bars of the past run as they would have in the market: for some
 * instruments, and for the features that bars tell. Cheap to make, worked on in parts, thrown away
 * when what it came to has been taken over. Engine thread only.
 */
final class Aside {
    /**
     * What the market's own structure is made of, too.
     *
     * @param studies gives those of the plugins that are in use now
     * @param references finds what instruments refer to among some of them
     */
    record Kit(
            SessionCalendar calendar,
            Function<Timeframe, SeriesShape> shapes,
            Supplier<StudyCatalog> studies,
            Function<List<Instrument>, InstrumentReferences> references) {}

    private static final int FIRST_STRIDE = 32;

    private final List<Timeframe> timeframes;
    private final StateBlocks blocks;
    private final BarBook bars;
    private final FeaturePlan features;
    private final SeriesClose series;
    private final SessionValues values;
    private final SessionClock sessions;
    private final MinuteSeries[] past;
    private final long[] cursors;
    private final Bar bar = new Bar();
    private long closedUpToMs;

    /**
     * @param members the instruments, and all that these features refer to
     * @param keys features that bars tell
     */
    Aside(
            Kit kit,
            List<Instrument> members,
            List<Timeframe> timeframes,
            Collection<FeatureKey> keys) {
        this.timeframes = List.copyOf(timeframes);
        blocks = new StateBlocks(members.size());
        bars = new BarBook(blocks, timeframes);
        features =
                new FeaturePlan(
                        blocks,
                        new FeatureRows(members.size(), FIRST_STRIDE),
                        kit.studies().get(),
                        timeframes,
                        kit.shapes());
        features.setInstruments(members);
        features.refer(kit.references().apply(members));
        values = new SessionValues(features);
        keys.forEach(features::slot);
        series = new SeriesClose(this.timeframes, bars, features, SeriesClose.Closed.UNHEARD);
        sessions = new SessionClock(kit.calendar());
        past = new MinuteSeries[members.size()];
        cursors = new long[members.size()];
    }

    FeaturePlan features() {
        return features;
    }

    StateBlocks blocks() {
        return blocks;
    }

    BarBook bars() {
        return bars;
    }

    /** Lets a member's bars be read from {@code series}, before {@link #start}. */
    void read(int member, MinuteSeries from) {
        past[member] = from;
    }

    /** Begins with the bars that start at {@code ms} or later; a whole minute. */
    void start(long ms) {
        closedUpToMs = ms;
        sessions.start(ms);
        for (int member = 0; member < past.length; member++) {
            cursors[member] = past[member].firstAt(ms);
        }
    }

    /**
     * Runs the bars that start before {@code untilMs}, by minutes, all members together.
     *
     * @param most bars, about: a minute is not divided
     * @return bars that were run; fewer than {@code most} if there are no more
     */
    int run(long untilMs, int most) {
        int done = 0;
        while (done < most) {
            long next = next();
            if (next >= untilMs) {
                return done;
            }
            close(next);
            boolean open = sessions.openAt(next) != null;
            for (int member = 0; member < past.length; member++) {
                MinuteSeries from = past[member];
                long at = cursors[member];
                if (at < from.to() && from.startMs(at) == next) {
                    if (open) {
                        from.read(at, bar);
                        bars.minute(member, bar);
                    }
                    cursors[member]++;
                    done++;
                }
            }
        }
        return done;
    }

    private long next() {
        long next = Long.MAX_VALUE;
        for (int member = 0; member < past.length; member++) {
            long at = Math.max(cursors[member], past[member].from());
            cursors[member] = at;
            if (at < past[member].to()) {
                next = Math.min(next, past[member].startMs(at));
            }
        }
        return next;
    }

    /** Closes what ends at {@code ms} or before. */
    void close(long ms) {
        while (closedUpToMs < ms) {
            if (bars.anyForming()) {
                closeMinute(closedUpToMs + Engine.MINUTE_MS);
            } else {
                closedUpToMs = ms;
                roll();
            }
        }
    }

    private void closeMinute(long endMs) {
        long minuteMs = endMs - Engine.MINUTE_MS;
        Session session = sessions.openAt(minuteMs);
        if (session != null) {
            series.commit(endMs, session);
            values.minuteClosed(endMs, session);
            series.operate(endMs, session);
            for (int t = 0; t < timeframes.size(); t++) {
                if (series.ends(t, endMs, session)) {
                    series.clear(t);
                }
            }
        }
        bars.clearMinute(minuteMs);
        closedUpToMs = endMs;
        roll();
    }

    private void roll() {
        while (sessions.current().closeMs() <= closedUpToMs) {
            sessions.roll();
            values.sessionBegins();
        }
    }
}
