package dev.shikra.host.engine;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.study.StudyCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** An engine that is fed frames by hand, with rules written in Java that note what they see. */
final class EngineFixture {
    /** A bar as a rule saw it when it closed. */
    record SeenBar(
            Timeframe on,
            int row,
            double open,
            double high,
            double low,
            double close,
            double volume,
            long seenAtMs) {}

    static final List<Timeframe> TIMEFRAMES = List.of(Timeframe.M1, Timeframe.M5, Timeframe.M15);

    final List<SeenBar> bars = new ArrayList<>();
    final List<Alert> signals = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final Map<String, FakeRule> rules = new HashMap<>();
    final Engine engine;
    final TickFrame.Writer writer = new TickFrame.Writer();
    private long seq;
    private long second = -1;

    EngineFixture(List<Instrument> instruments, SessionCalendar calendar) {
        this(instruments, calendar, engine -> {});
    }

    /**
     * @param before done to the engine before a rule is activated
     */
    EngineFixture(List<Instrument> instruments, SessionCalendar calendar, Consumer<Engine> before) {
        this(instruments, calendar, List.of("see-1m", "see-5m", "see-15m"), before);
    }

    /** An engine that was restored from what another one is now. */
    EngineFixture(List<Instrument> instruments, SessionCalendar calendar, EngineFixture other) {
        this(instruments, calendar, other, engine -> {});
    }

    /**
     * An engine that was restored from what another one is now.
     *
     * @param before done to the new engine as it was done to the other
     */
    EngineFixture(
            List<Instrument> instruments,
            SessionCalendar calendar,
            EngineFixture other,
            Consumer<Engine> before) {
        this(instruments, calendar, List.of(), before);
        seq = other.seq;
        second = other.second;
        engine.read(new StateReader(other.state()), seq);
    }

    private EngineFixture(
            List<Instrument> instruments,
            SessionCalendar calendar,
            List<String> activated,
            Consumer<Engine> before) {
        for (Timeframe on : TIMEFRAMES) {
            rules.put(
                    "see-" + on,
                    new FakeRule(
                            "see-" + on, Optional.of(on), PatternRun.Fires.EACH, row -> false));
        }
        engine =
                new Engine(
                        new Engine.Parts(
                                instruments,
                                List.of(new TickFrame.Decoder(instruments.size())),
                                calendar,
                                TIMEFRAMES,
                                timeframe -> 1440 / timeframe.minutes(),
                                new StudyCatalog(List.of(new TallyStudies())),
                                new Binder(),
                                new Output()));
        before.accept(engine);
        for (String file : activated) {
            engine.command(new RuleCommand.Activate(file, "1"));
        }
    }

    static Instrument equity(String symbol) {
        return new Instrument(1, symbol, "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    }

    static Instrument index(String symbol) {
        return new Instrument(
                2, symbol, "NSE", "INDICES", Instrument.Kind.INDEX, 0, 0, false, null);
    }

    FakeRule rule(FakeRule rule) {
        rules.put(rule.id, rule);
        engine.command(new RuleCommand.Activate(rule.id, "1"));
        return rule;
    }

    /** Gives the frame in {@link #writer} and begins a new one. */
    void frame(long receiptMs) {
        clock(receiptMs / 1000);
        var record = new JournalRecord();
        record.seq = ++seq;
        record.timeMs = receiptMs;
        record.kind = RecordKind.FRAME;
        record.bytes = writer.bytes();
        record.length = writer.length();
        engine.record(record);
        writer.clear();
    }

    void trade(int row, long ms, double price, double quantity) {
        writer.trade(row, ms, price, quantity);
        frame(ms);
    }

    /** Gives the clock records up to a second. */
    void clock(long toSecond) {
        if (second >= 0 && toSecond > second) {
            var record = new JournalRecord();
            record.seq = ++seq;
            record.kind = RecordKind.CLOCK;
            record.firstSecond = second + 1;
            record.lastSecond = toSecond;
            record.timeMs = toSecond * 1000;
            engine.record(record);
        }
        second = Math.max(second, toSecond);
    }

    byte[] state() {
        var out = new StateWriter();
        engine.write(out);
        return out.toBytes();
    }

    /** A rule in Java: true of the rows that a predicate says. */
    final class FakeRule implements PatternRun {
        final String id;
        private final Optional<Timeframe> every;
        private final Fires fires;
        IntPredicate isTrue;
        int result;
        int runs;
        private int[] matched = {};
        private int[] barSlots = {};

        FakeRule(String id, Optional<Timeframe> every, Fires fires, IntPredicate isTrue) {
            this.id = id;
            this.every = every;
            this.fires = fires;
            this.isTrue = isTrue;
        }

        void bind(FeaturePlan plan) {
            every.ifPresent(on -> {
                barSlots = new int[5];
                for (int field = 0; field < 5; field++) {
                    barSlots[field] =
                            plan.slot(new FeatureKey.BarValue(on, BarField.values()[field], false));
                }
            });
        }

        @Override
        public int run(int[] rows, int count) {
            runs++;
            matched = new int[count];
            int matches = 0;
            for (int k = 0; k < count; k++) {
                int row = rows[k];
                if (id.startsWith("see-")) {
                    var at = engine.features().rows();
                    bars.add(
                            new SeenBar(
                                    every.orElseThrow(),
                                    row,
                                    at.get(row, barSlots[0]),
                                    at.get(row, barSlots[1]),
                                    at.get(row, barSlots[2]),
                                    at.get(row, barSlots[3]),
                                    at.get(row, barSlots[4]),
                                    engine.timeMs()));
                }
                if (isTrue.test(row)) {
                    matched[matches++] = row;
                }
            }
            return result < 0 ? result : matches;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String name() {
            return id;
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Fires fires() {
            return fires;
        }

        @Override
        public Optional<Timeframe> every() {
            return every;
        }

        @Override
        public boolean covers(Instrument instrument) {
            return true;
        }

        @Override
        public String failure() {
            return "failed as told";
        }

        @Override
        public int row(int match) {
            return matched[match];
        }

        @Override
        public Direction direction(int match) {
            return Direction.LONG;
        }

        @Override
        public double confidence(int match) {
            return 0.5;
        }

        @Override
        public double stop(int match) {
            return Double.NaN;
        }

        @Override
        public double target(int match) {
            return Double.NaN;
        }

        @Override
        public List<Evidence> evidence(int row) {
            return List.of();
        }
    }

    private final class Binder implements RuleBinder {
        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            FakeRule rule = rules.get(file);
            if (rule == null) {
                throw new IllegalArgumentException("no rule " + file);
            }
            rule.bind(features);
            return new Bound.Pattern(rule);
        }

        @Override
        public void memoryMoved(FeaturePlan features) {}
    }

    private final class Output implements EngineOutput {
        @Override
        public void signal(Alert signal) {
            signals.add(signal);
        }

        @Override
        public void rejected(Alert signal, String filter, String reason) {
            notes.add("rejected by " + filter + ": " + reason);
        }

        @Override
        public void alert(Alert alert, long causeSeq) {
            alerts.add(alert);
        }

        @Override
        public void voided(String file, long atSeq, int run) {
            notes.add("void " + file + " at " + atSeq);
        }

        @Override
        public void struck(String file, int strikes, boolean quarantined, String reason) {
            notes.add(
                    "strike "
                            + strikes
                            + " "
                            + file
                            + (quarantined ? " quarantined" : "")
                            + ": "
                            + reason);
        }

        @Override
        public void refused(String file, String reason) {
            notes.add("refused " + file + ": " + reason);
        }

        @Override
        public void delivery(byte[] bytes, int at, int length) {}

        @Override
        public void write(StateWriter out) {}
    }
}
