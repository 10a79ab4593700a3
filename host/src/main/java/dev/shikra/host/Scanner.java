package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.LoginNeededException;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.SourceUnavailableException;
import dev.shikra.api.source.TradingHours;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.control.BarHistory;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import dev.shikra.host.delivery.Deliveries;
import dev.shikra.host.delivery.DeliveryClock;
import dev.shikra.host.delivery.DeliveryRecord;
import dev.shikra.host.delivery.Notices;
import dev.shikra.host.delivery.Route;
import dev.shikra.host.delivery.RouteChange;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.RowView;
import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxState;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.DirectoryTree;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordHandler;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.SnapshotStore;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.option.PastVolatility;
import dev.shikra.host.pattern.PatternSetting;
import dev.shikra.host.plugin.PluginCalls;
import dev.shikra.host.projection.redis.FrameOrigin;
import dev.shikra.host.projection.redis.RedisProjection;
import dev.shikra.host.projection.redis.RedisSettings;
import dev.shikra.host.projection.redis.SharedLines;
import dev.shikra.host.rule.history.RuleHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one place that wires the stages: source, inbox, journal, engine, projection, delivery. Open
 * it, {@link #run} it until its source ends, close it.
 *
 * <p>Opening brings the engine to where the journal ends: the newest snapshot that can be used,
 * then the records after it. Only then are frames taken and alerts sent.
 */
public final class Scanner implements AutoCloseable {
    /** The plugins' part. */
    public record Guests(
            DataSource source,
            SourceRequest request,
            PluginSet plugins,
            List<PatternSetting> patternSettings,
            List<Notifier> notifiers,
            PluginLoader loader) {}

    private static final int SKIPS_SAID = 20;

    private final ScannerSettings settings;
    private final ScannerListener listener;
    private final Journal journal;
    private final SnapshotStore snapshots;
    private final LiveSource source;
    private final String sourceId;
    private SourceRequest request;
    private final LiveRules rules;
    private final LivePatterns patterns;
    private final RuleWhy why;
    private final PluginSets sets;
    private final Projection projection;
    private final EngineOutputs outputs;
    private final Engine engine;
    private final Inbox inbox;
    private final WarmUp warmUp;
    private final Optional<VolatilityFile> volatilities;
    private final LivePast past;
    private final ZoneId zone;
    private final Deliveries deliveries;
    private final Notices notices;
    private final FeedNotices feedNotices;
    private final List<AutoCloseable> opened;
    private final SessionCalendar calendar;
    private final BarHistory history;
    private final EngineBoard board = new EngineBoard();
    private final Tap said;
    private volatile FrameSink wayOfPast;
    private @Nullable RedisProjection shown;
    private volatile Map<String, String> runningRules = Map.of();
    private volatile String runningPlugins = "";
    private volatile List<FeaturePlan.Need> needs = List.of();
    private volatile Runnable atSessions = () -> {};
    private volatile Set<String> restingRules = Set.of();
    private volatile boolean ended;
    private long snapshotMs;
    private long startNanos;
    private volatile long firstFrameNanos;
    private CompletableFuture<Void> lastChange = CompletableFuture.completedFuture(null);

    /**
     * Opens a scanner.
     *
     * @throws IOException if a file can't be read or written; the message names it and the remedy
     * @throws IllegalArgumentException if a setting can't be; the message says what would be right
     */
    public static Scanner open(ScannerSettings settings, Guests guests, ScannerListener listener)
            throws IOException {
        return open(settings, guests, listener, ScannerProbe.NONE);
    }

    /** As {@link #open(ScannerSettings, Guests, ScannerListener)}, with somebody who measures. */
    public static Scanner open(
            ScannerSettings settings, Guests guests, ScannerListener listener, ScannerProbe probe)
            throws IOException {
        var opened = new ArrayList<AutoCloseable>();
        try {
            return new Scanner(settings, guests, listener, probe, opened);
        } catch (IOException | RuntimeException e) {
            close(opened, listener);
            throw e;
        }
    }

    private Scanner(
            ScannerSettings settings,
            Guests guests,
            ScannerListener listener,
            ScannerProbe probe,
            List<AutoCloseable> opened)
            throws IOException {
        this.settings = settings;
        this.listener = listener;
        this.opened = opened;
        Path directory = settings.journal().directory();
        boolean anew = settings.start() == ScannerSettings.Start.ANEW;
        long framesBefore = anew ? 0 : Recovery.frames(settings.journal(), listener);
        long pastBefore = anew || !isRecorded() ? 0 : Recovery.pastBehindFrames(directory);
        sourceId = guests.source().id();
        request = guests.request();
        notices = keep(new Notices(guests.notifiers()));
        feedNotices =
                keep(
                        new FeedNotices(
                                sourceId, notices::tell, time(settings), FeedNotices.PATIENCE));
        source =
                keep(
                        new LiveSource(
                                guests.source(),
                                "as at the start",
                                openSource(guests, framesBefore),
                                other -> openSession(other, 0)));
        SourceSession session = source.session();
        if (anew) { // behind what can fail: a file that is missing costs no journal
            Journal.remove(directory);
            DirectoryTree.delete(settings.snapshots());
        }
        Path calendarFile = settings.calendar().apply(session.instruments());
        byte[] instrumentList = RunHeader.encodeInstruments(session.instruments());
        byte[] calendarText = Files.readAllBytes(calendarFile);
        RunHeader bare =
                new RunHeader(
                        sourceId,
                        ContentStore.sha256(instrumentList),
                        ContentStore.sha256(calendarText),
                        guests.plugins().hash(),
                        settings.timeframes(),
                        settings.options().text(),
                        settings.ruleConfiguration().indices(),
                        Map.of());
        goOnOrSetAside(bare, guests);

        journal = keep(Journal.open(settings.journal()));
        journal.openingNotes().forEach(listener::notice);
        var contents = new ContentStore(directory.resolve("contents"));
        contents.put(instrumentList);
        contents.put(calendarText);
        sets = keep(new PluginSets(contents, guests.loader()));
        sets.keep(guests.plugins());
        snapshots =
                new SnapshotStore(
                        settings.snapshots(),
                        settings.snapshotsKept(),
                        SnapshotStore.Older.OF_A_DAY);
        for (Path file : snapshots.deleteBeyond(journal.lastSeq())) {
            listener.notice(file + ": snapshot deleted, the journal ends before it");
        }
        rules =
                keep(
                        new LiveRules(
                                settings.rules(),
                                settings.parsedRules(),
                                settings.ruleConfiguration(),
                                settings.ruleBudget(),
                                guests.plugins().studies(),
                                contents,
                                listener));
        rules.chronicle(
                new RuleChronicle(
                        new RuleHistory(settings.ruleVersions(), InstantSource.system()),
                        listener::notice));
        patterns =
                new LivePatterns(
                        sets,
                        guests.plugins(),
                        guests.patternSettings(),
                        contents,
                        new PluginBinder(rules, this::sourceSwapped));
        var all = new TreeMap<>(rules.loaded());
        all.putAll(patterns.loaded());
        RunHeader now = bare.withRules(all);
        RunHeader first = Recovery.firstHeader(directory).orElse(now);

        calendar = SessionCalendar.load(calendarFile);
        List<Instrument> instruments = session.instruments();
        history =
                new BarHistory(
                        instruments.size(),
                        first.timeframes().size(),
                        settings.charts().barsKept(),
                        settings.charts().megabytes());
        List<String> notifierIds = guests.notifiers().stream().map(Notifier::id).toList();
        projection =
                keep(
                        new Projection(
                                settings.files().signals(), settings.files().alerts(), listener));
        Optional<Path> kept =
                settings.clock() instanceof ScannerSettings.Clock.Running
                        ? settings.historyFiles().map(folder -> folder.resolve("kept"))
                        : Optional.empty();
        outputs =
                new EngineOutputs(
                        instruments,
                        notifierIds,
                        projection,
                        history,
                        kept.map(folder -> new KeptBars(folder, instruments, listener::notice)),
                        listener,
                        probe);
        volatilities = openVolatilities();
        outputs.count(rules.book());
        why = new RuleWhy(id -> source.source(), patterns::current);
        rules.obeyJournal();
        engine =
                new Recovery(
                                first,
                                calendar,
                                instruments,
                                source.decoder(session.instruments()),
                                patterns,
                                probe.around(patterns),
                                outputs,
                                projection,
                                listener)
                        .recover(directory, snapshots);
        rules.obeyClock();
        UnknownSymbols.notices(rules.all(), instruments).forEach(listener::notice);
        snapshotMs = engine.timeMs();
        boolean otherPlugins = !patterns.current().hash().equals(guests.plugins().hash());
        publishRules();
        board.publish(engine);

        var pastOf = new WarmUp.Settings(settings.historyFiles(), kept, settings.historyDays());
        warmUp = new WarmUp(pastOf, session, engine.closedUpToMs(), listener);
        past = new LivePast(pastOf, session, calendar, engine, this::marketTimeMs, listener);
        zone = calendar.zone();

        var plan =
                new CalendarSessions(
                        calendar,
                        () -> now.withRules(runningRules).withPlugins(runningPlugins).encode());
        inbox = new Inbox(settings.inbox(), journal, plan, new EngineStage(), stageThreads());
        deliveries =
                keep(
                        new Deliveries(
                                guests.notifiers().stream().map(Route::to).toList(),
                                probe.gate(this::awaitCauseOfAlert),
                                (alertId, notifier, outcome, attempts) ->
                                        delivered(
                                                new DeliveryRecord(
                                                        alertId, notifier, outcome, attempts)),
                                DeliveryClock.system()));
        opened.add(inbox);
        outputs.live(deliveries, payload -> inbox.engineRecord(RecordKind.VOID, payload));
        boolean otherNotifiers = !outputs.notifierIds().equals(notifierIds);
        settings.redis().ifPresent(to -> show(to, source.decoder(instruments)));
        said = new Tap(inbox.sink(0), pastBefore);
        wayOfPast = said;
        inbox.start();
        keep(past).start(inbox, this::givePast);
        if (otherNotifiers) {
            offer(RecordKind.ROUTES, RoutesRecord.encode(notifierIds));
        }
        if (otherPlugins) {
            var unused =
                    use(guests.plugins(), guests.patternSettings())
                            .thenRun(() ->
                                    listener.notice(
                                            "other versions of plugins are installed than those that the"
                                                    + " journal was written with: studies that changed"
                                                    + " warm up anew from here"));
        } else {
            sets.forgetAllBut(guests.plugins().hash());
            patterns.changesSince(engine.rules()).forEach(this::offer);
        }
        rules.changesSince(engine.rules()).forEach(this::offerAtStart);
        rules.watch(this::offer);
    }

    /**
     * What was known of volatility before the journal. What a service learns is added; recorded
     * data and runs that begin anew add nothing.
     */
    private Optional<VolatilityFile> openVolatilities() {
        if (settings.volatilities().isEmpty()) {
            return Optional.empty();
        }
        try {
            var file = VolatilityFile.open(settings.volatilities().get(), listener::notice);
            if (settings.clock() instanceof ScannerSettings.Clock.Running
                    && settings.start() != ScannerSettings.Start.ANEW) {
                outputs.keepVolatilities(ofSession -> projection.volatilities(file, ofSession));
            }
            return Optional.of(file);
        } catch (IOException e) {
            listener.notice(
                    "volatility of past sessions is neither read nor kept: "
                            + e.getMessage()
                            + "; put the file right or away");
            return Optional.empty();
        }
    }

    private void show(RedisSettings to, FrameDecoder decoder) {
        var rows = new RowView();
        outputs.show(engine, rows);
        List<Instrument> instruments = engine.instruments();
        var redis =
                new RedisProjection(
                                to,
                                journal,
                                FrameOrigin.of(sourceId, instruments, decoder),
                                listener::notice)
                        .withRows(rows, instruments);
        ScannerSettings.Files files = settings.files();
        files.alerts()
                .ifPresent(
                        file -> redis.withAlerts(new SharedLines(file, projection::sharedAlerts)));
        files.signals()
                .ifPresent(file ->
                        redis.withSignals(new SharedLines(file, projection::sharedSignals)));
        projection.share(this::awaitCause);
        keep(redis).start();
        shown = redis;
    }

    /** A journal can be gone on with only by an engine laid out alike. */
    private void goOnOrSetAside(RunHeader now, Guests guests) throws IOException {
        Path directory = settings.journal().directory();
        var differences = new ArrayList<String>();
        Optional<RunHeader> first = Recovery.firstHeader(directory);
        if (first.isPresent()) {
            differences.addAll(first.get().differences(now));
            otherPlugins(first.get(), guests).ifPresent(differences::add);
        }
        if (differences.isEmpty()) {
            return;
        }
        String what =
                "the journal in "
                        + directory
                        + " can't be gone on with: there are now "
                        + String.join(", ", differences);
        if (settings.start() != ScannerSettings.Start.RESUME_OR_SET_ASIDE) {
            throw new IllegalArgumentException(what + "; start anew, or bring back what there was");
        }
        Path aside =
                directory.resolveSibling(
                        directory.getFileName() + "-until-" + Recovery.lastSession(directory));
        for (int n = 2; Files.exists(aside); n++) {
            aside =
                    directory.resolveSibling(
                            directory.getFileName()
                                    + "-until-"
                                    + Recovery.lastSession(directory)
                                    + "-"
                                    + n);
        }
        Files.move(directory, aside);
        DirectoryTree.delete(settings.snapshots());
        listener.notice(what + ": it is kept in " + aside + ", and studies warm up anew");
    }

    /**
     * Other plugins can be gone on with if those of the journal can be had until it is caught up.
     */
    private Optional<String> otherPlugins(RunHeader first, Guests guests) throws IOException {
        if (first.plugins().equals(guests.plugins().hash())) {
            return Optional.empty();
        }
        var contents = new ContentStore(settings.journal().directory().resolve("contents"));
        try (var probe = new PluginSets(contents, guests.loader())) {
            String theirs = probe.of(first.plugins()).manifest();
            return PluginSet.models(theirs).equals(PluginSet.models(guests.plugins().manifest()))
                    ? Optional.empty()
                    : Optional.of("other pricing models");
        } catch (IOException e) {
            return Optional.of("other plugins (" + e.getMessage() + ")");
        }
    }

    /** The inbox asks for the journal's thread first, then for the engine's. */
    private static ThreadFactory stageThreads() {
        Iterator<String> names = List.of("journal", "engine").iterator();
        return task -> Thread.ofPlatform().name(names.next()).unstarted(task);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.add(resource);
        return resource;
    }

    private static InstantSource time(ScannerSettings settings) {
        return settings.clock()
                        instanceof ScannerSettings.Clock.Running(InstantSource time, Duration every)
                ? time
                : InstantSource.system();
    }

    /** A live source that wants a login is waited for; the person who must act is told. */
    private SourceSession openSource(Guests guests, long framesBefore) throws IOException {
        var patience = new OpeningPatience(settings, listener, feedNotices);
        while (true) {
            try {
                return openSession(guests.source(), framesBefore);
            } catch (LoginNeededException e) {
                patience.loginNeeded(e);
            } catch (SourceUnavailableException e) {
                patience.unavailable(e);
            }
        }
    }

    private SourceSession openSession(DataSource from, long framesBefore) throws IOException {
        SourceRequest r = request;
        var complete =
                new SourceRequest(
                        r.files(),
                        r.format(),
                        r.speed(),
                        framesBefore,
                        r.settings(),
                        r.cacheDirectory(),
                        this::hours,
                        r.clock());
        return PluginCalls.<SourceSession, IOException>call(from, () -> from.open(complete));
    }

    private Optional<TradingHours> hours(List<Instrument> instruments) {
        Path file = settings.calendar().apply(instruments);
        try {
            return Optional.of(new SessionHours(SessionCalendar.load(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Hands records to the engine; takes snapshots between them. Engine thread. */
    private final class EngineStage implements RecordHandler {
        @Override
        public void record(JournalRecord record) {
            board.batchBegins();
            engine.record(record);
            past.after(record);
            if (firstFrameNanos == 0 && record.kind == RecordKind.FRAME) {
                firstFrameNanos = System.nanoTime();
            }
            if (outputs.takeRulesChanged() || record.kind == RecordKind.COMMAND) {
                publishRules();
            }
            if (outputs.takeSessionBegan()) {
                atSessions.run();
            }
            if (engine.timeMs() - snapshotMs >= settings.snapshotEvery().toMillis()
                    && !settings.snapshotEvery().isZero()) {
                snapshot();
            }
        }

        @Override
        public void endOfBatch() {
            board.batchEnds();
            board.publish(engine);
        }
    }

    private void publishRules() {
        runningRules = engine.rules();
        restingRules = engine.restingRules();
        runningPlugins = patterns.current().hash();
        needs = engine.features().needs();
        listener.rulesChanged();
    }

    private void snapshot() {
        if (projection.snapshotUnderWay() || engine.busyWithThePast()) {
            return; // the next record asks again
        }
        snapshotMs = engine.timeMs();
        var out = new StateWriter();
        engine.write(out);
        outputs.write(out);
        outputs.keepBars();
        projection.snapshot(
                snapshots, journal, this::awaitCause, engine.seq(), engine.timeMs(), out);
    }

    /** A person waits for it. */
    private void awaitCauseOfAlert(long seq) throws InterruptedException {
        journal.awaitDurableSoon(seq);
        awaitCause(seq);
    }

    private void awaitCause(long seq) throws InterruptedException {
        journal.awaitDurable(seq);
        inbox.awaitEngineRecord(outputs.lastVoidTicket());
    }

    private void delivered(DeliveryRecord outcome) {
        try {
            inbox.offer(RecordKind.DELIVERY, outcome.encode());
        } catch (InterruptedException e) {
            Thread.currentThread()
                    .interrupt(); // closing: it has no outcome in the journal, so it is sent again
        }
    }

    /** Recorded data begins with its rules; what is new to a market that ran before warms first. */
    private void offerAtStart(RuleCommand command) {
        boolean warms =
                settings.clock() instanceof ScannerSettings.Clock.Running && engine.seq() > 0;
        offer(
                warms && command instanceof RuleCommand.Activate(String file, String content)
                        ? new RuleCommand.Prepare(file, content)
                        : command);
    }

    private void offer(RuleCommand command) {
        offer(RecordKind.COMMAND, command.encode());
    }

    /**
     * Lets alerts go to these notifiers, and no others, from a record on. What a notifier that is
     * replaced has not begun with goes to the new one of its id; what one that is removed has not
     * begun with is recorded as failed. Any thread; one change after another.
     *
     * @return completed when those that are no longer used are called no more; exceptionally if one
     *     does not end, or if two of them have one id
     */
    public synchronized CompletableFuture<Void> changeNotifiers(List<Notifier> notifiers) {
        List<Route> routes = notifiers.stream().map(Route::to).toList();
        lastChange =
                lastChange
                        .handle((_, _) -> {
                            RouteChange change = deliveries.prepare(routes);
                            outputs.expect(change);
                            offer(RecordKind.ROUTES, RoutesRecord.encode(change.ids()));
                            return change.ended();
                        })
                        .thenCompose(ended -> ended);
        return lastChange.copy();
    }

    /**
     * {@return why the engine can't compute with these plugins; empty if it can} Any thread.
     *
     * @param next studies and detectors from now on
     */
    public Optional<String> refusal(PluginSet next) {
        for (FeaturePlan.Need need : needs) {
            String name = need.study().name();
            if (!next.studies().descriptions().containsKey(name)
                    || next.studies().makesAlike(name, patterns.current().studies())) {
                continue; // a rule that reads what is gone says so itself
            }
            try {
                next.studies()
                        .create(
                                need.study(),
                                new SeriesShape(need.on(), calendar.barsPerSession(need.on())));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                return Optional.of(
                        "it does not make the study " + need.study() + ", which is in use: " + e);
            }
        }
        return rules.prepare(next.studies());
    }

    /**
     * Lets studies and detectors come from these plugins from a record on: what other code makes
     * begins anew and warms up. Any thread; after {@link #refusal} found nothing.
     *
     * @param detectors those that the configuration asks for
     * @return completed when the engine computes with them and with no others; exceptionally if
     *     they can't be kept beside the journal, or the scanner ends before
     */
    public synchronized CompletableFuture<Void> use(
            PluginSet next, List<PatternSetting> detectors) {
        var used = new CompletableFuture<Void>();
        try {
            offer(patterns.prepare(next, detectors, used));
        } catch (IOException e) {
            used.completeExceptionally(e);
        }
        return used.thenRun(() -> sets.forgetAllBut(next.hash()));
    }

    /** Calls {@code begun} when a session of the market begins; it must be quick. */
    public void atSessions(Runnable begun) {
        atSessions = begun;
    }

    /** {@return whether the engine has a study of this name, read by a rule or a detector once} */
    public boolean readsStudy(String name) {
        return needs.stream().anyMatch(need -> need.study().name().equals(name));
    }

    /** {@return whether a detector of this name runs} */
    public boolean runsDetector(String name) {
        return patterns.runs(name);
    }

    /** {@return what the engine computes with} */
    public PluginSet plugins() {
        return patterns.current();
    }

    private void sourceSwapped() {
        source.swapped();
    }

    /**
     * Lets frames come from another version of the source: it is opened aside, the old session
     * ends, its frames are in the inbox, and then those of the new one come. If the new one fails
     * before its first frame, the old one is opened again.
     *
     * @param plugin id, version and content hash of the plugin, in words
     * @return completed when frames come from it and nothing of the old one is used; exceptionally
     *     if it can't be used, then the old one goes on
     */
    public CompletableFuture<Void> changeSource(DataSource next, String plugin) {
        if (isRecorded()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            "recorded data is read to its end by the version that began it"));
        }
        return source.change(next, plugin);
    }

    private void offer(RecordKind kind, byte[] payload) {
        try {
            inbox.offer(kind, payload);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs until the source ends, then waits until all it gave has been through the engine and
     * every alert has its outcome.
     *
     * @return what was done
     * @throws IOException if the source or the journal failed; what was taken before is kept
     */
    public RunSummary run() throws IOException, InterruptedException {
        startNanos = System.nanoTime();
        long before = engine.counters().ticks;
        try (CaptureTap capture = openCapture(said)) {
            FrameSink sink = capture == null ? said : capture;
            wayOfPast = sink;
            if (settings.clock() instanceof ScannerSettings.Clock.Running running
                    && source.session().relayedFrom().isEmpty()) {
                joinHistory(sink, running.time().millis());
            }
            runSource(sink);
        } catch (InterruptedException e) {
            failIfInboxFailed();
            throw e;
        }
        inbox.drain();
        if (isRecorded() && engine.lastFrameMs() > 0 && !said.timeTold) {
            inbox.clock(engine.lastFrameMs() + 1000); // bars that end with the data close
            inbox.drain();
        }
        failIfInboxFailed();
        deliveries.drain();
        inbox.drain();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        RedisProjection redis = shown;
        if (redis != null && isRecorded()) {
            projection.awaitShared();
            redis.awaitCurrent();
        }
        ended = true;
        outputs.keepBars();
        var state = new StateWriter();
        engine.write(state);
        return RunSummary.of(
                engine.counters(),
                before,
                seconds,
                firstTickSeconds(),
                ContentStore.sha256(state.toBytes()));
    }

    /** What is known of the past; bars come while the feed runs. */
    private void joinHistory(FrameSink sink, long nowMs) throws InterruptedException {
        sink.time(nowMs); // with a first time rules are bound, and what they need is known
        inbox.drain();
        Optional<CapturedPast> lacking = volatilitiesBefore(nowMs);
        if (lacking.isPresent()) {
            givePast(lacking.get());
        }
        past.fetch(nowMs);
    }

    /** What the engine lacks of the volatility of past sessions. */
    private Optional<CapturedPast> volatilitiesBefore(long nowMs) {
        if (volatilities.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), zone);
        List<PastVolatility> lacking =
                volatilities.get().before(today).stream().filter(engine.options()::lacks).toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new CapturedPast(RecordKind.VOLATILITIES, PastVolatility.encode(lacking)));
    }

    /** Any thread: through the capture, if there is one, to the inbox. */
    private void givePast(CapturedPast past) throws InterruptedException {
        byte[] bytes = past.encode();
        wayOfPast.past(0, bytes, 0, bytes.length);
    }

    /** The past of recorded data that brings none, before its first frame. */
    private void giveHistory(long nowMs) throws InterruptedException {
        Optional<CapturedPast> lacking = volatilitiesBefore(nowMs);
        if (lacking.isPresent()) {
            inbox.offer(lacking.get().kind(), lacking.get().payload());
        }
        if (warmUp.asked()) {
            warmUp.give(inbox.sink(WarmUp.SOURCE), nowMs, engine.features(), zone);
        }
    }

    private void runSource(FrameSink sink) throws IOException, InterruptedException {
        try (ScheduledExecutorService clock = startClock(sink)) {
            source.run(sink, this::offer);
            clock.shutdownNow();
        }
    }

    /** In a live market seconds pass without frames, and bars must end. */
    private ScheduledExecutorService startClock(FrameSink sink) {
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("clock").daemon().factory());
        if (source.session().relayedFrom().isEmpty()
                && settings.clock()
                        instanceof
                        ScannerSettings.Clock.Running(InstantSource time, Duration every)) {
            clock.scheduleAtFixedRate(
                    () -> tellTime(sink, time),
                    every.toNanos(),
                    every.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return clock;
    }

    private static void tellTime(FrameSink sink, InstantSource time) {
        try {
            sink.time(time.millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable CaptureTap openCapture(FrameSink inner) throws IOException {
        if (settings.files().capture().isEmpty()) {
            return null;
        }
        return CaptureTap.open(
                settings.files().capture().get(),
                sourceId,
                instruments(),
                !isRecorded(),
                inner,
                listener);
    }

    /**
     * From the start of the JVM to the engine's first frame; NaN if none came. Not from the start
     * of the process as the system tells it: that is rounded to as much as a second.
     */
    private double firstTickSeconds() {
        if (firstFrameNanos == 0) {
            return Double.NaN;
        }
        double sinceFirst = (System.nanoTime() - firstFrameNanos) / 1e9;
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3 - sinceFirst;
    }

    private void failIfInboxFailed() throws IOException {
        if (inbox.state() instanceof InboxState.Failed(String reason)) {
            throw new IOException(reason);
        }
    }

    /** Ends {@link #run} soon, from any thread. */
    public void stop() {
        source.close();
    }

    /**
     * Loads a rule file as it lies in its folder now, as the watcher would in a moment. Any thread;
     * returns when the version is commanded or refused.
     */
    void reload(String file) {
        rules.reload(file, this::offer);
    }

    SessionCalendar calendar() {
        return calendar;
    }

    BarHistory history() {
        return history;
    }

    EngineBoard board() {
        return board;
    }

    Inbox inbox() {
        return inbox;
    }

    Journal journal() {
        return journal;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    LiveRules rules() {
        return rules;
    }

    /** {@return the directory of lists of instruments} */
    Path universes() {
        return settings.ruleConfiguration().universes();
    }

    /**
     * {@return why a rule did or did not fire, from journal and snapshots, in an engine of its own}
     * One thread at a time, not the engine's.
     *
     * @throws IllegalArgumentException if there is no such rule or instrument
     * @throws IOException if the journal can't be read
     */
    RuleReason explain(RuleQuestion question) throws IOException {
        return why.answer(settings.journal().directory(), settings.snapshots(), rules, question);
    }

    LivePast past() {
        return past;
    }

    EngineOutputs outputs() {
        return outputs;
    }

    List<Instrument> instruments() {
        return engine.instruments();
    }

    List<Timeframe> timeframes() {
        return settings.timeframes();
    }

    private boolean isRecorded() {
        return settings.clock() instanceof ScannerSettings.Clock.Recorded;
    }

    /** {@return the market's time now, epoch ms; 0 before the first record of recorded data} */
    long marketTimeMs() {
        return switch (settings.clock()) {
            case ScannerSettings.Clock.Running(InstantSource time, Duration every) -> time.millis();
            case ScannerSettings.Clock.Recorded() -> board.read().timeMs();
        };
    }

    /** {@return rule file to hash of the content that runs} */
    Map<String, String> runningRules() {
        return runningRules;
    }

    /** {@return rule files that rest} */
    Set<String> restingRules() {
        return restingRules;
    }

    /** {@return whether the source ended and all that it gave was worked off} */
    boolean hasEnded() {
        return ended;
    }

    /** {@return how the inbox stands} */
    public InboxState state() {
        return inbox.state();
    }

    /** What a source gives goes on to the inbox; what a person should know is said. */
    private final class Tap implements FrameSink {
        private final FrameSink inner;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicInteger skips = new AtomicInteger();
        private volatile boolean timeTold;

        private long pastToSkip;

        /**
         * @param pastToSkip what the journal holds already of the past that comes first
         */
        Tap(FrameSink inner, long pastToSkip) {
            this.inner = inner;
            this.pastToSkip = pastToSkip;
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            if (!begun.getAndSet(true)) {
                if (isRecorded()) {
                    giveHistory(receiptMs);
                } else if (source.session().relayedFrom().isPresent()) {
                    joinHistory(inner, receiptMs); // only frames tell what time it is there
                }
            }
            inner.frame(receiptMs, bytes, offset, length);
        }

        /** Of recorded data one thread's; the past of a market that runs has its own lock. */
        @Override
        public void past(long epochMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            begun.compareAndSet(false, isRecorded()); // the data brings its past along
            if (length == 0) {
                return;
            }
            try {
                CapturedPast past = CapturedPast.decode(bytes, offset, length);
                if (pastToSkip > 0) {
                    pastToSkip--;
                    return;
                }
                if (epochMs > 0) {
                    inner.time(epochMs);
                }
                inbox.offer(past.kind(), CapturedPast.SOURCE, past.payload());
            } catch (IllegalArgumentException e) {
                skipped("what a capture says of the past at " + epochMs, e.getMessage());
            }
        }

        @Override
        public void awaitDurable() throws InterruptedException {
            inbox.drain();
            journal.awaitDurable(journal.writtenSeq());
        }

        @Override
        public void time(long epochMs) throws InterruptedException {
            timeTold = true;
            inner.time(epochMs);
        }

        @Override
        public void state(FeedState state, String reason) {
            inner.state(state, reason);
            feedNotices.state(state, reason);
            listener.feed(state, reason);
            listener.notice(
                    "feed "
                            + state.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + ": "
                            + reason);
        }

        @Override
        public void skipped(String place, String reason) {
            inner.skipped(place, reason);
            int count = skips.incrementAndGet();
            if (count <= SKIPS_SAID) {
                listener.notice(place + ": left out: " + reason);
            }
            if (count == SKIPS_SAID) {
                listener.notice("more that is left out is only counted");
            }
        }
    }

    /** Takes a last snapshot and ends all threads. Again: nothing. */
    @Override
    public void close() {
        if (opened.isEmpty()) {
            return;
        }
        source.close();
        past.close();
        try {
            if (!deliveries.drain(Duration.ofSeconds(5))) {
                listener.notice("alerts without an outcome yet are sent again at the next start");
            }
            notices.drain(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inbox.close();
        if (inbox.state() instanceof InboxState.Closed
                && !settings.snapshotEvery().isZero()
                && engine.seq() > 0) {
            projection.awaitHanded();
            snapshot();
        }
        projection.awaitShared();
        close(opened, listener);
    }

    private static void close(List<AutoCloseable> opened, ScannerListener listener) {
        for (AutoCloseable each : opened.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                listener.notice(
                        each.getClass().getSimpleName() + " did not close: " + e.getMessage());
            }
        }
        opened.clear();
    }
}
