package dev.shikra.host.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.source.FrameSink;
import dev.shikra.host.inbox.SessionPlan.Session;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalFixture;
import dev.shikra.host.journal.JournalFixture.Copy;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordHandler;
import dev.shikra.host.journal.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    private static final InboxSettings SMALL = new InboxSettings(8, 4, 1024);
    private static final long DAY = 86_400_000L;

    @TempDir Path directory;

    /** Days of 24 h but for every third, which has no session. The payload is the version. */
    record Days(String version) implements SessionPlan {
        @Override
        public Session sessionAt(long timeMs) {
            long day = timeMs / DAY;
            long start = day % 3 == 2 ? day - 1 : day;
            long next = (start + 1) % 3 == 2 ? start + 2 : start + 1;
            return new Session("day-" + start, start * DAY, next * DAY);
        }

        @Override
        public byte[] header(Session session) {
            return (version + "@" + session.name())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** What the engine got, as values. */
    static final class Recorder implements RecordHandler {
        final List<Copy> records = new ArrayList<>();
        int batches;

        @Override
        public void record(JournalRecord record) {
            records.add(Copy.of(record));
        }

        @Override
        public void endOfBatch() {
            batches++;
        }
    }

    private Journal journal() throws IOException {
        return Journal.open(JournalFixture.settings(directory));
    }

    private static Inbox inbox(Journal journal, String version, RecordHandler engine) {
        return new Inbox(SMALL, journal, new Days(version), engine, Thread::new);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static long number(Copy frame) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = frame.payload().get(i);
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Second by second, record by record: what the order must be. */
    private static final class SlowOrder {
        final List<String> expected = new ArrayList<>();
        final SessionPlan plan;
        String session = "";
        long last;
        long second;

        SlowOrder(SessionPlan plan) {
            this.plan = plan;
        }

        void at(long stamped, String what) {
            long time = expected.isEmpty() ? stamped : Math.max(stamped, last);
            Session of = plan.sessionAt(time);
            if (expected.isEmpty()) {
                expected.add("HEADER " + of.name() + " at " + time);
                second = time / 1000;
            } else if (!of.name().equals(session)) {
                while (second < of.dayStartMs() / 1000 - 1) {
                    expected.add("second " + ++second);
                }
                expected.add("HEADER " + of.name() + " at " + of.dayStartMs());
            }
            session = of.name();
            while (second < time / 1000) {
                expected.add("second " + ++second);
            }
            last = what.isEmpty() ? Math.max(last, second * 1000) : time;
            if (!what.isEmpty()) {
                expected.add(what + " at " + time);
            } else if (expected.size() == 1) {
                last = time;
            }
        }
    }

    private static List<String> lines(List<Copy> records) {
        List<String> lines = new ArrayList<>();
        for (Copy record : records) {
            switch (record.kind()) {
                case CLOCK -> {
                    for (long s = record.firstSecond(); s <= record.lastSecond(); s++) {
                        lines.add("second " + s);
                    }
                    assertThat(record.timeMs()).isEqualTo(record.lastSecond() * 1000);
                }
                case HEADER -> {
                    StringBuilder text = new StringBuilder();
                    record.payload().forEach(b -> text.append((char) (byte) b));
                    lines.add(
                            "HEADER "
                                    + text.substring(text.indexOf("@") + 1)
                                    + " at "
                                    + record.timeMs());
                }
                case FRAME, COMMAND, VOID, DELIVERY ->
                        lines.add(record.kind() + " " + number(record) + " at " + record.timeMs());
            }
        }
        return lines;
    }

    @Test
    void putsClockRunsAndHeadersWhereASlowOrderPutsThem() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SlowOrder oracle = new SlowOrder(new Days("a"));
        Recorder engine = new Recorder();
        long time = 100 * DAY + random.nextInt((int) DAY);
        int number = 0;
        for (int run = 0; run < 12; run++) {
            try (Journal journal = journal();
                    Inbox inbox = inbox(journal, "a", engine)) {
                inbox.start();
                FrameSink sink = inbox.sink(3);
                for (int i = 0; i < 60; i++) {
                    time +=
                            switch (random.nextInt(30)) {
                                case 0 -> random.nextInt(20_000);
                                case 1 -> random.nextInt(20_000_000);
                                case 2 -> -random.nextInt(5000);
                                default -> random.nextInt(700);
                            };
                    switch (random.nextInt(10)) {
                        case 0 -> {
                            inbox.clock(time);
                            oracle.at(time, "");
                        }
                        case 1 -> {
                            if (!oracle.expected.isEmpty()) {
                                inbox.offer(RecordKind.COMMAND, number(++number));
                                oracle.expected.add("COMMAND " + number + " at " + oracle.last);
                            }
                        }
                        default -> {
                            sink.frame(time, number(++number), 0, 8);
                            oracle.at(time, "FRAME " + number);
                        }
                    }
                }
                inbox.drain();
            }
        }
        assertThat(lines(engine.records)).as("seed %d", seed).isEqualTo(oracle.expected);
        List<Copy> written = JournalFixture.readAll(directory);
        assertThat(engine.records).as("seed %d", seed).isEqualTo(written);
        assertThat(oracle.expected.stream().filter(l -> l.startsWith("HEADER")).count())
                .isGreaterThan(1);
    }

    @Test
    void writesAHeaderAfterARestartOnlyIfItsContentChanged() throws Exception {
        for (String version : List.of("a", "a", "b", "b", "a")) {
            Recorder engine = new Recorder();
            try (Journal journal = journal();
                    Inbox inbox = inbox(journal, version, engine)) {
                inbox.start();
                inbox.sink(0).frame(journal.lastTimeMs() + 1500, number(1), 0, 8);
                inbox.drain();
            }
        }
        assertThat(lines(JournalFixture.readAll(directory)))
                .containsExactly(
                        "HEADER day-0 at 1500",
                        "FRAME 1 at 1500",
                        "second 2",
                        "second 3",
                        "FRAME 1 at 3000",
                        "HEADER day-0 at 3000",
                        "second 4",
                        "FRAME 1 at 4500",
                        "second 5",
                        "second 6",
                        "FRAME 1 at 6000",
                        "HEADER day-0 at 6000",
                        "second 7",
                        "FRAME 1 at 7500");
    }

    @Test
    void keepsEarlyCommandsUntilATimeIsKnown() throws Exception {
        Recorder engine = new Recorder();
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", engine)) {
            inbox.start();
            inbox.offer(RecordKind.COMMAND, number(1));
            inbox.offer(RecordKind.DELIVERY, number(2));
            inbox.drain();
            assertThat(engine.records).isEmpty();
            inbox.sink(1).frame(5_000, number(3), 0, 8);
            inbox.drain();
        }
        assertThat(lines(engine.records))
                .containsExactly(
                        "HEADER day-0 at 5000",
                        "COMMAND 1 at 5000",
                        "DELIVERY 2 at 5000",
                        "FRAME 3 at 5000");
        assertThat(JournalFixture.readAll(directory)).isEqualTo(engine.records);
    }

    @Test
    void keepsEachProducersOrderAndLetsNoTimeFall() throws Exception {
        int producers = 4;
        int each = 3000;
        Recorder engine = new Recorder();
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", engine)) {
            inbox.start();
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < producers; p++) {
                int source = p;
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    Random random = new Random(source);
                                    FrameSink sink = inbox.sink(source);
                                    try {
                                        for (int i = 0; i < each; i++) {
                                            long time = 1_000_000L + random.nextInt(5000);
                                            sink.frame(time, number(i), 0, 8);
                                        }
                                    } catch (InterruptedException e) {
                                        throw new AssertionError(e);
                                    }
                                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            inbox.drain();
            for (int p = 0; p < producers; p++) {
                assertThat(journal.frames(p)).isEqualTo(each);
            }
        }
        long[] next = new long[producers];
        long seq = 0;
        long time = 0;
        for (Copy record : engine.records) {
            assertThat(record.seq()).isEqualTo(++seq);
            assertThat(record.timeMs()).isGreaterThanOrEqualTo(time);
            time = record.timeMs();
            if (record.kind() == RecordKind.FRAME) {
                assertThat(number(record)).isEqualTo(next[record.source()]++);
            }
        }
        assertThat(next).containsOnly(each);
        assertThat(engine.batches).isPositive();
    }

    @Test
    void handsOverOnlyWhatIsWritten() throws Exception {
        try (Journal journal = journal()) {
            AtomicInteger tooEarly = new AtomicInteger();
            RecordHandler engine =
                    record -> {
                        if (record.seq > journal.writtenSeq()) {
                            tooEarly.incrementAndGet();
                        }
                    };
            try (Inbox inbox = inbox(journal, "a", engine)) {
                inbox.start();
                for (int i = 0; i < 5000; i++) {
                    inbox.sink(0).frame(i * 100L, number(i), 0, 8);
                }
                inbox.drain();
            }
            assertThat(tooEarly).hasValue(0);
        }
    }

    @Test
    void holdsSourcesBackWhileTheEngineIsSlow() throws Exception {
        Semaphore permits = new Semaphore(0);
        Recorder records = new Recorder();
        RecordHandler engine =
                record -> {
                    permits.acquireUninterruptibly();
                    records.record(record);
                };
        AtomicInteger given = new AtomicInteger();
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", engine)) {
            inbox.start();
            FrameSink sink = inbox.sink(0);
            Thread source =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < 500; i++) {
                                        sink.frame(1000, number(i), 0, 8);
                                        given.incrementAndGet();
                                    }
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            });
            while (inbox.waiting() < SMALL.slots()) {
                Thread.onSpinWait();
            }
            assertThat(given.get()).isLessThanOrEqualTo(SMALL.slots());
            assertThat(source.isAlive()).isTrue();
            permits.release(10_000);
            source.join();
            inbox.drain();
        }
        assertThat(records.records).hasSize(501);
        for (int i = 0; i < 500; i++) {
            assertThat(number(records.records.get(i + 1))).isEqualTo(i);
        }
    }

    @Test
    void writesWhatTheEngineMakesAndDoesNotHandItBack() throws Exception {
        Recorder records = new Recorder();
        AtomicReference<Inbox> inboxOf = new AtomicReference<>();
        List<Long> tickets = new ArrayList<>();
        long durable;
        RecordHandler engine =
                record -> {
                    records.record(record);
                    if (record.kind == RecordKind.FRAME && record.seq % 3 == 0) {
                        tickets.add(
                                inboxOf.get().engineRecord(RecordKind.VOID, number(record.seq)));
                    }
                };
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", engine)) {
            inboxOf.set(inbox);
            inbox.start();
            for (int i = 0; i < 2000; i++) {
                inbox.sink(0).frame(1000 + i, number(i), 0, 8);
            }
            inbox.drain();
            inbox.awaitEngineRecord(tickets.getLast());
            durable = journal.durableSeq();
        }
        List<Copy> written = JournalFixture.readAll(directory);
        List<Copy> voids = written.stream().filter(r -> r.kind() == RecordKind.VOID).toList();
        assertThat(voids).hasSize(tickets.size()).hasSizeGreaterThan(300);
        assertThat(durable).isGreaterThanOrEqualTo(voids.getLast().seq());
        assertThat(voids).allSatisfy(v -> assertThat(number(v)).isLessThan(v.seq()));
        assertThat(written.stream().filter(r -> r.kind() != RecordKind.VOID).toList())
                .isEqualTo(records.records);
    }

    @Test
    void takesFramesOfAnySize() throws Exception {
        Recorder none = new Recorder();
        AtomicInteger bytes = new AtomicInteger();
        RecordHandler engine = record -> bytes.addAndGet(record.length);
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", engine)) {
            inbox.start();
            for (int i = 0; i < 40; i++) {
                inbox.sink(0).frame(1000, new byte[2 << 20], 1, (2 << 20) - 1);
            }
            inbox.sink(0).frame(1000, new byte[16 << 20], 0, 16 << 20);
            assertThatThrownBy(() -> inbox.sink(0).frame(1, new byte[(16 << 20) + 1], 0, 16777217))
                    .isInstanceOf(IllegalArgumentException.class);
            inbox.drain();
        }
        assertThat(none.records).isEmpty();
        assertThat(bytes.get()).isEqualTo(40 * ((2 << 20) - 1) + (16 << 20) + "a@day-0".length());
    }

    @Test
    void endsWhenAskedAndTakesNothingAfter() throws Exception {
        Recorder engine = new Recorder();
        try (Journal journal = journal()) {
            Inbox inbox = inbox(journal, "a", engine);
            inbox.start();
            for (int i = 0; i < 100; i++) {
                inbox.sink(0).frame(1000, number(i), 0, 8);
            }
            inbox.close();
            inbox.close();
            assertThat(engine.records).hasSize(101);
            assertThat(inbox.state()).isInstanceOf(InboxState.Closed.class);
            assertThatThrownBy(() -> inbox.sink(0).frame(1000, number(1), 0, 8))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(inbox::start).hasMessageContaining("started before");
        }
    }

    @Test
    void stopsTakingWhenTheEngineFails() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        RecordHandler engine =
                record -> {
                    if (record.kind == RecordKind.FRAME) {
                        failed.countDown();
                        throw new IllegalStateException("broken study");
                    }
                };
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", engine)) {
            inbox.start();
            inbox.sink(0).frame(1000, number(1), 0, 8);
            failed.await();
            inbox.drain();
            assertThat(inbox.state())
                    .isInstanceOfSatisfying(
                            InboxState.Failed.class,
                            f -> assertThat(f.reason()).contains("broken study"));
            assertThatThrownBy(() -> inbox.sink(0).frame(1000, number(1), 0, 8))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessageContaining("broken study");
        }
    }

    @Test
    void closesWholeOnAnInterruptedThread() throws Exception {
        Recorder engine = new Recorder();
        Journal journal = journal();
        Inbox inbox = inbox(journal, "a", engine);
        assertThatThrownBy(inbox::drain).hasMessageContaining("not started");
        inbox.start();
        for (int i = 0; i < 500; i++) {
            inbox.sink(0).frame(1000 + i, number(i), 0, 8);
        }
        Thread.currentThread().interrupt();
        inbox.close();
        journal.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal.failure()).isEmpty();
        assertThat(JournalFixture.readAll(directory)).isEqualTo(engine.records).hasSize(501);
    }

    @Test
    void refusesKindsAndSourcesThatCannotBe() throws Exception {
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", new Recorder())) {
            inbox.start();
            assertThatThrownBy(() -> inbox.offer(RecordKind.FRAME, number(1)))
                    .hasMessageContaining(
                            "only commands, deliveries, routes, volatilities and history are");
            assertThatThrownBy(() -> inbox.sink(65_536)).hasMessageContaining("65536");
            assertThat(inbox.state()).isInstanceOf(InboxState.Running.class);
        }
    }

    @Test
    void countsWhatSourcesLeaveOut() throws Exception {
        try (Journal journal = journal();
                Inbox inbox = inbox(journal, "a", new Recorder())) {
            inbox.sink(0).skipped("trades.csv:17", "price 'x' is not a number");
            inbox.sink(1).skipped("trades.csv:18", "price '' is not a number");
            assertThat(inbox.skipped()).isEqualTo(2);
        }
    }
}
