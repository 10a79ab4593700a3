package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.desk.Desk;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a signal of a rule's match and puts it on the desk. Owned by the engine thread. */
final class SignalMaker implements RuleStage.Signals {
    private static final int TICKS = -1;

    private final List<Instrument> instruments;
    private final ZoneId zone;
    private final BarBook bars;
    private final TickIntake intake;
    private final Desk desk;
    private final EngineCounters counters;
    private final Bar bar = new Bar();

    private long eventMs;
    private long seq;
    private int timeframe = TICKS;
    private @Nullable Session session;

    SignalMaker(
            List<Instrument> instruments,
            ZoneId zone,
            BarBook bars,
            TickIntake intake,
            Desk desk,
            EngineCounters counters) {
        this.instruments = instruments;
        this.zone = zone;
        this.bars = bars;
        this.intake = intake;
        this.desk = desk;
        this.counters = counters;
    }

    /** What follows is found at ticks. */
    void atTicks(long nowMs, long nowSeq) {
        eventMs = nowMs;
        seq = nowSeq;
        timeframe = TICKS;
    }

    /** What follows is found at the bars of a timeframe that ended at {@code endMs}. */
    void atBars(int closed, long endMs, Session of, long nowSeq) {
        eventMs = endMs;
        seq = nowSeq;
        timeframe = closed;
        session = of;
    }

    @Override
    public void fired(PatternRun rule, int match, int row) {
        counters.signals++;
        Instrument instrument = instruments.get(row);
        int ordinal = desk.nextOrdinal(rule.id(), row, eventMs);
        var signal =
                new Alert(
                        AlertId.of(rule.id(), rule.version(), instrument.id(), eventMs, ordinal),
                        Instant.ofEpochMilli(eventMs).atZone(zone),
                        instrument,
                        rule.id(),
                        rule.name(),
                        rule.version(),
                        rule.direction(match),
                        rule.confidence(match),
                        price(row),
                        rule.stop(match),
                        rule.target(match),
                        rule.evidence(row),
                        rule.note(row));
        if (desk.signal(signal, row, eventMs, seq)) {
            counters.alerts++;
        } else {
            counters.rejected++;
        }
    }

    /** The close of the bar that the rule ran on; for a tick rule the latest price. */
    private double price(int row) {
        if (timeframe == TICKS || session == null) {
            return intake.lastPrice(row);
        }
        if (timeframe == 0) {
            bars.readMinute(row, eventMs - Engine.MINUTE_MS, session, bar);
        } else {
            bars.read(row, timeframe, session, eventMs, bar);
        }
        return bar.close;
    }
}
