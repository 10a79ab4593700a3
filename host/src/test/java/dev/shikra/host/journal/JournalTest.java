package dev.shikra.host.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.journal.JournalFixture.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path directory;

    @Test
    void givesBackWhatWasPutIn() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Copy> expected = new ArrayList<>();
        try (Journal journal = Journal.open(JournalFixture.settings(directory, 1 << 20))) {
            journal.header("first", 1_000_500, new byte[] {9});
            expected.add(copy(1, 1_000_500, RecordKind.HEADER, 0, new byte[] {9}));
            for (int i = 0; i < 3000; i++) {
                byte[] payload = new byte[random.nextInt(i % 100 == 0 ? 3_000_000 : 300)];
                random.nextBytes(payload);
                RecordKind kind = random.nextBoolean() ? RecordKind.FRAME : RecordKind.DELIVERY;
                int source = random.nextInt(65_536);
                long timeMs = journal.lastTimeMs() + random.nextInt(3);
                long seq = journal.append(kind, timeMs, source, payload, 0, payload.length);
                if (payload.length < 10_000) {
                    expected.add(copy(seq, timeMs, kind, source, payload));
                }
                if (random.nextInt(20) == 0) {
                    journal.flush();
                }
            }
        }
        List<Copy> found = new ArrayList<>();
        long last =
                new JournalReader(directory)
                        .read(
                                1,
                                record -> {
                                    if (record.length < 10_000) {
                                        found.add(Copy.of(record));
                                    }
                                });
        assertThat(last).isEqualTo(3001);
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
        assertThat(SegmentName.list(directory)).hasSizeGreaterThan(5);
    }

    /** With the interval alone it would take a hundred seconds. */
    @Test
    @Timeout(60)
    void asksTheDiskAtOnceForARecordThatIsWaitedFor() throws Exception {
        var settings = new JournalSettings(directory, Duration.ofSeconds(1), 1 << 20, 1 << 20, 1);
        try (Journal journal = Journal.open(settings)) {
            journal.header("first", 1_000, new byte[] {9});
            for (int i = 0; i < 100; i++) {
                long seq = journal.append(RecordKind.FRAME, 1_000, 0, new byte[] {1}, 0, 1);
                journal.flush();
                journal.awaitDurableSoon(seq);
                assertThat(journal.durableSeq()).isGreaterThanOrEqualTo(seq);
            }
        }
    }

    private static Copy copy(long seq, long timeMs, RecordKind kind, int source, byte[] payload) {
        JournalRecord record = new JournalRecord();
        record.seq = seq;
        record.timeMs = timeMs;
        record.kind = kind;
        record.source = source;
        record.bytes = payload;
        record.length = payload.length;
        return Copy.of(record);
    }

    @Test
    void goesOnWhereItEnded() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path whole = directory.resolve("whole");
        Path resumed = directory.resolve("resumed");
        try (Journal journal = Journal.open(JournalFixture.settings(whole, 4096))) {
            for (int run = 0; run < 20; run++) {
                JournalFixture.fill(journal, random, 40, 200);
            }
        }
        random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            try (Journal journal = Journal.open(JournalFixture.settings(resumed, 4096))) {
                assertThat(journal.openingNotes()).isEmpty();
                JournalFixture.fill(journal, random, 40, 200);
            }
        }
        List<Copy> records = JournalFixture.readAll(whole);
        assertThat(JournalFixture.readAll(resumed)).as("seed %d", seed).isEqualTo(records);
        try (Journal journal = Journal.open(JournalFixture.settings(resumed))) {
            assertThat(journal.lastSeq()).isEqualTo(records.getLast().seq());
            assertThat(journal.lastTimeMs()).isEqualTo(records.getLast().timeMs());
            assertThat(journal.lastSecond())
                    .isEqualTo(records.stream().mapToLong(Copy::lastSecond).max().orElseThrow());
            for (int source = 0; source < 5; source++) {
                int wanted = source;
                assertThat(journal.frames(source))
                        .isEqualTo(
                                records.stream()
                                        .filter(r -> r.kind() == RecordKind.FRAME)
                                        .filter(r -> r.source() == wanted)
                                        .count());
            }
            assertThat(journal.lastHeader().orElseThrow().payload()).containsExactly(1, 2, 3);
            assertThat(journal.lastHeader().orElseThrow().session()).isEqualTo("2026-01-05");
        }
    }

    @Test
    void readsFromAnySeqToAny() throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(directory, 4096))) {
            for (int i = 0; i < 8; i++) {
                JournalFixture.fill(journal, new Random(i), 50, 200);
            }
        }
        List<Copy> all = JournalFixture.readAll(directory);
        for (int from = 1; from <= all.size() + 1; from += 7) {
            for (int to : new int[] {from - 1, from, from + 50, all.size()}) {
                List<Copy> some = new ArrayList<>();
                new JournalReader(directory).read(from, to, r -> some.add(Copy.of(r)));
                assertThat(some)
                        .isEqualTo(
                                all.subList(
                                        Math.min(from - 1, all.size()),
                                        Math.min(Math.max(from - 1, to), all.size())));
            }
        }
    }

    @Test
    void givesVoidsAlone() throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(directory, 4096))) {
            JournalFixture.fill(journal, new Random(5), 300, 100);
            journal.header("second", journal.lastTimeMs(), new byte[0]);
            JournalFixture.fill(journal, new Random(6), 300, 100);
        }
        List<Copy> voids =
                JournalFixture.readAll(directory).stream()
                        .filter(r -> r.kind() == RecordKind.VOID)
                        .toList();
        JournalReader reader = new JournalReader(directory);
        List<Copy> bySegment = new ArrayList<>();
        for (SegmentName segment : reader.segments()) {
            reader.voids(segment, r -> bySegment.add(Copy.of(r)));
        }
        List<Copy> atOnce = new ArrayList<>();
        reader.voidsFrom(1, r -> atOnce.add(Copy.of(r)));
        assertThat(voids).hasSizeGreaterThan(20);
        assertThat(bySegment).isEqualTo(voids);
        assertThat(atOnce).isEqualTo(voids);
    }

    @Test
    void becomesDurableByItself() throws Exception {
        try (Journal journal = Journal.open(JournalFixture.settings(directory))) {
            for (int i = 0; i < 50; i++) {
                JournalFixture.fill(journal, new Random(i), 10, 100);
                long seq = journal.writtenSeq();
                Thread waiter =
                        Thread.startVirtualThread(() -> {
                            try {
                                journal.awaitDurable(seq);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
                waiter.join();
                assertThat(journal.durableSeq()).isGreaterThanOrEqualTo(seq);
            }
        }
    }

    @Test
    void saysThatWhatIsNotWrittenWillNotBeDurable() throws Exception {
        Journal journal = Journal.open(JournalFixture.settings(directory));
        JournalFixture.fill(journal, new Random(1), 3, 10);
        Thread closer = Thread.startVirtualThread(() -> closeQuietly(journal));
        assertThatThrownBy(() -> journal.awaitDurable(1000))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("record 1000 will not become durable")
                .hasMessageContaining("closed");
        closer.join();
    }

    private static void closeQuietly(Journal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesASecondWriter() throws IOException {
        Journal journal = Journal.open(JournalFixture.settings(directory));
        assertThatThrownBy(() -> Journal.open(JournalFixture.settings(directory)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("another host writes this journal; stop it");
        journal.close();
        Journal.open(JournalFixture.settings(directory)).close();
    }

    @Test
    void refusesTimesThatFall() throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(directory))) {
            assertThatThrownBy(() -> journal.append(RecordKind.FRAME, 5, 0, new byte[0], 0, 0))
                    .hasMessageContaining("must be a header");
            journal.header("a", 5000, new byte[0]);
            assertThatThrownBy(() -> journal.append(RecordKind.FRAME, 4999, 0, new byte[0], 0, 0))
                    .hasMessageContaining("4999 is before the last record's, 5000");
            assertThatThrownBy(() -> journal.clock(5)).hasMessageContaining("not after 5");
            assertThatThrownBy(() -> journal.header("a/b", 6000, new byte[0]))
                    .hasMessageContaining("'a/b'");
        }
    }

    @Test
    void deletesOnlyOldWholeSessionsBeforeTheSnapshot() throws IOException {
        JournalSettings settings =
                new JournalSettings(directory, java.time.Duration.ofMillis(1), 4096, 1L << 30, 2);
        long frames;
        try (Journal journal = Journal.open(settings)) {
            long[] firsts = new long[5];
            for (int session = 0; session < 5; session++) {
                firsts[session] = journal.header("s" + session, journal.lastTimeMs(), new byte[1]);
                JournalFixture.fill(journal, new Random(session), 100, 200);
            }
            assertThat(sessions()).containsExactly("s0", "s1", "s2", "s3", "s4");
            journal.snapshotTaken(firsts[2] - 1);
            assertThat(sessions()).containsExactly("s1", "s2", "s3", "s4");
            journal.snapshotTaken(firsts[2]);
            assertThat(sessions()).containsExactly("s2", "s3", "s4");
            journal.snapshotTaken(firsts[4] + 3);
            assertThat(sessions()).containsExactly("s3", "s4");
            frames = journal.frames(0);
            assertThat(journal.deletedSessions()).isEqualTo(3);
            assertThat(new JournalReader(directory).read(firsts[3], r -> {}))
                    .isEqualTo(journal.writtenSeq());
            assertThatThrownBy(() -> new JournalReader(directory).read(firsts[2], r -> {}))
                    .hasMessageContaining("record " + firsts[2] + " is gone")
                    .hasMessageContaining("begins with record " + firsts[3]);
        }
        try (Journal journal = Journal.open(settings)) {
            assertThat(journal.frames(0)).isEqualTo(frames);
        }
    }

    private List<String> sessions() throws IOException {
        return SegmentName.list(directory).stream().map(SegmentName::session).distinct().toList();
    }

    @Test
    void keepsContentsByTheirHash() throws IOException {
        ContentStore store = new ContentStore(directory.resolve("contents"));
        byte[] content = "instruments".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String sha256 = store.put(content);
        assertThat(store.put(content)).isEqualTo(sha256).hasSize(64);
        assertThat(store.get(sha256)).isEqualTo(content);
        Files.writeString(directory.resolve("contents").resolve(sha256), "changed");
        assertThatThrownBy(() -> store.get(sha256)).hasMessageContaining("so it was changed");
        store.put(content);
        assertThat(store.get(sha256)).isEqualTo(content);
        String absent = ContentStore.sha256(new byte[] {7});
        assertThat(store.holds(absent)).isFalse();
        assertThatThrownBy(() -> store.get(absent)).hasMessageContaining("not kept");
        assertThatThrownBy(() -> store.get("../lock")).hasMessageContaining("not a SHA-256");
    }
}
