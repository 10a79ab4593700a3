package dev.shikra.bench;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.source.TickFrame;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.LiveRules;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.OptionPricing;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.option.OptionSettings;
import dev.shikra.host.study.StudyCatalog;
import dev.shikra.plugins.greeks.Black76Model;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An engine with its rules as the scanner wires them, and a market's time for it: goes from session
 * to session of the calendar as frames are fed. Whoever feeds it is its engine thread.
 */
final class MeasuredEngine implements AutoCloseable {
    /** The studies that are computed for every instrument whether a rule reads them or not. */
    static final List<String> STUDIES = List.of("sma", "ema", "rsi", "atr", "vwap", "rvol");

    /**
     * Sessions of minute bars that studies are warmed up with: as many as {@code rvol} looks back,
     * and one.
     */
    static final int HISTORY = 21;

    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final MarketFeed feed;
    private final SessionCalendar calendar;
    private final Tally tally = new Tally();
    private final Optional<LiveRules> rules;
    private final CountedKernels kernels;
    private final Engine engine;
    private final JournalRecord record = new JournalRecord();

    private @Nullable Session session;
    private long nextStartMs;
    private long lastSecond;
    private long seq;

    /**
     * @param rulesDirectory rules to run; empty: none, but the features that {@code as} has
     * @param as gives the features of an engine without rules
     */
    MeasuredEngine(
            BenchHost host,
            MarketFeed feed,
            Optional<Path> rulesDirectory,
            Optional<MeasuredEngine> as)
            throws IOException {
        this.feed = feed;
        calendar = host.calendar();
        Path work = host.directory("engine-" + System.nanoTime());
        if (rulesDirectory.isPresent()) {
            rules =
                    Optional.of(
                            new LiveRules(
                                    rulesDirectory.get(),
                                    work.resolve("parsed"),
                                    BUDGET,
                                    host.studies(),
                                    new ContentStore(work.resolve("contents")),
                                    new Listener(tally)));
        } else {
            rules = Optional.empty();
        }
        kernels = new CountedKernels(rules.<RuleBinder>map(r -> r).orElse(new NoRules()));
        engine =
                new Engine(
                        new Engine.Parts(
                                feed.instruments(),
                                List.of(new TickFrame.Decoder(feed.instruments().size())),
                                calendar,
                                BenchHost.TIMEFRAMES,
                                calendar::barsPerSession,
                                host.studies(),
                                Optional.of(
                                        new OptionPricing(
                                                OptionSettings.USUAL, new Black76Model())),
                                kernels,
                                tally));
        rules.ifPresent(r ->
                r.loaded()
                        .forEach((file, content) ->
                                engine.command(new RuleCommand.Activate(file, content))));
        as.ifPresent(other -> other.engine.features().keys().forEach(engine.features()::slot));
        STUDIES.forEach(name -> engine.features().slot(value(host.studies(), name)));
        failOnProblems();
    }

    private static FeatureKey value(StudyCatalog studies, String name) {
        StudyDescription description = studies.descriptions().get(name);
        if (description == null) {
            throw new IllegalStateException("no plugin makes the study " + name);
        }
        return new FeatureKey.StudyValue(
                Timeframe.M1, description.spec(Map.of()), description.outputs().getFirst(), false);
    }

    Engine engine() {
        return engine;
    }

    /**
     * @throws IllegalStateException if it has none
     */
    LiveRules rules() {
        return rules.orElseThrow(() -> new IllegalStateException("an engine without rules"));
    }

    Tally tally() {
        return tally;
    }

    CountedKernels kernels() {
        return kernels;
    }

    /** Gives every instrument so many sessions of minute bars, all closed by the engine. */
    void prime(int sessions) {
        var writer = new TickFrame.Writer();
        var random = new java.util.SplittableRandom(3);
        Session day = calendar.sessionOn(FIRST_DAY);
        if (!day.trades()) {
            day = calendar.next(day);
        }
        for (int s = 0; s < sessions; s++) {
            for (long minuteMs = day.openMs(); minuteMs < day.closeMs(); minuteMs += 60_000) {
                clockTo(minuteMs / 1000 + 60);
                writer.clear();
                for (int row = 0; row < feed.instruments().size(); row++) {
                    double price = feed.firstPrice(row);
                    double close = price * (1 + 0.002 * (random.nextDouble() - 0.5));
                    writer.bar(
                            row,
                            minuteMs,
                            price,
                            Math.max(price, close) * 1.0005,
                            Math.min(price, close) * 0.9995,
                            close,
                            5_000 + random.nextInt(4_000),
                            Double.NaN);
                }
                frame(minuteMs + 60_000, writer.bytes(), writer.length());
            }
            clockTo(day.closeMs() / 1000 + 2);
            session = day;
            day = calendar.next(day);
        }
        nextStartMs = 0;
        failOnProblems();
    }

    /** Moves the feed to the stretch of time that comes next. Not part of what is timed. */
    void moveOn() {
        Session current = session;
        if (current == null) {
            Session first = calendar.sessionOn(FIRST_DAY);
            session = first.trades() ? first : calendar.next(first);
            nextStartMs = session.openMs() + 2_000;
            feed.moveTo(nextStartMs, true);
        } else if (nextStartMs == 0 || nextStartMs + feed.spanMs() + 2_000 > current.closeMs()) {
            session = calendar.next(current);
            nextStartMs = session.openMs() + 2_000;
            feed.moveTo(nextStartMs, true);
        } else {
            feed.moveTo(nextStartMs, false);
        }
        nextStartMs += (feed.spanMs() / 1000 + 1) * 1000;
    }

    /**
     * Feeds frames {@code [from, to)} as the journal would hand them on: a clock record before the
     * first frame of a second.
     */
    void feed(int from, int to) {
        for (int f = from; f < to; f++) {
            long ms = feed.receiptMs(f);
            if (ms / 1000 > lastSecond) {
                clockTo(ms / 1000);
            }
            byte[] bytes = feed.frame(f);
            frame(ms, bytes, bytes.length);
        }
    }

    private void clockTo(long second) {
        if (second <= lastSecond) {
            return;
        }
        record.kind = RecordKind.CLOCK;
        record.seq = ++seq;
        record.timeMs = second * 1000;
        record.firstSecond = lastSecond == 0 ? second : lastSecond + 1;
        record.lastSecond = second;
        record.length = 0;
        engine.record(record);
        lastSecond = second;
    }

    private void frame(long ms, byte[] bytes, int length) {
        record.kind = RecordKind.FRAME;
        record.seq = ++seq;
        record.timeMs = ms;
        record.source = 0;
        record.bytes = bytes;
        record.at = 0;
        record.length = length;
        engine.record(record);
    }

    /**
     * @throws IllegalStateException if a rule was left out or a run discarded: then the figure
     *     would be of something else
     */
    void failOnProblems() {
        if (!tally.problems.isEmpty()) {
            throw new IllegalStateException(
                    "rules did not run as they should: " + tally.problems.getFirst());
        }
    }

    @Override
    public void close() {
        rules.ifPresent(LiveRules::close);
    }

    private record Listener(Tally tally) implements ScannerListener {
        @Override
        public void notice(String message) {
            if (!message.startsWith("rules run interpreted")
                    && !message.endsWith("runs from now on")) {
                tally.problems.add(message);
            }
        }
    }

    private static final class NoRules implements RuleBinder {
        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            throw new IllegalArgumentException("there are no rules here");
        }

        @Override
        public void memoryMoved(FeaturePlan features) {}
    }
}
