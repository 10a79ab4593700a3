package dev.shikra.bench;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.SimulatedTime;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.PluginLoader;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.ScannerProbe;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.delivery.DurabilityGate;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.option.OptionSettings;
import dev.shikra.host.rule.RuleConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The scanner as {@code ./shikra run} wires it, on an exchange in another process, with a clock
 * reading at the border of each stage: Kite plugin from its zip, journal on disk, bars of all
 * timeframes, options, rules, filters, files of signals and alerts, closed bars for charts,
 * delivery. Without Redis.
 */
final class MeasuredScanner implements AutoCloseable {
    /** How long an alert waits for the disk. */
    enum Sync {
        /** Until its cause is on disk, which is synced each 5 ms. */
        EACH_5_MS("5 ms sync"),
        /** Not at all; the journal is written and synced all the same. */
        NOT_WAITED_FOR("no sync wait");

        private final String text;

        Sync(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(300);

    private final AlertLatency latency;
    private final FrameTimes times;
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Scanner scanner;
    private final Thread running;

    /** Bound with the engine, before anything runs. */
    private @Nullable TimedKernels kernels;

    /**
     * @param connection settings of source-kite
     * @param measuredRule id of the rule whose alerts count
     */
    MeasuredScanner(
            BenchHost host,
            Path rules,
            Map<String, String> connection,
            Sync sync,
            AlertLatency latency,
            String measuredRule)
            throws IOException {
        this.latency = latency;
        SimulatedTime time = SimulatedTime.parse(connection.getOrDefault("clock", ""));
        times = new FrameTimes(time);
        Path work = host.directory("scanner-" + sync);
        var source = new TimedSource(host.source("kite"), times);
        var settings = new HashMap<>(connection);
        settings.put("watched", "*");
        settings.put("tokenFile", work.resolve("token.json").toString());
        var request =
                new SourceRequest(
                        List.of(), "", SourceRequest.MAX_SPEED, 0, settings, work.resolve("cache"));
        var guests =
                new Scanner.Guests(
                        source,
                        request,
                        host.computing(),
                        List.of(),
                        List.<Notifier>of(latency),
                        PluginLoader.NONE);
        scanner =
                Scanner.open(
                        settings(host, work, rules, time),
                        guests,
                        new Listener(),
                        new Probe(sync, measuredRule));
        running = Thread.ofPlatform().daemon().name("scanner").start(this::run);
    }

    /** What {@code config/shikra.yaml} says where nobody changed it. */
    private static ScannerSettings settings(
            BenchHost host, Path work, Path rules, SimulatedTime time) {
        return new ScannerSettings(
                ScannerSettings.Start.ANEW,
                new ScannerSettings.Clock.Running(time, time.realSecond()),
                new JournalSettings(
                        work.resolve("journal"), Duration.ofMillis(5), 256L << 20, 20L << 30, 30),
                work.resolve("snapshots"),
                // as often as in production by the machine's clock
                SNAPSHOT_EVERY.multipliedBy(Math.max(1, Math.round(time.speed()))),
                3,
                new InboxSettings(
                        8_192,
                        InboxSettings.USUAL.batchSlots(),
                        InboxSettings.USUAL.engineRecords()),
                rules,
                work.resolve("parsed"),
                work.resolve("versions"),
                instruments -> host.home().resolve("config/calendars/nse.yaml"),
                BenchHost.ALL_TIMEFRAMES,
                RuleConfiguration.NONE,
                Duration.ofSeconds(10),
                OptionSettings.USUAL,
                Optional.empty(),
                0,
                Optional.empty(),
                new ScannerSettings.Files(
                        Optional.of(work.resolve("signals.jsonl")),
                        Optional.of(work.resolve("alerts.jsonl")),
                        Optional.empty()),
                new ScannerSettings.Charts(500, 128),
                Optional.empty());
    }

    private void run() {
        try {
            scanner.run();
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure.set(e);
        }
    }

    /** {@return ticks that the engine has taken} */
    long ticks() {
        return times.ticks();
    }

    /** Ends the feed and waits until every alert has its outcome. */
    void stop() throws InterruptedException {
        scanner.stop();
        running.join();
        failOnProblems();
    }

    void failOnProblems() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the scanner failed", failed);
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("it did not run as it should: " + problems.peek());
        }
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }

    private final class Probe implements ScannerProbe {
        private final Sync sync;
        private final String measuredRule;

        Probe(Sync sync, String measuredRule) {
            this.sync = sync;
            this.measuredRule = measuredRule;
        }

        @Override
        public RuleBinder around(RuleBinder own) {
            var timed = new TimedKernels(own);
            kernels = timed;
            return timed;
        }

        @Override
        public DurabilityGate gate(DurabilityGate own) {
            if (sync == Sync.NOT_WAITED_FOR) {
                return seq -> {};
            }
            return seq -> {
                long from = System.nanoTime();
                own.awaitDurable(seq);
                latency.waited(System.nanoTime() - from);
            };
        }

        @Override
        public void alert(Alert alert) {
            TimedKernels runs = kernels;
            if (runs == null || !alert.rule().equals(measuredRule)) {
                latency.otherAlert();
                return;
            }
            latency.alert(
                    times.plannedNanos(),
                    times.receivedNanos(),
                    runs.beganNanos,
                    runs.endedNanos,
                    System.nanoTime());
        }
    }

    private final class Listener implements ScannerListener {
        @Override
        public void feed(FeedState state, String reason) {
            if (state != FeedState.LIVE && state != FeedState.RECONNECTING) {
                problems.add("feed " + state + ": " + reason);
            }
        }

        @Override
        public void notice(String message) {
            if (message.startsWith("rule ") || message.contains("left out")) {
                problems.add(message);
            }
        }
    }
}
