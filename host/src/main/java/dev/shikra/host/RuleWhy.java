package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.DataSource;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.JournalReader;
import dev.shikra.host.journal.SegmentName;
import dev.shikra.host.journal.SnapshotStore;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.rule.RuleExplanation;
import dev.shikra.host.rule.RuleExplanation.ClauseResult;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says why a rule did or did not fire: runs the journal up to a moment in an engine of its own,
 * from the newest snapshot before it, and looks at what the rule's kernel saw. The journal is only
 * read. One thread; the live engine knows nothing of it.
 */
public final class RuleWhy {
    /**
     * What is asked.
     *
     * @param rule id of a pattern rule
     * @param instrument symbol or {@code EXCHANGE:SYMBOL}
     * @param at gives the moment, in the market's zone
     */
    public record Question(String rule, String instrument, Function<ZoneId, Instant> at) {}

    /**
     * What the rule came to at its last evaluation at or before the moment.
     *
     * @param at event time of the evaluation; empty if there was none
     * @param covered whether the instrument is in the rule's universe
     * @param priceFits whether its price was in the universe's range
     * @param clauses each with what it compared
     * @param inputs what the rule read, by input; NaN while warming up
     * @param matched whether the kernel found it true
     * @param wasTrue whether it was true at the evaluation before: then an edge rule is silent
     * @param outcomes what became of it, in words: signal, alert, the filter that rejected it
     */
    public record Answer(
            String rule,
            String version,
            String instrument,
            Optional<ZonedDateTime> at,
            boolean covered,
            boolean priceFits,
            List<ClauseResult> clauses,
            Map<String, Double> inputs,
            boolean matched,
            boolean wasTrue,
            List<String> outcomes) {
        public Answer {
            clauses = List.copyOf(clauses);
            outcomes = List.copyOf(outcomes);
        }
    }

    private final Function<String, DataSource> sources;
    private final StudyCatalog studies;
    private final Path scratch;

    /**
     * @param sources gives the source of an id, whose decoder reads the journal's frames
     * @param scratch an empty directory for what a run needs meanwhile
     */
    public RuleWhy(Function<String, DataSource> sources, StudyCatalog studies, Path scratch) {
        this.sources = sources;
        this.studies = studies;
        this.scratch = scratch;
    }

    /**
     * Answers.
     *
     * @param snapshots directory of the journal's snapshots; need not exist
     * @throws IllegalArgumentException if the journal does not know the rule or the instrument
     * @throws IOException if the journal can't be read
     */
    public Answer answer(Path journal, Path snapshots, Question question) throws IOException {
        RunHeader first =
                Recovery.firstHeader(journal)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        journal
                                                + " is no journal: it holds no record of a session"));
        Path kept = journal.resolve("contents");
        var contents = new ContentStore(kept);
        List<Instrument> instruments =
                RunHeader.decodeInstruments(contents.get(first.instruments()));
        SessionCalendar calendar = SessionCalendar.load(kept.resolve(first.calendar()));
        int row = row(instruments, question.instrument());
        Path none = Files.createDirectories(scratch.resolve("rules"));
        try (var rules =
                new LiveRules(
                        none,
                        scratch.resolve("parsed"),
                        Duration.ofMinutes(1),
                        studies,
                        contents,
                        new ScannerListener() {})) {
            rules.obeyJournal();
            return new Look(question, first, calendar, instruments, row, contents, rules)
                    .answer(journal, snapshots);
        }
    }

    private static int row(List<Instrument> instruments, String asked) {
        for (int row = 0; row < instruments.size(); row++) {
            Instrument each = instruments.get(row);
            if (each.id().equals(asked) || each.symbol().equals(asked)) {
                return row;
            }
        }
        throw new IllegalArgumentException(
                "the journal has no instrument '"
                        + asked
                        + "': write its symbol, for example "
                        + instruments.getFirst().id());
    }

    /** One look at one journal. */
    private final class Look implements RuleBinder, EngineOutput {
        private final Question question;
        private final RunHeader first;
        private final SessionCalendar calendar;
        private final List<Instrument> instruments;
        private final int row;
        private final RuleBinder rules;
        private final long untilMs;
        private final List<String> outcomes = new ArrayList<>();
        private Engine engine;
        private @Nullable PatternKernelRun pattern;
        private long evaluatedMs = -1;
        private boolean matched;
        private boolean wasTrue;
        private boolean priceFits;
        private List<ClauseResult> clauses = List.of();
        private Map<String, Double> inputs = Map.of();

        Look(
                Question question,
                RunHeader first,
                SessionCalendar calendar,
                List<Instrument> instruments,
                int row,
                ContentStore contents,
                LiveRules rules)
                throws IOException {
            this.question = question;
            this.first = first;
            this.calendar = calendar;
            this.instruments = instruments;
            this.row = row;
            this.rules = rules;
            untilMs = question.at().apply(calendar.zone()).toEpochMilli();
            engine = newEngine();
        }

        /** As with other plugins at all: it is explained with the studies at hand. */
        @Override
        public StudyCatalog use(String plugins) {
            return studies;
        }

        private Engine newEngine() {
            return new Engine(
                    new Engine.Parts(
                            instruments,
                            List.of(sources.apply(first.source()).decoder(instruments)),
                            calendar,
                            first.timeframes(),
                            calendar::barsPerSession,
                            studies,
                            this,
                            this));
        }

        Answer answer(Path journal, Path snapshots) throws IOException {
            if (!restored(snapshots)) {
                engine = newEngine();
                first.rules()
                        .forEach((file, content) ->
                                engine.command(new RuleCommand.Activate(file, content)));
            }
            var reader = new JournalReader(journal);
            List<SegmentName> segments = reader.segments();
            long from = Math.max(engine.seq() + 1, segments.getFirst().firstSeq());
            reader.voidsFrom(
                    from,
                    record -> {
                        VoidRecord v = VoidRecord.decode(record);
                        if (v.seq() > engine.seq()) {
                            engine.expectVoid(v.file(), v.seq(), v.run());
                        }
                    });
            reader.read(
                    from,
                    record -> {
                        // A bar that ends at the moment closes a second later.
                        if (record.timeMs <= untilMs + 2_000) {
                            engine.record(record);
                        }
                    });
            PatternKernelRun found = pattern;
            if (found == null) {
                throw new IllegalArgumentException(
                        "no pattern rule '"
                                + question.rule()
                                + "' ran then: see rules list for ids; a filter is explained by the signal that it rejects");
            }
            Instrument instrument = instruments.get(row);
            return new Answer(
                    found.id(),
                    found.version(),
                    instrument.id(),
                    evaluatedMs < 0
                            ? Optional.empty()
                            : Optional.of(
                                    Instant.ofEpochMilli(evaluatedMs).atZone(calendar.zone())),
                    found.covered(instruments).get(row),
                    priceFits,
                    clauses,
                    inputs,
                    matched,
                    wasTrue,
                    outcomes);
        }

        /**
         * A snapshot from so long before the moment that the evaluation before it is seen too: a
         * day rule's may lie further back, and is then not known.
         */
        private boolean restored(Path directory) throws IOException {
            if (!Files.isDirectory(directory)) {
                return false;
            }
            for (SnapshotStore.Candidate candidate :
                    new SnapshotStore(directory, Integer.MAX_VALUE).newestFirst()) {
                if (candidate instanceof SnapshotStore.Candidate.Whole whole
                        && whole.timeMs() <= untilMs - 2 * 3_600_000L) {
                    try {
                        var content = new byte[whole.content().remaining()];
                        whole.content().duplicate().get(content);
                        var in = new StateReader(content);
                        in.getLong();
                        in.getLong();
                        engine.read(new StateReader(in.getBytes()), whole.seq());
                        return true;
                    } catch (StateReader.StateException e) {
                        engine = newEngine(); // an older one, or the journal from its beginning
                    }
                }
            }
            return false;
        }

        private void evaluated(PatternKernelRun run, int at, boolean isTrue) {
            long ms = run.every().isPresent() ? engine.closedUpToMs() + 60_000 : engine.timeMs();
            if (at != row || ms > untilMs) {
                return;
            }
            wasTrue = evaluatedMs >= 0 && matched;
            evaluatedMs = ms;
            matched = isTrue;
            RuleExplanation explanation = run.explanation();
            priceFits = explanation.priceFits(i -> run.input(at, i));
            clauses = explanation.clauses(i -> run.input(at, i));
            var read = new LinkedHashMap<String, Double>();
            for (int i = 0; i < run.rule().inputs().size(); i++) {
                read.put(run.rule().inputs().get(i).name(), run.input(at, i));
            }
            inputs = read;
            outcomes.clear();
        }

        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            Bound bound = rules.bind(file, content, features);
            if (bound instanceof Bound.Pattern(PatternKernelRun run)
                    && run.id().equals(question.rule())) {
                pattern = run;
                return new Bound.Pattern(new ObservedPattern(run, this::evaluated));
            }
            return bound;
        }

        @Override
        public void memoryMoved(FeaturePlan features) {
            rules.memoryMoved(features);
        }

        private boolean asked(Alert signal) {
            return signal.rule().equals(question.rule())
                    && signal.instrument().equals(instruments.get(row))
                    && signal.time().toInstant().toEpochMilli() == evaluatedMs;
        }

        @Override
        public void signal(Alert signal) {
            if (asked(signal)) {
                outcomes.add("signal " + signal.id());
            }
        }

        @Override
        public void rejected(Alert signal, String filter, String reason) {
            if (asked(signal)) {
                outcomes.add("rejected by filter " + filter + ": " + reason);
            }
        }

        @Override
        public void alert(Alert alert, long causeSeq) {
            if (asked(alert)) {
                outcomes.add("alert " + alert.id());
            }
        }

        @Override
        public void voided(String file, long atSeq, int run) {}

        @Override
        public void struck(String file, int strikes, boolean rests, String reason) {
            PatternKernelRun run = pattern;
            if (run != null
                    && engine.timeMs() <= untilMs + 2_000
                    && run.rule().source().path().equals(file)) {
                outcomes.add("a run was discarded (" + reason + ")" + (rests ? ": it rests" : ""));
            }
        }

        @Override
        public void refused(String file, String reason) {}

        @Override
        public void delivery(byte[] bytes, int at, int length) {}

        @Override
        public void write(StateWriter out) {}
    }
}
