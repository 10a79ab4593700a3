package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.JournalReader;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.SegmentName;
import dev.shikra.host.journal.SnapshotStore;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.rule.ClauseDistance;
import dev.shikra.host.rule.Fires;
import dev.shikra.host.rule.Input;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleExplanation;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One look at one journal for one question. One thread. */
final class WhyLook implements EngineOutput, AutoCloseable {
    /** What the journal says of the market, and what reads it. */
    record Ground(
            RunHeader first,
            SessionCalendar calendar,
            List<Instrument> instruments,
            DataSource source,
            StudyCatalog studies,
            List<PricingModel> models) {}

    /** A bar that ends at the moment closes a second later. */
    private static final long GRACE_MS = 2_000;

    /**
     * A run that was voided stands in the journal a ring behind its frame at most: the engine can't
     * be further behind.
     */
    private static final long RING_RECORDS = 131_072;

    /** Ends the reading of a journal that goes on after the moment. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("the moment is over", null, false, false);
        }
    }

    private final RuleQuestion question;
    private final int row;
    private final Ground ground;
    private final WhyBinder binder;
    private final long untilMs;
    private final List<String> outcomes = new ArrayList<>();
    private final List<RuleReason.FilterSaid> filters = new ArrayList<>();
    private Engine engine;
    private long records;
    private long evaluatedMs = -1;
    private @Nullable PatternKernelRun evaluated;
    private double[] read = {};
    private boolean matched;
    private boolean signalled;
    private boolean before;
    private OptionalLong lastAlertMs = OptionalLong.empty();

    WhyLook(
            RuleQuestion question,
            int row,
            Ground ground,
            LiveRules rules,
            LivePatterns detectors) {
        this.question = question;
        this.row = row;
        this.ground = ground;
        untilMs = question.at().apply(ground.calendar().zone()).toEpochMilli();
        binder =
                new WhyBinder(
                        rules,
                        detectors,
                        ground.studies(),
                        question.rule(),
                        row,
                        this::evaluated,
                        this::judged);
        engine = newEngine();
    }

    private Engine newEngine() {
        binder.begin();
        evaluatedMs = -1;
        evaluated = null;
        before = false;
        matched = false;
        return new Engine(
                new Engine.Parts(
                        ground.instruments(),
                        List.of(
                                ground.source().decoder(ground.instruments()),
                                new TickFrame.Decoder(ground.instruments().size())),
                        ground.calendar(),
                        ground.first().timeframes(),
                        ground.calendar()::barsPerSession,
                        ground.studies(),
                        Recovery.pricing(ground.first(), ground.models()),
                        ground.first().indices(),
                        binder,
                        this));
    }

    /**
     * @param fromNs when the question was asked, by {@link System#nanoTime}
     */
    RuleReason answer(Path journal, Path snapshots, long fromNs) throws IOException {
        if (!fromSnapshot(journal, snapshots)) {
            engine = newEngine();
            ground.first()
                    .rules()
                    .forEach((file, content) ->
                            engine.command(new RuleCommand.Activate(file, content)));
            run(journal);
        }
        PatternKernelRun run =
                binder.pattern()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "no pattern rule '"
                                                + question.rule()
                                                + "' ran then: see rules list for ids; a filter is explained by the signal that it rejects"));
        return reason(evaluated == null ? run : evaluated, fromNs);
    }

    /**
     * {@return whether a snapshot led to an evaluation} The newest before the moment is tried, then
     * one from before the rule's last bar; where the instrument has not been looked at since, the
     * oldest.
     */
    private boolean fromSnapshot(Path journal, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        var store = new SnapshotStore(directory, Integer.MAX_VALUE);
        List<SnapshotStore.At> known = store.before(untilMs);
        int next = 0;
        while (next < known.size()) {
            if (runFrom(known.get(next), journal)) {
                return true;
            }
            int oldest = known.size() - 1;
            int after = next + 1;
            long need = untilMs - 61_000 - barMs();
            while (after < oldest && known.get(after).timeMs() > need) {
                after++;
            }
            next = next == 0 ? after : next < oldest ? oldest : known.size();
        }
        return false;
    }

    private long barMs() {
        return binder.pattern()
                .flatMap(PatternKernelRun::every)
                .map(Timeframe::minutes)
                .map(minutes -> minutes * 60_000L)
                .orElse(0L);
    }

    private boolean runFrom(SnapshotStore.At snapshot, Path journal) throws IOException {
        if (!(SnapshotStore.read(snapshot.file()) instanceof SnapshotStore.Candidate.Whole whole)) {
            return false;
        }
        if (whole.seq() + 1 < new JournalReader(journal).segments().getFirst().firstSeq()) {
            return false; // records between it and what the journal still holds are gone
        }
        engine = newEngine();
        try {
            var content = new byte[whole.content().remaining()];
            whole.content().duplicate().get(content);
            var in = new StateReader(content);
            in.getLong();
            in.getLong();
            engine.read(new StateReader(in.getBytes()), whole.seq());
        } catch (StateReader.StateException e) {
            return false; // an older one, or the journal from its beginning
        }
        run(journal);
        return evaluatedMs >= 0;
    }

    private void run(Path journal) throws IOException {
        var reader = new JournalReader(journal);
        List<SegmentName> segments = reader.segments();
        long from = Math.max(engine.seq() + 1, segments.getFirst().firstSeq());
        expectVoids(reader, from);
        try {
            reader.read(
                    from,
                    record -> {
                        if (record.timeMs > untilMs + GRACE_MS) {
                            throw new Enough();
                        }
                        engine.record(record);
                        records++;
                    });
        } catch (Enough over) {
            return;
        }
    }

    private void expectVoids(JournalReader reader, long from) throws IOException {
        var past = new long[1];
        try {
            reader.read(
                    from,
                    record -> {
                        if (record.timeMs > untilMs + GRACE_MS && ++past[0] > RING_RECORDS) {
                            throw new Enough();
                        }
                        if (record.kind == RecordKind.VOID) {
                            VoidRecord v = VoidRecord.decode(record);
                            if (v.seq() > engine.seq()) {
                                engine.expectVoid(v.file(), v.seq(), v.run());
                            }
                        }
                    });
        } catch (Enough over) {
            return;
        }
    }

    private void evaluated(PatternKernelRun run, int at, boolean isTrue) {
        long ms = run.every().isPresent() ? engine.closedUpToMs() + 60_000 : engine.timeMs();
        if (at != row || ms > untilMs) {
            return;
        }
        before = matched && sameSession(evaluatedMs, ms);
        evaluatedMs = ms;
        evaluated = run;
        matched = isTrue;
        signalled = false;
        if (read.length != run.rule().inputs().size()) {
            read = new double[run.rule().inputs().size()];
        }
        for (int i = 0; i < read.length; i++) {
            read[i] = run.input(at, i);
        }
        lastAlertMs = engine.lastAlertMs(run.id(), row);
        outcomes.clear();
        filters.clear();
    }

    private boolean sameSession(long a, long b) {
        return a >= 0
                && ground.calendar().sessionAt(a - 1).openMs()
                        == ground.calendar().sessionAt(b - 1).openMs();
    }

    private void judged(
            Rule.Filter filter,
            RuleExplanation explanation,
            Kernel kernel,
            int at,
            FilterRun.Verdict verdict) {
        if (at != row || !signalled) {
            return;
        }
        var frame = new double[filter.inputs().size()];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = engine.features().rows().get(at, kernel.slot(i));
        }
        filters.add(
                new RuleReason.FilterSaid(
                        filter.id(),
                        filter.stage().text(),
                        switch (verdict) {
                            case FilterRun.Verdict.Pass pass -> "pass";
                            case FilterRun.Verdict.Reject(String why) -> "reject: " + why;
                            case FilterRun.Verdict.Scale(double factor) -> "scale: " + factor;
                            case FilterRun.Verdict.Voided voided -> "stopped: it took too long";
                            case FilterRun.Verdict.Failed(String why) -> "failed: " + why;
                        },
                        clauses(explanation, i -> frame[i])));
    }

    private static List<RuleReason.Clause> clauses(
            RuleExplanation explanation, IntToDoubleFunction inputs) {
        List<RuleExplanation.ClauseResult> results = explanation.clauses(inputs);
        List<ClauseDistance> distances = explanation.distances(inputs);
        return IntStream.range(0, results.size())
                .mapToObj(i ->
                        new RuleReason.Clause(
                                results.get(i).clause(),
                                RuleReason.Truth.valueOf(results.get(i).truth().name()),
                                results.get(i).values(),
                                share(distances.get(i).share()),
                                distances.get(i).gaps().stream()
                                        .map(gap ->
                                                new RuleReason.Gap(
                                                        gap.left(),
                                                        gap.operator(),
                                                        gap.right(),
                                                        gap.leftValue(),
                                                        gap.rightValue(),
                                                        gap.by()))
                                        .toList()))
                .toList();
    }

    /** What just fails is at no distance that a person would read. */
    private static double share(double share) {
        return share < 1e-12 ? 0 : share;
    }

    private RuleReason reason(PatternKernelRun run, long fromNs) {
        Instrument instrument = ground.instruments().get(row);
        boolean seen = evaluatedMs >= 0;
        IntToDoubleFunction inputs = i -> read[i];
        RuleExplanation explanation = run.explanation();
        Rule.Pattern rule = run.rule();
        var values = new LinkedHashMap<String, Double>();
        var unknown = new ArrayList<RuleReason.Unknown>();
        for (int i = 0; seen && i < read.length; i++) {
            Input input = rule.inputs().get(i);
            values.put(input.name(), read[i]);
            if (Double.isNaN(read[i])
                    && unknown.stream().noneMatch(u -> u.input().equals(input.name()))) {
                unknown.add(
                        new RuleReason.Unknown(
                                input.name(),
                                input.key().text(),
                                needs(input.key(), engine.features())));
            }
        }
        boolean covers = run.covered(ground.instruments()).get(row);
        boolean liquid = run.liquid(row);
        boolean priceFits = !seen || explanation.priceFits(inputs);
        var against = new ArrayList<>(rule.universe().against(ground.instruments(), row));
        if (covers && !liquid) {
            against.add(
                    "too little of it traded a session in the days before, or not enough days are known");
        }
        if (!priceFits) {
            against.add(
                    "its price was outside "
                            + rule.universe().lowestPrice()
                            + " to "
                            + rule.universe().highestPrice());
        }
        String silent = "";
        if (matched && !signalled) {
            silent =
                    switch (rule.fires()) {
                        case EDGE ->
                                "it was true at the evaluation before: it fires when it becomes true";
                        case ONCE -> "it has fired in this session already";
                        case EACH -> "its run was discarded";
                    };
        }
        return new RuleReason(
                run.id(),
                run.version(),
                instrument.id(),
                seen
                        ? Optional.of(
                                Instant.ofEpochMilli(evaluatedMs).atZone(ground.calendar().zone()))
                        : Optional.empty(),
                new RuleReason.Universe(covers, priceFits, liquid, against),
                seen ? clauses(explanation, inputs) : List.of(),
                seen ? share(explanation.distance(inputs)) : Double.NaN,
                values,
                unknown,
                matched,
                new RuleReason.Edge(
                        rule.fires().text(),
                        // A snapshot's edge tells of the evaluation before the first that was seen.
                        before || matched && !signalled && rule.fires() == Fires.EDGE,
                        silent),
                lastAlertMs.isPresent()
                        ? (evaluatedMs - lastAlertMs.getAsLong()) / 1000.0
                        : Double.POSITIVE_INFINITY,
                filters,
                outcomes,
                records,
                (System.nanoTime() - fromNs) / 1e6);
    }

    /** {@return closed bars that the slowest study in a value needs, 0 if it has none} */
    private static int needs(FeatureKey key, FeaturePlan features) {
        Map<String, Integer> bars = new LinkedHashMap<>();
        for (FeaturePlan.Need need : features.needs()) {
            bars.merge(need.on() + " " + need.study(), need.bars(), Math::max);
        }
        return switch (key) {
            case FeatureKey.StudyValue v -> bars.getOrDefault(v.on() + " " + v.spec(), 0);
            case FeatureKey.Ago v -> needs(v.of(), features) + v.bars();
            case FeatureKey.Rolling v -> needs(v.of(), features) + v.bars() - 1;
            case FeatureKey.Window v -> needs(v.of(), features) + v.bars() - 1;
            case FeatureKey.WindowElement v -> needs(v.window(), features);
            case FeatureKey.Run v -> needs(v.of(), features) + v.bars();
            case FeatureKey.Crosses v ->
                    Math.max(needs(v.a(), features), needs(v.b(), features)) + 1;
            case FeatureKey.Other v -> needs(v.of(), features);
            default -> 0;
        };
    }

    private boolean asked(Alert signal) {
        return signal.rule().equals(question.rule())
                && signal.instrument().equals(ground.instruments().get(row))
                && signal.time().toInstant().toEpochMilli() == evaluatedMs;
    }

    @Override
    public void signal(Alert signal) {
        if (asked(signal)) {
            signalled = true;
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
        if (binder.pattern().map(run -> run.rule().source().path().equals(file)).orElse(false)) {
            outcomes.add("a run was discarded (" + reason + ")" + (rests ? ": it rests" : ""));
        }
    }

    @Override
    public void refused(String file, String reason) {}

    @Override
    public void delivery(byte[] bytes, int at, int length) {}

    @Override
    public void write(StateWriter out) {}

    @Override
    public void close() {
        binder.close();
    }
}
