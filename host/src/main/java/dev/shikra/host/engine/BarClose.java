package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.RowSet;
import dev.shikra.host.option.OptionStage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a minute is over, for all instruments, in this order: every timeframe that ends
 * closes, its studies commit, options are priced, what looks back over bars is filled, rules run.
 * Owned by the engine thread.
 */
final class BarClose {
    private final List<Timeframe> timeframes;
    private final BarBook bars;
    private final FeaturePlan features;
    private final OptionStage options;
    private final SessionValues sessionValues;
    private final MarketValues marketValues;
    private final RuleStage rules;
    private final SignalMaker signals;
    private final EngineCounters counters;
    private final EngineOutput output;
    private final Bar bar = new Bar();
    private final @Nullable RowSet[] closed;

    BarClose(
            List<Timeframe> timeframes,
            BarBook bars,
            FeaturePlan features,
            OptionStage options,
            SessionValues sessionValues,
            MarketValues marketValues,
            RuleStage rules,
            SignalMaker signals,
            EngineCounters counters,
            EngineOutput output) {
        this.timeframes = timeframes;
        closed = new @Nullable RowSet[timeframes.size()];
        this.bars = bars;
        this.features = features;
        this.options = options;
        this.sessionValues = sessionValues;
        this.marketValues = marketValues;
        this.rules = rules;
        this.signals = signals;
        this.counters = counters;
        this.output = output;
    }

    /**
     * Closes the minute that ended at {@code endMs}, and every longer bar that ended there too.
     *
     * @param found takes what rules and detectors find
     */
    void at(long endMs, Session session, long seq, RuleStage.Signals found) {
        long minuteMs = endMs - Engine.MINUTE_MS;
        bars.fold(minuteMs, session);
        commitMinutes(minuteMs, session);
        for (int t = 1; t < timeframes.size(); t++) {
            if (ends(session, timeframes.get(t), endMs)) {
                commit(t, endMs, session);
            }
        }
        sessionValues.minuteClosed(endMs, session);
        marketValues.minuteClosed();
        counters.studyFaults = features.studyFaults();
        options.minuteEnds(endMs);
        for (int t = 0; t < timeframes.size(); t++) {
            closed[t] =
                    t == 0 || ends(session, timeframes.get(t), endMs) ? rows(t, minuteMs) : null;
        }
        features.operate(closed, session.openMs());
        for (int t = 0; t < timeframes.size(); t++) {
            if (t == 0 || ends(session, timeframes.get(t), endMs)) {
                signals.atBars(t, endMs, session, seq);
                rules.barsClosed(timeframes.get(t), rows(t, minuteMs), seq, found);
                if (t > 0) {
                    bars.clear(t);
                }
            }
        }
    }

    private RowSet rows(int timeframe, long minuteMs) {
        return timeframe == 0 ? bars.minuteRows(minuteMs) : bars.rows(timeframe);
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
            output.barClosed(0, row, bar);
            counters.barsClosed++;
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
            output.barClosed(timeframe, row, bar);
            counters.barsClosed++;
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
