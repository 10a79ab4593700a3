package dev.shikra.bench;

import dev.shikra.api.source.FrameSink;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.PastRecord;
import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.inbox.InboxState;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.journal.RecordHandler;
import dev.shikra.host.journal.RecordKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A rule that is edited again and again while 100,000 ticks a second come: what a frame waits, from
 * the moment at which it was to be offered until the engine is through with it, with edits and
 * without; how long an edit takes from the save to the swap; and whether any tick was left out.
 * Inbox, journal, engine and rules are the scanner's; each version reads studies that nobody read
 * before, on two timeframes, and they warm aside from sessions of kept minutes.
 */
final class ReloadBench implements Benchmark {
    private static final String NAME = "reload";
    private static final int TICKS_A_SECOND = 100_000;
    private static final int SESSIONS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String EDITED = "patterns/edited.js";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "a rule edited during 100,000 ticks/s: what a frame waits, ticks left out";
    }

    /**
     * Notes when the engine is through with a frame, how long a record of an edit held it, and what
     * rules wait for.
     */
    private static final class Noting implements RecordHandler {
        private final Engine engine;
        final AtomicLong history = new AtomicLong();
        volatile boolean warms;
        volatile long[] doneNs = {};
        volatile int frames;
        volatile double heldMs;
        volatile double heldCpuMs;

        Noting(Engine engine) {
            this.engine = engine;
        }

        @Override
        public void record(JournalRecord record) {
            if (record.kind == RecordKind.HISTORY || record.kind == RecordKind.COMMAND) {
                long wall = System.nanoTime();
                long cpu = THREADS.getCurrentThreadCpuTime();
                engine.record(record);
                heldCpuMs = Math.max(heldCpuMs, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6);
                heldMs = Math.max(heldMs, (System.nanoTime() - wall) / 1e6);
            } else {
                engine.record(record);
            }
            if (record.kind == RecordKind.FRAME) {
                int n = frames;
                if (n < doneNs.length) {
                    doneNs[n] = System.nanoTime();
                }
                frames = n + 1; // this thread alone writes it
            } else if (record.kind != RecordKind.CLOCK) {
                warms = engine.warmsAside();
                history.incrementAndGet();
            }
        }
    }

    @Override
    public void run(Options options, Results results) throws Exception {
        int seconds = options.quick() ? 8 : 30;
        try (BenchHost host = BenchHost.open(options.home())) {
            var feed =
                    new MarketFeed(
                            new MarketFeed.Shape(
                                    seconds * TICKS_A_SECOND / MarketFeed.TICKS_A_FRAME,
                                    0.5,
                                    0,
                                    20240304));
            Path rules = host.directory("rules");
            copy(host.rules(), rules);
            Path versions = host.directory("versions");
            for (int n = 0; n < 4 * seconds; n++) {
                Files.createDirectories(versions.resolve("patterns"));
                Files.writeString(versions.resolve("patterns/edited-" + n + ".js"), version(n));
            }
            try (var measured =
                    new MeasuredEngine(host, feed, Optional.of(rules), Optional.empty())) {
                measured.prime(SESSIONS);
                measure(host, measured, feed, rules, versions, results);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private static String version(int n) {
        return """
        import { pattern, bar, study } from 'shikra';
        export default pattern({
          id: 'edited', name: 'Edited', every: '1m', fires: 'edge',
          inputs: { close: bar.close, mean: study.sma({ length: %1$d }),
                    slow: study.ema({ length: %2$d, on: '5m' }) },
          when: { 'above both': x => x.close > x.mean && x.close > x.slow * 2 },
          then: x => ({ direction: 'long', confidence: 0.5 }),
        });
        """
                .formatted(20 + n, 30 + n);
    }

    private static void measure(
            BenchHost host,
            MeasuredEngine measured,
            MarketFeed feed,
            Path rules,
            Path versions,
            Results results)
            throws IOException, InterruptedException {
        var handler = new Noting(measured.engine());
        var settings =
                new JournalSettings(
                        host.directory("journal"), Duration.ofMillis(5), 256L << 20, 1L << 30, 1);
        try (Journal journal = Journal.open(settings);
                var inbox =
                        new Inbox(
                                InboxSettings.USUAL,
                                journal,
                                new JournaledEngine.Sessions(host.calendar()),
                                handler,
                                Thread.ofPlatform().name("bench-", 0).factory())) {
            inbox.start();
            window(measured, feed, inbox, handler); // warm
            Waits quiet = window(measured, feed, inbox, handler);
            var edits = new Edits(rules, measured, versions, inbox, handler);
            Thread editor = Thread.ofPlatform().daemon().name("editor").start(edits);
            window(measured, feed, inbox, handler); // warm too: reloading is compiled
            handler.heldMs = 0;
            handler.heldCpuMs = 0;
            Waits edited = window(measured, feed, inbox, handler);
            edits.stopped = true;
            editor.join();
            if (edits.swapsMs.size() < 4) {
                throw new IllegalStateException(
                        "only " + edits.swapsMs.size() + " edits went through");
            }
            if (inbox.state() instanceof InboxState.Failed(String reason)) {
                throw new IllegalStateException("the inbox failed: " + reason);
            }
            measured.failOnProblems();
            quiet.report("frame wait, no edits", results);
            edited.report("frame wait, edits", results);
            results.add(NAME, "engine held by a record of an edit, longest", handler.heldMs, "ms");
            results.add(NAME, "of it on the processor, longest", handler.heldCpuMs, "ms");
            results.add(NAME, "ticks left out", quiet.leftOut + edited.leftOut, "ticks");
            results.add(NAME, "edits", edits.swapsMs.size(), "edits");
            double[] swaps =
                    edits.swapsMs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            results.add(NAME, "save to swap, median", swaps[swaps.length / 2], "ms");
            results.add(NAME, "save to swap, longest", swaps[swaps.length - 1], "ms");
            results.add(NAME, "of it warming, longest", edits.warmestMs, "ms");
        }
    }

    /** What frames waited. */
    private record Waits(double[] ms, long leftOut) {
        void report(String subject, Results results) {
            results.add(NAME, subject + ", median", ms[ms.length / 2], "ms");
            results.add(NAME, subject + ", 99 of 100", ms[(int) (ms.length * 0.99)], "ms");
            results.add(NAME, subject + ", longest", ms[ms.length - 1], "ms");
        }
    }

    /** Offers the feed at its pace, whatever happens to it. */
    private static Waits window(
            MeasuredEngine measured, MarketFeed feed, Inbox inbox, Noting handler)
            throws InterruptedException {
        inbox.drain();
        measured.moveOn();
        System.gc(); // what was made before the market began is no edit's
        int frames = feed.frameCount();
        handler.frames = 0;
        handler.doneNs = new long[frames];
        FrameSink sink = inbox.sink(0);
        long ticks = measured.engine().counters().ticks;
        double gapNs = 1e9 * MarketFeed.TICKS_A_FRAME / TICKS_A_SECOND;
        long start = System.nanoTime() + 1_000_000;
        for (int f = 0; f < frames; f++) {
            long due = start + (long) (f * gapNs);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(20_000);
            }
            byte[] bytes = feed.frame(f);
            sink.frame(feed.receiptMs(f), bytes, 0, bytes.length);
        }
        inbox.drain();
        var waits = new double[frames];
        for (int f = 0; f < frames; f++) {
            waits[f] = (handler.doneNs[f] - start - (long) (f * gapNs)) / 1e6;
        }
        Arrays.sort(waits);
        return new Waits(waits, feed.tickCount() - (measured.engine().counters().ticks - ticks));
    }

    /** Saves one version after another, as the watcher's thread would load them. */
    private static final class Edits implements Runnable {
        private final Path rules;
        private final MeasuredEngine measured;
        private final Path versions;
        private final Inbox inbox;
        private final Noting handler;
        private final List<Double> swapsMs = new ArrayList<>();
        private double warmestMs;
        private volatile boolean stopped;

        Edits(Path rules, MeasuredEngine measured, Path versions, Inbox inbox, Noting handler) {
            this.rules = rules;
            this.measured = measured;
            this.versions = versions;
            this.inbox = inbox;
            this.handler = handler;
        }

        @Override
        public void run() {
            try {
                List<Path> files;
                try (Stream<Path> all = Files.list(versions.resolve("patterns"))) {
                    files = all.sorted().toList();
                }
                for (Path file : files) {
                    if (stopped) {
                        return;
                    }
                    edit(file);
                    Thread.sleep(300);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** As the watcher does once a saved file was quiet for a while, which is not counted. */
        private void edit(Path file) throws IOException {
            long saved = System.nanoTime();
            Files.copy(
                    file, rules.resolve(EDITED), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            var commandedNs = new long[1];
            measured.rules()
                    .reload(
                            EDITED,
                            command -> {
                                commandedNs[0] = System.nanoTime();
                                give(RecordKind.COMMAND, command.encode());
                            });
            if (commandedNs[0] == 0 || !handler.warms) {
                throw new IllegalStateException(file + " was refused or had nothing to warm");
            }
            while (handler.warms) {
                give(RecordKind.HISTORY, new PastRecord.Step().encode());
            }
            long swapped = System.nanoTime();
            swapsMs.add((swapped - saved) / 1e6);
            warmestMs = Math.max(warmestMs, (swapped - commandedNs[0]) / 1e6);
        }

        private void give(RecordKind kind, byte[] payload) {
            long before = handler.history.get();
            try {
                inbox.offer(kind, payload);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            while (handler.history.get() == before && inbox.state() instanceof InboxState.Running) {
                LockSupport.parkNanos(50_000);
            }
        }
    }
}
