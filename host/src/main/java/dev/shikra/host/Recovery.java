package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.OptionPricing;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalReader;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.SegmentName;
import dev.shikra.host.journal.SnapshotStore;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.option.OptionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Brings a new engine to where the journal ends: from the newest snapshot that can be used and the
 * records after it; if none can, from the journal alone.
 */
final class Recovery {
    private final RunHeader first;
    private final SessionCalendar calendar;
    private final List<Instrument> instruments;
    private final FrameDecoder decoder;
    private final LivePatterns patterns;
    private final RuleBinder rules;
    private final EngineOutputs outputs;
    private final Projection projection;
    private final ScannerListener listener;

    /**
     * @param patterns knows the plugins that the journal names
     * @param rules binds for the engine: {@code patterns}, or what measures around it
     */
    Recovery(
            RunHeader first,
            SessionCalendar calendar,
            List<Instrument> instruments,
            FrameDecoder decoder,
            LivePatterns patterns,
            RuleBinder rules,
            EngineOutputs outputs,
            Projection projection,
            ScannerListener listener) {
        this.first = first;
        this.calendar = calendar;
        this.instruments = instruments;
        this.decoder = decoder;
        this.patterns = patterns;
        this.rules = rules;
        this.outputs = outputs;
        this.projection = projection;
        this.listener = listener;
    }

    /** {@return the oldest header that a journal still holds} */
    static Optional<RunHeader> firstHeader(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return Optional.empty();
        }
        var reader = new JournalReader(directory);
        List<SegmentName> segments = reader.segments();
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        long seq = segments.getFirst().firstSeq();
        var payload = new byte[1][];
        reader.read(
                seq,
                seq,
                record ->
                        payload[0] =
                                Arrays.copyOfRange(
                                        record.bytes, record.at, record.at + record.length));
        return payload[0] == null ? Optional.empty() : Optional.of(RunHeader.decode(payload[0]));
    }

    /** {@return frames that the journal holds, 0 without one; a torn tail is cut and said} */
    static long frames(JournalSettings settings, ScannerListener listener) throws IOException {
        if (!Files.exists(settings.directory())) {
            return 0;
        }
        try (Journal journal = Journal.open(settings)) {
            journal.openingNotes().forEach(listener::notice);
            return journal.frames(0);
        }
    }

    /**
     * {@return records that the data gave of the past behind its last frame, or all if the journal
     * has no frame}
     */
    static long pastBehindFrames(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        var reader = new JournalReader(directory);
        long[] behind = {0};
        boolean[] frame = {false};
        long total = 0;
        for (SegmentName segment : reader.segments().reversed()) {
            behind[0] = 0;
            reader.records(
                    segment,
                    record -> {
                        boolean ofData = record.kind == RecordKind.FRAME && record.source == 0;
                        frame[0] |= ofData;
                        if (ofData) {
                            behind[0] = 0;
                        } else if (record.source == CapturedPast.SOURCE
                                && (record.kind == RecordKind.HISTORY
                                        || record.kind == RecordKind.VOLATILITIES)) {
                            behind[0]++;
                        }
                    });
            total += behind[0];
            if (frame[0]) {
                break;
            }
        }
        return total;
    }

    /** {@return name of the newest session} */
    static String lastSession(Path directory) throws IOException {
        return new JournalReader(directory).segments().getLast().session();
    }

    Engine recover(Path journal, SnapshotStore snapshots) throws IOException {
        List<SegmentName> held = new JournalReader(journal).segments();
        long firstSeq = held.isEmpty() ? 0 : held.getFirst().firstSeq();
        for (SnapshotStore.Candidate candidate : snapshots.newestFirst()) {
            switch (candidate) {
                case SnapshotStore.Candidate.Refused(Path file, String reason) ->
                        listener.notice(reason);
                case SnapshotStore.Candidate.Whole whole -> {
                    if (whole.seq() + 1 < firstSeq) {
                        continue; // records between it and what the journal still holds are gone
                    }
                    try {
                        Engine engine = restore(whole);
                        catchUp(engine, journal);
                        return engine;
                    } catch (StateReader.StateException e) {
                        listener.notice(whole.file() + ": snapshot not used, " + e.getMessage());
                    }
                }
            }
        }
        List<SegmentName> segments = new JournalReader(journal).segments();
        if (!segments.isEmpty() && segments.getFirst().firstSeq() > 1) {
            listener.notice(
                    journal
                            + ": without a snapshot, and beginning with record "
                            + segments.getFirst().firstSeq()
                            + ": what the engine knew before that is forgotten, and the files of alerts begin there");
        }
        outputs.clear();
        Engine engine = newEngine();
        first.rules()
                .forEach(
                        (file, content) -> engine.command(new RuleCommand.Activate(file, content)));
        projection.truncate(0, 0);
        catchUp(engine, journal);
        return engine;
    }

    private Engine newEngine() throws IOException {
        PluginSet plugins = patterns.begin(first.plugins());
        return new Engine(
                new Engine.Parts(
                        instruments,
                        List.of(decoder, new TickFrame.Decoder(instruments.size())),
                        calendar,
                        first.timeframes(),
                        calendar::barsPerSession,
                        plugins.studies(),
                        pricing(plugins.models()),
                        first.indices(),
                        rules,
                        outputs));
    }

    /** Whatever the configuration says now, options are priced as when the journal began. */
    static Optional<OptionPricing> pricing(RunHeader first, List<PricingModel> models) {
        OptionSettings settings = OptionSettings.parse(first.options());
        return models.stream()
                .filter(model -> model.name().equals(settings.model()))
                .map(model -> new OptionPricing(settings, model))
                .findFirst();
    }

    private Optional<OptionPricing> pricing(List<PricingModel> models) {
        Optional<OptionPricing> pricing = pricing(first, models);
        boolean options =
                instruments.stream().anyMatch(each -> each.kind() == Instrument.Kind.CALL);
        if (pricing.isEmpty() && options) {
            listener.notice(
                    "options have no volatility and no Greeks: no plugin brings the pricing model '"
                            + OptionSettings.parse(first.options()).model()
                            + "'; there are "
                            + models.stream().map(PricingModel::name).sorted().toList()
                            + ", set options.model");
        }
        return pricing;
    }

    private Engine restore(SnapshotStore.Candidate.Whole snapshot) throws IOException {
        var content = new byte[snapshot.content().remaining()];
        snapshot.content().duplicate().get(content);
        var in = new StateReader(content);
        long signalsPosition = in.getLong();
        long alertsPosition = in.getLong();
        var state = new StateReader(in.getBytes());
        Engine engine = newEngine();
        engine.read(state, snapshot.seq());
        outputs.read(state);
        try {
            projection.truncate(signalsPosition, alertsPosition);
        } catch (IllegalStateException e) {
            throw new StateReader.StateException(
                    String.valueOf(e.getMessage())); // the journal has what the file lost
        }
        return engine;
    }

    private static void catchUp(Engine engine, Path journal) throws IOException {
        var reader = new JournalReader(journal);
        List<SegmentName> segments = reader.segments();
        if (segments.isEmpty()) {
            return;
        }
        long from = Math.max(engine.seq() + 1, segments.getFirst().firstSeq());
        reader.voidsFrom(from, record -> expect(engine, record));
        reader.read(from, engine);
    }

    private static void expect(Engine engine, JournalRecord record) {
        VoidRecord v = VoidRecord.decode(record);
        if (v.seq() > engine.seq()) {
            engine.expectVoid(v.file(), v.seq(), v.run());
        }
    }
}
