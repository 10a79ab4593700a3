package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SimulatedTime;
import dev.shikra.api.source.SourceSession;
import dev.shikra.host.LiveRules;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.delivery.Deliveries;
import dev.shikra.host.delivery.DeliveryRecord;
import dev.shikra.host.delivery.DurabilityGate;
import dev.shikra.host.delivery.Route;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.engine.RuleCommand;
import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.inbox.InboxState;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stages between a source's socket and a notifier as the scanner wires them, with a clock
 * reading at each border: inbox, journal, engine with rules, delivery; four threads and the
 * source's.
 */
final class LivePath implements AutoCloseable {
    /** How long an alert waits for the disk. */
    enum Sync {
        /** Until its cause is on disk, which is synced each 5 ms. */
        EACH_5_MS,
        /** Not at all; the journal is written and synced all the same. */
        NOT_WAITED_FOR
    }

    private static final int FRAMES = 1 << 16;
    private static final int FULL = 184;
    private static final int FULL_TIME_AT = 60;
    private static final int INDEX_FULL = 32;
    private static final int INDEX_TIME_AT = 28;

    private final AlertLatency latency;
    private final SimulatedTime time;
    private final LiveRules rules;
    private final TimedKernels kernels;
    private final Engine engine;
    private final Journal journal;
    private final Inbox inbox;
    private final Deliveries deliveries;
    private final List<String> problems = new ArrayList<>();

    /** By frame: planned send and receipt, {@link System#nanoTime}. */
    private final long[] planned = new long[FRAMES];

    private final long[] received = new long[FRAMES];
    private final AtomicLong frames = new AtomicLong();

    /** Engine thread: frames taken, and the place of the one at hand. */
    private long taken;

    private int at;

    private final Instant wallOrigin = Instant.now();
    private final long nanoOrigin = System.nanoTime();

    LivePath(
            BenchHost host,
            Path ruleDirectory,
            DataSource source,
            SourceSession session,
            SimulatedTime time,
            Sync sync,
            AlertLatency latency)
            throws IOException {
        this.latency = latency;
        this.time = time;
        List<Instrument> instruments = session.instruments();
        Path work = host.directory("live-" + System.nanoTime());
        rules =
                new LiveRules(
                        ruleDirectory,
                        work.resolve("parsed"),
                        Duration.ofSeconds(10),
                        host.studies(),
                        new ContentStore(work.resolve("contents")),
                        new Listener());
        kernels = new TimedKernels(rules);
        engine =
                new Engine(
                        new Engine.Parts(
                                instruments,
                                List.of(source.decoder(instruments)),
                                host.calendar(),
                                BenchHost.TIMEFRAMES,
                                host.calendar()::barsPerSession,
                                host.studies(),
                                kernels,
                                new Output()));
        rules.loaded()
                .forEach((file, content) ->
                        engine.command(new RuleCommand.Activate(file, content)));
        journal =
                Journal.open(
                        new JournalSettings(
                                work.resolve("journal"),
                                Duration.ofMillis(5),
                                256L << 20,
                                512L << 20,
                                1));
        Iterator<String> names = List.of("journal", "engine").iterator();
        inbox =
                new Inbox(
                        InboxSettings.USUAL,
                        journal,
                        new JournaledEngine.Sessions(host.calendar()),
                        this::record,
                        task -> Thread.ofPlatform().name(names.next()).unstarted(task));
        DurabilityGate gate = sync == Sync.EACH_5_MS ? journal::awaitDurable : seq -> {};
        deliveries =
                new Deliveries(
                        List.of(Route.to(latency)),
                        gate,
                        (alertId, notifier, outcome, attempts) ->
                                outcome(
                                        new DeliveryRecord(alertId, notifier, outcome, attempts)
                                                .encode()));
        failOnProblems();
        inbox.start();
    }

    private void outcome(byte[] record) {
        try {
            inbox.offer(RecordKind.DELIVERY, record);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return where the source puts its frames: one connection's, so one thread's} */
    FrameSink sink() {
        FrameSink inner = inbox.sink(0);
        return new FrameSink() {
            @Override
            public void frame(long receiptMs, byte[] bytes, int offset, int length)
                    throws InterruptedException {
                int place = (int) (frames.get() & (FRAMES - 1));
                received[place] = System.nanoTime();
                planned[place] = plannedNanos(bytes, offset, length);
                frames.incrementAndGet();
                inner.frame(receiptMs, bytes, offset, length);
            }

            @Override
            public void skipped(String reason, String remedy) {}
        };
    }

    /** Says what time it is, as the scanner's clock does. */
    void clock() throws InterruptedException {
        inbox.clock(time.millis());
    }

    /** The exchange sends a second's changes when that second begins; the packets name it. */
    private long plannedNanos(byte[] bytes, int offset, int length) {
        ByteBuffer frame = ByteBuffer.wrap(bytes, offset, length);
        int packets = frame.getShort() & 0xFFFF;
        long second = 0;
        for (int i = 0; i < packets; i++) {
            int size = frame.getShort() & 0xFFFF;
            int packet = frame.position();
            if (size == FULL) {
                second = Math.max(second, frame.getInt(packet + FULL_TIME_AT));
            } else if (size == INDEX_FULL) {
                second = Math.max(second, frame.getInt(packet + INDEX_TIME_AT));
            }
            frame.position(packet + size);
        }
        Instant due = time.machineTimeOf(Instant.ofEpochSecond(second));
        return nanoOrigin + Duration.between(wallOrigin, due).toNanos();
    }

    private void record(JournalRecord record) {
        if (record.kind == RecordKind.FRAME) {
            at = (int) (taken++ & (FRAMES - 1));
        }
        engine.record(record);
    }

    long ticks() {
        return engine.counters().ticks;
    }

    /** Waits until all that came has its outcome. */
    void drain() throws InterruptedException {
        inbox.drain();
        deliveries.drain();
    }

    void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "rules did not run as they should: " + problems.getFirst());
        }
        if (inbox.state() instanceof InboxState.Failed(String reason)) {
            throw new IllegalStateException("the inbox failed: " + reason);
        }
    }

    @Override
    public void close() throws IOException {
        deliveries.close();
        inbox.close();
        journal.close();
        rules.close();
    }

    private final class Listener implements ScannerListener {
        @Override
        public void notice(String message) {
            if (!message.startsWith("rules run interpreted")) {
                problems.add(message);
            }
        }
    }

    private final class Output implements EngineOutput {
        @Override
        public void alert(Alert alert, long causeSeq) {
            latency.alert(
                    planned[at],
                    received[at],
                    kernels.beganNanos,
                    kernels.endedNanos,
                    System.nanoTime());
            deliveries.hand(alert, causeSeq);
        }

        @Override
        public void signal(Alert signal) {}

        @Override
        public void rejected(Alert signal, String filter, String reason) {}

        @Override
        public void voided(String file, long seq, int run) {
            problems.add(file + " was voided at record " + seq);
        }

        @Override
        public void struck(String file, int strikes, boolean rests, String reason) {
            problems.add(file + ": " + reason);
        }

        @Override
        public void refused(String file, String reason) {
            problems.add(file + " was refused: " + reason);
        }

        @Override
        public void delivery(byte[] bytes, int from, int length) {}

        @Override
        public void write(StateWriter out) {}
    }
}
