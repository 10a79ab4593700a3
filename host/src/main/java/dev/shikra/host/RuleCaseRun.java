package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleExplanation.ClauseResult;
import dev.shikra.host.rule.cases.RuleCase;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelContext;
import dev.shikra.host.rule.kernel.RowList;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.study.StudyCatalog;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a test case through an engine of its own: the same bars, studies, kernels and desk as in the
 * market. One thread.
 */
final class RuleCaseRun implements AutoCloseable {
    /**
     * Something that was found.
     *
     * @param rejection the filter's reason; empty if it became an alert
     */
    record Found(Alert signal, String rejection) {}

    /** What a rule came to at one evaluation. */
    record Evaluation(boolean matched, boolean priceFits, List<ClauseResult> clauses) {}

    /**
     * What came of a case.
     *
     * @param found in the order of time
     * @param evaluations of a pattern by event time
     * @param faults runs that were discarded and rules that were refused, in words
     */
    record Outcome(
            List<Found> found, Map<LocalDateTime, Evaluation> evaluations, List<String> faults) {}

    private static final String CANDIDATES = "candidates/";

    private final Rule rule;
    private final RuleCase given;
    private final SessionCalendar calendar;
    private final RuleRuntime runtime;
    private final Watchdog watchdog;
    private final List<Found> found = new ArrayList<>();
    private final Map<LocalDateTime, Evaluation> evaluations = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Engine engine;
    private final CaseValues values;
    private @Nullable KernelContext kernels;
    private long lastSecond = Long.MIN_VALUE;
    private long seq;

    RuleCaseRun(
            Rule rule,
            RuleCase given,
            SessionCalendar calendar,
            List<Timeframe> timeframes,
            StudyCatalog studies,
            RuleRuntime runtime,
            Watchdog watchdog) {
        this.rule = rule;
        this.given = given;
        this.calendar = calendar;
        this.runtime = runtime;
        this.watchdog = watchdog;
        var instruments = new ArrayList<Instrument>();
        instruments.add(instrument(1, given.market()));
        for (RuleCase.Market other : given.others()) {
            instruments.add(instrument(instruments.size() + 1, other));
        }
        if (given.derivatives()) {
            instruments.add(future(instruments.size() + 1, given));
        }
        engine =
                new Engine(
                        new Engine.Parts(
                                instruments,
                                List.of(new TickFrame.Decoder(instruments.size())),
                                calendar,
                                timeframes,
                                calendar::barsPerSession,
                                studies,
                                new CaseBinder(),
                                new CaseOutput()));
        values = new CaseValues(given.events(), engine.features());
    }

    private static Instrument instrument(long token, RuleCase.Market market) {
        boolean index = market.segment().equals("INDICES");
        return new Instrument(
                token,
                market.symbol(),
                market.exchange(),
                market.segment(),
                index ? Instrument.Kind.INDEX : Instrument.Kind.EQUITY,
                0,
                index ? 0 : 1,
                !index,
                null);
    }

    /** A contract that nobody trades: the rule's instrument has derivatives. */
    private static Instrument future(long token, RuleCase given) {
        LocalDateTime last = given.events().getLast().at();
        return new Instrument(
                token,
                given.market().symbol() + "FUT",
                "NFO",
                "NFO-FUT",
                Instrument.Kind.FUTURE,
                0,
                1,
                true,
                new Instrument.Contract(
                        given.market().symbol(), last.toLocalDate().plusMonths(1), 0));
    }

    Outcome run() {
        engine.command(new RuleCommand.Activate(rule.source().path(), rule.version()));
        var rules = new LinkedHashSet<String>();
        given.candidates().forEach(candidate -> rules.add(candidate.rule()));
        rules.forEach(id -> engine.command(new RuleCommand.Activate(CANDIDATES + id, id)));
        var writer = new TickFrame.Writer();
        for (RuleCase.Event event : given.events()) {
            long at = ms(event.at());
            if (event instanceof RuleCase.Event.ValuesEvent told) {
                clock(at);
                values.take(told.values());
                continue;
            }
            int row = 0;
            RuleCase.Event own = event;
            if (event instanceof RuleCase.Event.Elsewhere(int instrument, var elsewhere)) {
                row = 1 + instrument;
                own = elsewhere;
            }
            switch (own) {
                case RuleCase.Event.BarEvent bar -> {
                    writer.bar(
                            row,
                            ms(bar.start()),
                            bar.open(),
                            bar.high(),
                            bar.low(),
                            bar.close(),
                            bar.volume(),
                            Double.NaN);
                    at = ms(bar.start().plusMinutes(1)); // a longer bar is one of its minutes
                }
                case RuleCase.Event.TickEvent tick ->
                        writer.trade(row, at, tick.price(), tick.quantity());
                case RuleCase.Event.ValuesEvent nothing -> {}
                case RuleCase.Event.Elsewhere nothing -> {}
            }
            clock(at);
            var record = record(RecordKind.FRAME, at);
            record.bytes = writer.bytes();
            record.length = writer.length();
            engine.record(record);
            writer.clear();
        }
        RuleCase.Event last = given.events().getLast();
        long end =
                !(last instanceof RuleCase.Event.BarEvent)
                        ? Math.floorDiv(ms(last.at()), 60_000) * 60_000 + 60_000
                        : ms(last.at());
        clock(end + 1_000);
        return new Outcome(List.copyOf(found), evaluations, List.copyOf(faults));
    }

    private void clock(long ms) {
        long second = Math.floorDiv(ms, 1000);
        if (lastSecond != Long.MIN_VALUE && second > lastSecond) {
            var record = record(RecordKind.CLOCK, second * 1000);
            record.firstSecond = lastSecond + 1;
            record.lastSecond = second;
            engine.record(record);
        }
        lastSecond = Math.max(lastSecond, second);
    }

    private JournalRecord record(RecordKind kind, long ms) {
        var record = new JournalRecord();
        record.seq = ++seq;
        record.timeMs = ms;
        record.kind = kind;
        return record;
    }

    private long ms(LocalDateTime at) {
        return at.atZone(calendar.zone()).toInstant().toEpochMilli();
    }

    /** Bars end a second before they close; what ticks find is found when they come. */
    private LocalDateTime eventTime(boolean atBars) {
        long now = engine.timeMs();
        return LocalDateTime.ofInstant(
                java.time.Instant.ofEpochMilli(atBars ? engine.closedUpToMs() + 60_000 : now),
                calendar.zone());
    }

    @Override
    public void close() {
        if (kernels != null) {
            kernels.close();
        }
    }

    private final class CaseBinder implements RuleBinder {
        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            if (file.startsWith(CANDIDATES)) {
                return new Bound.Pattern(
                        new ScriptedPattern(
                                content,
                                given.candidates().stream()
                                        .filter(each -> each.rule().equals(content))
                                        .map(each -> new ScriptedPattern.Timed(ms(each.at()), each))
                                        .toList(),
                                () -> engine.closedUpToMs() + 60_000));
            }
            KernelContext context = kernels;
            if (context == null) {
                context = new KernelContext(runtime, features.rows(), watchdog);
                kernels = context;
            }
            var rows = new RowList(features.rows().rows());
            Kernel kernel = context.bind(rule, key -> features.slot(values.instead(key)), rows);
            return switch (rule) {
                case Rule.Pattern pattern ->
                        new Bound.Pattern(
                                new ObservedPattern(
                                        new PatternKernelRun(
                                                pattern,
                                                kernel,
                                                rows,
                                                features,
                                                new Durations(),
                                                new RuleCounts()),
                                        RuleCaseRun.this::evaluated,
                                        0));
                case Rule.Filter filter ->
                        new Bound.Filter(
                                new FilterKernelRun(
                                        filter, kernel, rows, new Durations(), new RuleCounts()));
            };
        }

        @Override
        public void memoryMoved(FeaturePlan features) {
            if (kernels != null) {
                kernels.refresh();
            }
        }
    }

    private void evaluated(PatternKernelRun pattern, int row, boolean matched) {
        if (row != 0) {
            return; // another instrument of the case
        }
        evaluations.put(
                eventTime(pattern.every().isPresent()),
                new Evaluation(
                        matched,
                        pattern.explanation().priceFits(i -> pattern.input(row, i)),
                        pattern.explanation().clauses(i -> pattern.input(row, i))));
    }

    private final class CaseOutput implements EngineOutput {
        @Override
        public void signal(Alert signal) {
            if (rule instanceof Rule.Pattern) {
                found.add(new Found(signal, ""));
            }
        }

        @Override
        public void rejected(Alert signal, String filter, String reason) {
            if (rule instanceof Rule.Filter) {
                found.add(new Found(signal, reason));
            }
        }

        @Override
        public void alert(Alert alert, long causeSeq) {
            if (rule instanceof Rule.Filter) {
                found.add(new Found(alert, ""));
            }
        }

        @Override
        public void voided(String file, long atSeq, int run) {
            faults.add("a run took longer than its budget");
        }

        @Override
        public void struck(String file, int strikes, boolean rests, String reason) {
            faults.add("a run was discarded: " + reason);
        }

        @Override
        public void refused(String file, String reason) {
            faults.add("it can't run here: " + reason);
        }

        @Override
        public void delivery(byte[] bytes, int at, int length) {}

        @Override
        public void write(StateWriter out) {}
    }
}
