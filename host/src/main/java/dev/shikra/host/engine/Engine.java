package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.TickSink;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.desk.Desk;
import dev.shikra.host.desk.RunLedger;
import dev.shikra.host.feature.FeatureKey.TickField;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.RowSet;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordHandler;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.OptionStage;
import dev.shikra.host.option.PastVolatility;
import dev.shikra.host.rule.RuleConfiguration;
import dev.shikra.host.study.StudyCatalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The market on one thread: takes the journal's records in order and gives signals and alerts. All
 * that it knows of time comes with the records, so the same records give the same alerts.
 *
 * <p>Per frame: decode, drop duplicates and stale ticks, volume increments, bars, features of the
 * touched rows, tick rules. When a minute has been over for a second: close every timeframe that
 * ends, commit studies, run the rules of those timeframes, desk; for all instruments before the
 * next record.
 *
 * <p>Not thread-safe: whoever calls {@link #record} owns it.
 */
public final class Engine implements RecordHandler {
    /** Bars close this long after their end. */
    static final long GRACE_MS = 1_000;

    static final long MINUTE_MS = 60_000;
    private static final int STATE_VERSION = 4;
    private static final int FIRST_STRIDE = 64;

    /** Nobody hears of what is found in bars of the past. */
    private static final RuleStage.Signals SILENCE = (rule, match, row) -> {};

    /**
     * What an engine is made of.
     *
     * @param instruments of the session; a row each
     * @param decoders by source; the last is that of bars of the past
     * @param timeframes ascending, the first one minute
     * @param barsPerSession most bars of a timeframe in a session
     * @param options how options are priced; empty: their values are NaN
     * @param indices id of the index of a segment's or an exchange's instruments
     */
    public record Parts(
            List<Instrument> instruments,
            List<FrameDecoder> decoders,
            SessionCalendar calendar,
            List<Timeframe> timeframes,
            ToIntFunction<Timeframe> barsPerSession,
            StudyCatalog studies,
            Optional<OptionPricing> options,
            Map<String, String> indices,
            RuleBinder binder,
            EngineOutput output) {
        /** Of the indices that rules read if nobody says otherwise. */
        public Parts(
                List<Instrument> instruments,
                List<FrameDecoder> decoders,
                SessionCalendar calendar,
                List<Timeframe> timeframes,
                ToIntFunction<Timeframe> barsPerSession,
                StudyCatalog studies,
                Optional<OptionPricing> options,
                RuleBinder binder,
                EngineOutput output) {
            this(
                    instruments,
                    decoders,
                    calendar,
                    timeframes,
                    barsPerSession,
                    studies,
                    options,
                    RuleConfiguration.USUAL_INDICES,
                    binder,
                    output);
        }

        /** An engine that prices no options. */
        public Parts(
                List<Instrument> instruments,
                List<FrameDecoder> decoders,
                SessionCalendar calendar,
                List<Timeframe> timeframes,
                ToIntFunction<Timeframe> barsPerSession,
                StudyCatalog studies,
                RuleBinder binder,
                EngineOutput output) {
            this(
                    instruments,
                    decoders,
                    calendar,
                    timeframes,
                    barsPerSession,
                    studies,
                    Optional.empty(),
                    binder,
                    output);
        }
    }

    private final List<Instrument> instruments;
    private final FrameDecoder[] decoders;
    private final int warmUpSource;
    private final List<Timeframe> timeframes;
    private final EngineOutput output;

    private final EngineCounters counters = new EngineCounters();
    private final StateBlocks blocks;
    private final FeaturePlan features;
    private final TickIntake intake;
    private final BarBook bars;
    private final SessionClock sessions;
    private final RunLedger ledger = new RunLedger();
    private final Desk desk;
    private final RuleStage rules;
    private final SignalMaker signals;
    private final BarClose barClose;
    private final OptionStage options;
    private final SessionValues sessionValues;
    private final PastStage past;

    private final RowSet touched;
    private final Bar bar = new Bar();
    private final TickSink sink = new Sink();

    private boolean started;
    private long timeMs;
    private long lastFrameMs;
    private long closedUpToMs;
    private long warmUntilMs;
    private long seq;
    private byte[] frame = {};

    public Engine(Parts parts) {
        instruments = List.copyOf(parts.instruments());
        decoders = parts.decoders().toArray(new FrameDecoder[0]);
        warmUpSource = decoders.length > 1 ? decoders.length - 1 : -1;
        timeframes = List.copyOf(parts.timeframes());
        output = parts.output();
        int n = instruments.size();
        blocks = new StateBlocks(n);
        var traded = new boolean[n];
        for (int row = 0; row < n; row++) {
            traded[row] = instruments.get(row).traded();
        }
        intake = new TickIntake(blocks, traded, counters);
        bars = new BarBook(blocks, timeframes);
        // Not by way of the parts: they hold studies, which other plugins' may replace.
        ToIntFunction<Timeframe> barsPerSession = parts.barsPerSession();
        Function<Timeframe, SeriesShape> shapes =
                timeframe -> new SeriesShape(timeframe, barsPerSession.applyAsInt(timeframe));
        features =
                new FeaturePlan(
                        blocks,
                        new FeatureRows(n, FIRST_STRIDE),
                        parts.studies(),
                        timeframes,
                        shapes);
        OptionPricing pricing = parts.options().orElse(OptionPricing.NONE);
        options =
                new OptionStage(
                        instruments,
                        parts.calendar(),
                        pricing.settings(),
                        pricing.model(),
                        features.rows());
        options.sources().forEach(features::offer);
        options.computed().forEach(features::slot);
        features.setInstruments(instruments);
        Map<String, String> indices = parts.indices();
        Function<List<Instrument>, InstrumentReferences> references =
                of -> new InstrumentReferences(of, indices, pricing.settings().underlyings());
        features.refer(references.apply(instruments));
        sessionValues = new SessionValues(features);
        var marketValues = new MarketValues(features, instruments);
        sessions = new SessionClock(parts.calendar());
        desk = new Desk(features, ledger, output);
        rules =
                new RuleStage(
                        instruments, features, parts.binder(), ledger, desk, output, counters);
        signals =
                new SignalMaker(instruments, parts.calendar().zone(), bars, intake, desk, counters);
        past =
                new PastStage(
                        instruments,
                        timeframes,
                        new Aside.Kit(parts.calendar(), shapes, features::studies, references),
                        blocks,
                        bars,
                        features,
                        rules,
                        sessions,
                        output);
        barClose =
                new BarClose(
                        timeframes,
                        bars,
                        features,
                        options,
                        sessionValues,
                        marketValues,
                        rules,
                        signals,
                        counters,
                        this::barClosed);
        touched = new RowSet(n);
    }

    public List<Instrument> instruments() {
        return instruments;
    }

    public EngineCounters counters() {
        return counters;
    }

    public FeaturePlan features() {
        return features;
    }

    public OptionStage options() {
        return options;
    }

    /** {@return rule file to hash of the content that runs} */
    public java.util.Map<String, String> rules() {
        return rules.active();
    }

    /** {@return event time of a rule's last alert on a row, epoch ms; empty if there was none} */
    public java.util.OptionalLong lastAlertMs(String rule, int row) {
        return desk.lastAlertMs(rule, row);
    }

    /** {@return the rule files that rest after too many runs that counted for nothing} */
    public java.util.Set<String> restingRules() {
        return rules.resting();
    }

    /**
     * {@return event time of the last tick that was taken, epoch ms; 0 before the first. With
     * {@link #lastFrameMs} it tells how far the feed is behind the exchange}
     */
    public long lastEventMs() {
        return intake.eventMs;
    }

    /**
     * {@return engine time: the latest receipt or clock time, epoch ms; 0 before the first record}
     */
    public long timeMs() {
        return timeMs;
    }

    /** {@return end of the last minute that closed; while one closes, its beginning; epoch ms} */
    public long closedUpToMs() {
        return closedUpToMs;
    }

    /** {@return receipt time of the last frame, epoch ms; 0 before the first} */
    public long lastFrameMs() {
        return lastFrameMs;
    }

    /** {@return the last record taken; 0 before the first} */
    public long seq() {
        return seq;
    }

    /**
     * Carries out a rule command as if it stood before the next record: how an engine begins with
     * its rules.
     */
    public void command(RuleCommand command) {
        rules.command(command);
    }

    /** Tells of a void that the journal holds, before the record at which it happened. */
    public void expectVoid(String file, long atSeq, int run) {
        ledger.expectVoid(file, atSeq, run);
    }

    @Override
    public void record(JournalRecord record) {
        seq = record.seq;
        switch (record.kind) {
            case HEADER -> time(record.timeMs);
            case CLOCK -> time(record.lastSecond * 1000);
            case FRAME -> {
                time(record.timeMs);
                frame(record);
            }
            case COMMAND ->
                    rules.command(
                            RuleCommand.decode(
                                    new StateReader(record.bytes, record.at, record.length)));
            case VOID -> {}
            case DELIVERY -> output.delivery(record.bytes, record.at, record.length);
            case ROUTES -> output.routes(record.bytes, record.at, record.length);
            case VOLATILITIES ->
                    options.history(PastVolatility.decode(record.bytes, record.at, record.length));
            case HISTORY ->
                    past.record(
                            PastRecord.decode(
                                    new StateReader(record.bytes, record.at, record.length)),
                            closedUpToMs,
                            seq);
        }
    }

    private void barClosed(int timeframe, int row, Bar closed) {
        output.barClosed(timeframe, row, closed);
        counters.barsClosed++;
        if (timeframe == 0) {
            past.closed(row, closed);
        }
    }

    /**
     * {@return whether history is being joined or a rule's inputs warm: a snapshot can't hold that,
     * and history records must follow}
     */
    public boolean busyWithThePast() {
        return past.busy();
    }

    /** {@return whether a rule's version waits for its inputs: steps must follow} */
    public boolean warmsAside() {
        return rules.waiting() != null;
    }

    /** {@return what is known of the past, and what the rules that run need of it} */
    public PastView past() {
        return past.view();
    }

    /** {@return {@link #past} while the same rules run as at {@code before}: cheaper} */
    public PastView past(PastView before) {
        return past.view(before);
    }

    /** {@return how often what {@link #past} says of instruments has changed} */
    public long pastChanges() {
        return past.changes();
    }

    private void time(long ms) {
        if (!started) {
            started = true;
            closedUpToMs = Math.floorDiv(ms - GRACE_MS, MINUTE_MS) * MINUTE_MS;
            sessions.start(closedUpToMs);
        }
        if (ms > timeMs) {
            timeMs = ms;
        }
        while (closedUpToMs + MINUTE_MS + GRACE_MS <= timeMs) {
            if (bars.anyForming()) {
                closeMinute(closedUpToMs + MINUTE_MS);
            } else {
                skipTo(Math.floorDiv(timeMs - GRACE_MS, MINUTE_MS) * MINUTE_MS);
            }
        }
    }

    /** Nothing is forming: only sessions can begin and end on the way. */
    private void skipTo(long ms) {
        closedUpToMs = ms;
        while (sessions.current().closeMs() <= ms) {
            rollSession();
        }
    }

    private void rollSession() {
        LocalDate ended = sessions.current().date();
        sessions.roll();
        List<PastVolatility> volatilities = options.sessionEnds(ended);
        if (!volatilities.isEmpty()) {
            output.volatilities(volatilities);
        }
        sessionValues.sessionBegins();
        rules.sessionBegins();
        output.sessionBegan();
    }

    private void frame(JournalRecord record) {
        counters.frames++;
        lastFrameMs = record.timeMs;
        frame = record.bytes;
        decoders[record.source].decode(record.bytes, record.at, record.length, sink);
        options.frameEnds(timeMs);
        if (record.source == warmUpSource) {
            warmUntilMs = record.timeMs;
            touched.clear();
        }
        if (!touched.isEmpty()) {
            refreshTouched();
            touched.clear();
        }
    }

    private final class Sink implements TickSink {
        @Override
        public void tick(Tick tick) {
            take(tick);
        }

        @Override
        public void fault(Fault fault, int at) {
            counters.faults[fault.ordinal()]++;
        }
    }

    private void take(Tick tick) {
        counters.ticks++;
        int row = tick.instrument;
        if (row < 0 || row >= instruments.size()) {
            counters.faults[TickSink.Fault.UNKNOWN_INSTRUMENT.ordinal()]++;
            return;
        }
        long day = sessions.dayStart(TickIntake.eventTime(tick.exchangeTimeMs, timeMs));
        TickIntake.Verdict verdict = intake.take(tick, frame, timeMs, day);
        if (verdict == TickIntake.Verdict.TRADED || verdict == TickIntake.Verdict.QUOTED) {
            options.tick(tick, row, intake.eventMs, intake.increment);
        }
        switch (verdict) {
            case DUPLICATE -> counters.duplicates++;
            case STALE -> counters.stale++;
            case BAD_PRICE -> {
                counters.badPrice++;
                if (!Double.isNaN(tick.lastPrice)) { // NaN: a quote that tells no last price
                    options.badPrice(row);
                }
            }
            case QUOTED -> touch(tick, row, sessions.openAt(timeMs));
            case TRADED -> {
                if (tick.kind == Tick.Kind.BAR) {
                    takeBar(tick, row);
                } else {
                    takeTrade(tick, row);
                }
            }
        }
    }

    private void takeTrade(Tick tick, int row) {
        long minuteMs = intake.eventMs - Math.floorMod(intake.eventMs, MINUTE_MS);
        if (minuteMs < closedUpToMs) {
            counters.late++;
            minuteMs = closedUpToMs;
        }
        Session session = sessions.openAt(minuteMs);
        if (session == null) {
            counters.outsideSession++;
            return;
        }
        bars.trade(row, minuteMs, tick.lastPrice, intake.increment);
        giveToStudies(row, minuteMs, session, tick.lastPrice);
        touch(tick, row, session);
    }

    private void giveToStudies(int row, long minuteMs, Session session, double price) {
        for (int t = 0; t < timeframes.size(); t++) {
            if (features.takesTrades(t)) {
                bar.startMs = session.barStartMs(minuteMs, timeframes.get(t));
                bar.endMs = session.barEndMs(bar.startMs, timeframes.get(t));
                bar.sessionOpenMs = session.openMs();
                features.trade(t, row, bar, price, intake.increment);
            }
        }
    }

    private void takeBar(Tick tick, int row) {
        long minuteMs = tick.exchangeTimeMs;
        if (Math.floorMod(minuteMs, MINUTE_MS) != 0
                || minuteMs > closedUpToMs + MINUTE_MS
                || !(tick.low > 0
                        && tick.high >= tick.low
                        && tick.high < Double.POSITIVE_INFINITY
                        && tick.open > 0)) {
            counters.faults[TickSink.Fault.BAD_VALUE.ordinal()]++;
            return;
        }
        if (minuteMs < closedUpToMs) {
            counters.late++; // a whole bar can't join another one
            return;
        }
        Session session = sessions.openAt(minuteMs);
        if (session == null) {
            counters.outsideSession++;
            return;
        }
        double volume = tick.volume > 0 ? tick.volume : 0;
        if (!bars.minute(row, minuteMs, tick.open, tick.high, tick.low, tick.close, volume)) {
            counters.duplicates++;
            return;
        }
        touch(tick, row, session);
    }

    private void touch(Tick tick, int row, @Nullable Session session) {
        if (session == null || !(features.changesWithTicks() || rules.anyAtTicks())) {
            return;
        }
        touched.add(row);
        features.setTick(row, TickField.PRICE, tick.lastPrice);
        features.setTick(row, TickField.QUANTITY, intake.increment);
        if (tick.depth > 0) {
            features.setTick(row, TickField.BID, tick.bidPrice[0]);
            features.setTick(row, TickField.ASK, tick.askPrice[0]);
        }
        features.setBook(row, tick, intake.increment, session.openMs());
        if (!Double.isNaN(tick.openInterest)) {
            features.setTick(row, TickField.OPEN_INTEREST, tick.openInterest);
        }
    }

    private void refreshTouched() {
        if (features.readsForming()) {
            Session session = sessions.openAt(timeMs);
            for (int t = 0; session != null && t < timeframes.size(); t++) {
                if (!features.previews(t)) {
                    continue;
                }
                for (int row = touched.next(0); row >= 0; row = touched.next(row + 1)) {
                    if (bars.readForming(row, t, closedUpToMs, session, bar)) {
                        features.preview(t, row, bar);
                    }
                }
            }
        }
        if (rules.anyAtTicks()) {
            signals.atTicks(timeMs, seq);
            rules.ticked(touched, seq, signals);
        }
    }

    private void closeMinute(long endMs) {
        long minuteMs = endMs - MINUTE_MS;
        Session session = sessions.openAt(minuteMs);
        if (session != null) {
            barClose.at(endMs, session, seq, endMs <= warmUntilMs ? SILENCE : signals);
            output.minuteClosed(endMs);
        }
        bars.clearMinute(minuteMs);
        closedUpToMs = endMs;
        while (sessions.current().closeMs() <= endMs) {
            rollSession();
        }
    }

    /** Writes all that the engine remembers; the same state gives the same bytes. */
    public void write(StateWriter out) {
        out.putInt(STATE_VERSION);
        rules.write(out);
        out.putInt(features.keys().size());
        features.keys().forEach(key -> out.putString(key.text()));
        out.putInt(blocks.size());
        counters.write(out);
        out.putByte(started ? 1 : 0);
        out.putLong(timeMs);
        out.putLong(lastFrameMs);
        out.putLong(closedUpToMs);
        out.putLong(warmUntilMs);
        out.putLong(started ? sessions.current().openMs() : 0);
        int slots = features.keys().size();
        var rowValues = new double[slots];
        for (int row = 0; row < instruments.size(); row++) {
            out.putDoubles(blocks.of(row), blocks.size());
            for (int slot = 0; slot < slots; slot++) {
                rowValues[slot] = features.rows().get(row, slot);
            }
            out.putDoubles(rowValues, slots);
        }
        intake.write(out);
        options.write(out);
        rules.writeEdges(out);
        desk.write(out);
        past.write(out);
    }

    /**
     * Takes what {@link #write} wrote. Only on an engine that is as it was made.
     *
     * @param atSeq the last record the state was written after
     * @throws StateReader.StateException if it is not such a state, or of an engine of another
     *     layout; this engine is then spoiled
     */
    public void read(StateReader in, long atSeq) {
        int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new StateReader.StateException(
                    "the state has version " + version + "; this is " + STATE_VERSION);
        }
        rules.read(in);
        List<String> keys = features.keys().stream().map(key -> key.text()).toList();
        int count = in.getInt();
        if (count != keys.size()) {
            throw new StateReader.StateException(
                    "the state has " + count + " features; here are " + keys.size());
        }
        for (String key : keys) {
            String theirs = in.getString();
            if (!theirs.equals(key)) {
                throw new StateReader.StateException(
                        "the state has the feature " + theirs + " where here is " + key);
            }
        }
        int size = in.getInt();
        if (size != blocks.size()) {
            throw new StateReader.StateException(
                    "the state has " + size + " doubles an instrument; here are " + blocks.size());
        }
        counters.read(in);
        features.studyFaultsBefore(counters.studyFaults);
        started = in.getByte() == 1;
        timeMs = in.getLong();
        lastFrameMs = in.getLong();
        closedUpToMs = in.getLong();
        warmUntilMs = in.getLong();
        long openMs = in.getLong();
        if (started) {
            sessions.start(openMs);
        }
        var rowValues = new double[count];
        for (int row = 0; row < instruments.size(); row++) {
            in.getDoubles(blocks.of(row));
            features.restored(row);
            in.getDoubles(rowValues);
            for (int slot = 0; slot < count; slot++) {
                features.rows().set(row, slot, rowValues[slot]);
            }
        }
        intake.read(in);
        options.read(in);
        rules.readEdges(in);
        desk.read(in);
        past.read(in);
        bars.restored();
        seq = atSeq;
    }
}
