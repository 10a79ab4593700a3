package dev.shikra.host.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.journal.SnapshotStore.Candidate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    @TempDir Path directory;

    private static ByteBuffer content(int seed) {
        byte[] bytes = new byte[50];
        Arrays.fill(bytes, (byte) seed);
        return ByteBuffer.wrap(bytes);
    }

    private static List<Candidate> all(SnapshotStore store) throws IOException {
        List<Candidate> all = new ArrayList<>();
        store.newestFirst().forEach(all::add);
        return all;
    }

    @Test
    void keepsTheNewest() throws IOException {
        SnapshotStore store = new SnapshotStore(directory, 3);
        assertThat(all(store)).isEmpty();
        assertThat(store.oldestSeq()).isZero();
        for (int i = 1; i <= 5; i++) {
            store.write(i * 10L, i * 1000L, content(i));
        }
        assertThat(all(store))
                .map(c -> (Candidate.Whole) c)
                .extracting(Candidate.Whole::seq, Candidate.Whole::timeMs, Candidate.Whole::content)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(50L, 5000L, content(5)),
                        org.assertj.core.groups.Tuple.tuple(40L, 4000L, content(4)),
                        org.assertj.core.groups.Tuple.tuple(30L, 3000L, content(3)));
        assertThat(store.oldestSeq()).isEqualTo(30);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void keepsOneInAWhileOfTheOlderOnesAndCountsThemNot() throws IOException {
        var older = new SnapshotStore.Older(Duration.ofSeconds(10), Duration.ofSeconds(60), 1_000);
        SnapshotStore store = new SnapshotStore(directory, 2, older);
        for (int i = 1; i <= 40; i++) {
            store.write(i, i * 3_000L, content(i));
        }
        // Of each ten seconds the first, for a minute; a snapshot has 90 bytes.
        assertThat(store.before(Long.MAX_VALUE))
                .extracting(SnapshotStore.At::timeMs)
                .containsExactly(
                        120_000L, 117_000L, 111_000L, 102_000L, 90_000L, 81_000L, 72_000L, 60_000L);
        assertThat(store.before(89_999).getFirst().timeMs()).isEqualTo(81_000);
        assertThat(store.oldestSeq()).isEqualTo(39);
        SnapshotStore small =
                new SnapshotStore(
                        directory,
                        2,
                        new SnapshotStore.Older(
                                Duration.ofSeconds(10), Duration.ofSeconds(60), 200));
        small.write(41, 123_000, content(41));
        assertThat(small.before(Long.MAX_VALUE)).hasSize(4);
    }

    @Test
    void fallsBackFromABadOneAndSaysWhy() throws IOException {
        SnapshotStore store = new SnapshotStore(directory, 3);
        store.write(1, 1, content(1));
        Path newest = store.write(2, 2, content(2));
        byte[] whole = Files.readAllBytes(newest);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(newest, flipped);
            assertFallsBack(store, newest, "");
            Files.write(newest, Arrays.copyOf(whole, at));
            assertFallsBack(store, newest, "torn");
        }
        byte[] other = whole.clone();
        other[11] = 9;
        Files.write(newest, other);
        assertFallsBack(store, newest, "format version 9, this program reads version 1");
        other = whole.clone();
        other[whole.length - 1] ^= 1;
        Files.write(newest, other);
        assertFallsBack(store, newest, "checksum");
    }

    private static void assertFallsBack(SnapshotStore store, Path newest, String why)
            throws IOException {
        List<Candidate> all = all(store);
        assertThat(all).hasSize(2);
        assertThat(all.get(0))
                .isInstanceOfSatisfying(
                        Candidate.Refused.class,
                        refused -> {
                            assertThat(refused.file()).isEqualTo(newest);
                            assertThat(refused.reason()).contains(newest.toString(), why);
                        });
        assertThat(all.get(1))
                .isInstanceOfSatisfying(
                        Candidate.Whole.class, w -> assertThat(w.seq()).isEqualTo(1));
    }

    @Test
    void deletesWhatIsAheadOfTheJournal() throws IOException {
        SnapshotStore store = new SnapshotStore(directory, 3);
        store.write(10, 1, content(1));
        Path ahead = store.write(20, 2, content(2));
        assertThat(store.deleteBeyond(20)).isEmpty();
        assertThat(store.deleteBeyond(19)).containsExactly(ahead);
        assertThat(all(store)).hasSize(1);
    }
}
