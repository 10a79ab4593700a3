package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.control.Announcements;
import dev.shikra.host.control.CandleDesk;
import dev.shikra.host.control.CandleRequest;
import dev.shikra.host.control.Candles;
import dev.shikra.host.control.Control;
import dev.shikra.host.control.FormAnswer;
import dev.shikra.host.control.Happening;
import dev.shikra.host.control.Health;
import dev.shikra.host.control.Login;
import dev.shikra.host.control.Measures;
import dev.shikra.host.control.Notice;
import dev.shikra.host.control.Phase;
import dev.shikra.host.control.PluginView;
import dev.shikra.host.control.RaisedAlert;
import dev.shikra.host.control.Readiness;
import dev.shikra.host.control.RuleAnswer;
import dev.shikra.host.control.RuleEdit;
import dev.shikra.host.control.RuleFigures;
import dev.shikra.host.control.RuleParameter;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import dev.shikra.host.control.RuleText;
import dev.shikra.host.control.RuleView;
import dev.shikra.host.control.RuleVocabulary;
import dev.shikra.host.control.Subscription;
import dev.shikra.host.control.Topic;
import dev.shikra.host.rule.form.FormFault;
import dev.shikra.host.rule.form.RuleForm;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Control} over a scanner. Made before the scanner, so that it can tell of the start as
 * well: give it to {@link Scanner#open} as the listener, then {@link #attach} the scanner.
 */
public final class LiveControl implements Control, ScannerListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveControl.class);

    /** Alerts and notices that are remembered. */
    private static final int KEPT = 1_000;

    private final ScannerListener console;
    private final Supplier<StudyCatalog> studies;
    private final Supplier<List<PluginView>> plugins;
    private final List<Login> logins;
    private final Announcements announcements = new Announcements(KEPT);
    private final HealthReader health;
    private final RuleAsker asker = new RuleAsker();
    private final AtomicBoolean rulesChanged = new AtomicBoolean();
    private final ScheduledExecutorService every =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("control").daemon().factory());

    private volatile @Nullable Attached attached;

    /** What can be asked once the scanner runs. */
    private record Attached(Scanner scanner, CandleDesk candles, RuleViews rules) {}

    /**
     * @param version of the host
     * @param source id of the source that it will follow
     * @param studies asked each time
     * @param plugins asked each time
     * @param console hears all that this hears
     */
    public LiveControl(
            String version,
            String source,
            Supplier<StudyCatalog> studies,
            Supplier<List<PluginView>> plugins,
            List<Login> logins,
            ScannerListener console) {
        this.console = console;
        this.studies = studies;
        this.plugins = plugins;
        this.logins = List.copyOf(logins);
        health = new HealthReader(version, source);
        repeat(this::eachSecond, 1_000);
        repeat(this::tellOfRules, 100);
    }

    /** A task that throws once would never be run again. */
    private void repeat(Runnable task, long everyMs) {
        var unused =
                every.scheduleAtFixedRate(
                        () -> {
                            try {
                                task.run();
                            } catch (RuntimeException e) {
                                LOG.warn("the page's view of the host could not be renewed", e);
                            }
                        },
                        everyMs,
                        everyMs,
                        TimeUnit.MILLISECONDS);
    }

    /** The scanner runs: from now on it can be asked and commanded. */
    public void attach(Scanner scanner) {
        health.attach(scanner);
        attached =
                new Attached(
                        scanner,
                        new CandleDesk(
                                scanner.instruments(),
                                scanner.timeframes(),
                                scanner.calendar(),
                                studies,
                                scanner.history(),
                                announcements),
                        new RuleViews(scanner));
        rulesChanged();
    }

    private void eachSecond() {
        health.second();
        if (announcements.isHeard(Topic.HEALTH)) {
            announcements.tell(new Happening.Checked(health.health()));
        }
    }

    /** Ten times a second at most, however often rules change. */
    private void tellOfRules() {
        if (rulesChanged.getAndSet(false)) {
            announcements.tell(new Happening.RulesChanged());
        }
    }

    @Override
    public void alert(Alert alert) {
        announcements.alert(alert);
        console.alert(alert);
    }

    @Override
    public void rejected(Alert signal, String filter, String reason) {
        console.rejected(signal, filter, reason);
    }

    @Override
    public void feed(FeedState state, String reason) {
        health.feed(state.name().toLowerCase(Locale.ROOT).replace('_', ' '), reason);
        console.feed(state, reason);
    }

    @Override
    public void rulesChanged() {
        rulesChanged.set(true);
        console.rulesChanged();
    }

    @Override
    public void notice(String message) {
        announcements.notice(System.currentTimeMillis(), message);
        console.notice(message);
    }

    @Override
    public Health health() {
        return health.health();
    }

    @Override
    public Readiness readiness() {
        return health.readiness();
    }

    @Override
    public Measures measures() {
        Attached now = attached;
        return now == null
                ? MeasureReader.nothing(health.health(), announcements.missed())
                : MeasureReader.of(now.scanner(), health.health(), announcements.missed());
    }

    @Override
    public List<Instrument> instruments() {
        Attached now = attached;
        return now == null ? List.of() : now.scanner().instruments();
    }

    @Override
    public List<String> timeframes() {
        Attached now = attached;
        return now == null
                ? List.of()
                : now.scanner().timeframes().stream().map(Timeframe::toString).toList();
    }

    @Override
    public List<StudyDescription> studies() {
        return List.copyOf(studies.get().descriptions().values());
    }

    @Override
    public List<RuleView> rules() {
        Attached now = attached;
        return now == null ? List.of() : now.rules().views();
    }

    @Override
    public Optional<RuleText> ruleText(String file) {
        Attached now = attached;
        return now == null ? Optional.empty() : now.scanner().rules().desk().text(file);
    }

    @Override
    public RuleAnswer check(String file, String text) {
        Attached now = attached;
        return now == null ? starting(file) : now.scanner().rules().desk().check(file, text);
    }

    @Override
    public RuleAnswer save(RuleEdit edit) {
        Attached now = attached;
        if (now == null || health.phase() != Phase.RUNNING) {
            return starting(edit.file());
        }
        try {
            RuleAnswer answer = now.scanner().rules().desk().save(edit);
            if (answer instanceof RuleAnswer.Accepted) {
                notice(
                        "rule "
                                + edit.file()
                                + ": saved"
                                + (edit.who().isBlank() ? "" : " by " + line(edit.who()))
                                + (edit.why().isBlank() ? "" : ": " + line(edit.why())));
                now.scanner().reload(edit.file());
            }
            return answer;
        } catch (IOException e) {
            return new RuleAnswer.Refused(
                    edit.file(),
                    1,
                    1,
                    "it can't be written ("
                            + e
                            + "): give the host the right to write its rules folder; what ran before goes on");
        }
    }

    /** What people type goes to consoles and pages: one line, and not for ever. */
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    private RuleAnswer starting(String file) {
        return new RuleAnswer.Refused(
                file,
                1,
                1,
                health.phase() == Phase.STARTING
                        ? "the scanner is starting: try again in a moment"
                        : "the scanner has ended: start it, then save");
    }

    @Override
    public List<RuleParameter> parameters(String file, String text) {
        Attached now = attached;
        return now == null || text.length() > SyntaxTrees.LONGEST_SOURCE
                ? List.of()
                : now.scanner().rules().parameters(file, text).stream()
                        .map(each ->
                                new RuleParameter(
                                        each.name(),
                                        each.label(),
                                        each.byDefault(),
                                        each.least(),
                                        each.most(),
                                        each.configured(),
                                        each.start(),
                                        each.end()))
                        .toList();
    }

    @Override
    public List<RuleFigures> ruleFigures() {
        Attached now = attached;
        return now == null ? List.of() : RuleFigureReader.of(now.scanner());
    }

    @Override
    public RuleVocabulary vocabulary() {
        Attached now = attached;
        return now == null
                ? new RuleVocabulary(List.of(), List.of(), List.of())
                : RuleVocabularyReader.read(now.scanner().universes());
    }

    @Override
    public FormAnswer write(String form) {
        try {
            RuleForm.Written written = RuleForm.write(form);
            return new FormAnswer.Written(written.file(), written.text());
        } catch (FormFault fault) {
            return new FormAnswer.Refused(fault.path(), fault.text());
        }
    }

    @Override
    public RuleReason explain(RuleQuestion question) throws InterruptedException {
        Attached now = attached;
        if (now == null) {
            throw new IllegalArgumentException(
                    "the scanner is starting and has seen nothing yet: try again in a moment");
        }
        return asker.ask(now.scanner(), question);
    }

    @Override
    public List<PluginView> plugins() {
        return plugins.get();
    }

    @Override
    public List<RaisedAlert> alerts(long after, int most) {
        return announcements.alerts(after, most);
    }

    @Override
    public List<Notice> notices() {
        return announcements.notices();
    }

    @Override
    public Candles candles(CandleRequest request) {
        Attached now = attached;
        if (now == null) {
            throw new IllegalArgumentException(
                    "the scanner is starting and has no instruments yet: try again in a moment");
        }
        return now.candles().candles(request);
    }

    @Override
    public Subscription subscribe(Set<Topic> topics, int capacity) {
        return announcements.subscribe(topics, capacity);
    }

    @Override
    public List<Login> logins() {
        return logins;
    }

    @Override
    public void close() {
        asker.close();
        every.shutdownNow();
    }
}
