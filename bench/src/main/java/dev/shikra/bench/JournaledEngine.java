package dev.shikra.bench;

import dev.shikra.api.source.FrameSink;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.inbox.InboxState;
import dev.shikra.host.inbox.SessionPlan;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The engine behind its inbox and journal: real files, synced each 5 ms, three threads as in
 * production and one that feeds them.
 */
final class JournaledEngine {
    private static final String SUBJECT = "warm, journal on";

    private final BenchHost host;
    private final Results results;

    JournaledEngine(BenchHost host, Results results) {
        this.host = host;
        this.results = results;
    }

    void run(EngineBench.Plan plan) throws IOException, InterruptedException {
        MarketFeed feed = plan.feed(0.5, 0);
        Path directory = host.directory("journal");
        try (var measured =
                new MeasuredEngine(host, feed, Optional.of(host.rules()), Optional.empty())) {
            Engine engine = measured.engine();
            measured.prime(MeasuredEngine.HISTORY);
            var settings =
                    new JournalSettings(directory, Duration.ofMillis(5), 256L << 20, 512L << 20, 1);
            try (Journal journal = Journal.open(settings);
                    var inbox =
                            new Inbox(
                                    InboxSettings.USUAL,
                                    journal,
                                    new Sessions(host.calendar()),
                                    engine::record,
                                    Thread.ofPlatform().name("bench-", 0).factory())) {
                inbox.start();
                long end = System.nanoTime() + plan.warmUpMs() * 500_000;
                do {
                    window(measured, feed, inbox, journal);
                } while (System.nanoTime() < end);
                var windows = new Windows(plan.windows());
                for (int w = 0; w < plan.windows(); w++) {
                    windows.add(window(measured, feed, inbox, journal));
                }
                measured.failOnProblems();
                windows.report(results, "engine", SUBJECT);
            }
        }
        BenchHost.delete(directory);
    }

    /** Ends when the engine has taken the last frame and the disk has it. */
    private static double window(
            MeasuredEngine measured, MarketFeed feed, Inbox inbox, Journal journal)
            throws IOException, InterruptedException {
        measured.moveOn();
        FrameSink sink = inbox.sink(0);
        long before = measured.engine().counters().ticks;
        long start = System.nanoTime();
        for (int f = 0; f < feed.frameCount(); f++) {
            byte[] bytes = feed.frame(f);
            sink.frame(feed.receiptMs(f), bytes, 0, bytes.length);
        }
        inbox.drain();
        journal.awaitDurable(journal.writtenSeq());
        double rate = feed.tickCount() * 1e9 / (System.nanoTime() - start);
        if (inbox.state() instanceof InboxState.Failed(String reason)) {
            throw new IllegalStateException("the inbox failed: " + reason);
        }
        if (measured.engine().counters().ticks - before != feed.tickCount()) {
            throw new IllegalStateException(
                    "the engine took "
                            + (measured.engine().counters().ticks - before)
                            + " ticks of "
                            + feed.tickCount());
        }
        journal.snapshotTaken(journal.lastSeq()); // old segments may go
        return rate;
    }

    record Sessions(SessionCalendar calendar) implements SessionPlan {
        @Override
        public Session sessionAt(long timeMs) {
            dev.shikra.host.bar.Session day = calendar.sessionAt(timeMs);
            if (!day.trades()) {
                day = calendar.previous(day);
            }
            return new Session(
                    day.date().toString(), day.dayStartMs(), calendar.next(day).dayStartMs());
        }

        @Override
        public byte[] header(Session session) {
            return new byte[] {1};
        }
    }
}
