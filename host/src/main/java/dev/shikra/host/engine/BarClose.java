package dev.shikra.host.engine;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.option.OptionStage;
import java.util.List;

/**
 * What happens when a minute is over, for all instruments, in this order: every timeframe that ends
 * closes, its studies commit, options are priced, what looks back over bars is filled, rules run.
 * Owned by the engine thread.
 */
final class BarClose {
    private final List<Timeframe> timeframes;
    private final SeriesClose series;
    private final FeaturePlan features;
    private final OptionStage options;
    private final SessionValues sessionValues;
    private final MarketValues marketValues;
    private final RuleStage rules;
    private final SignalMaker signals;
    private final EngineCounters counters;

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
            SeriesClose.Closed heard) {
        this.timeframes = timeframes;
        series = new SeriesClose(timeframes, bars, features, heard);
        this.features = features;
        this.options = options;
        this.sessionValues = sessionValues;
        this.marketValues = marketValues;
        this.rules = rules;
        this.signals = signals;
        this.counters = counters;
    }

    /**
     * Closes the minute that ended at {@code endMs}, and every longer bar that ended there too.
     *
     * @param found takes what rules and detectors find
     */
    void at(long endMs, Session session, long seq, RuleStage.Signals found) {
        series.commit(endMs, session);
        sessionValues.minuteClosed(endMs, session);
        marketValues.minuteClosed();
        counters.studyFaults = features.studyFaults();
        options.minuteEnds(endMs);
        series.operate(endMs, session);
        for (int t = 0; t < timeframes.size(); t++) {
            if (series.ends(t, endMs, session)) {
                signals.atBars(t, endMs, session, seq);
                rules.barsClosed(timeframes.get(t), series.rows(t, endMs), seq, found);
                series.clear(t);
            }
        }
    }
}
