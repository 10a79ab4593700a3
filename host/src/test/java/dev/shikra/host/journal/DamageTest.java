package dev.shikra.host.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.journal.JournalFixture.Copy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    @TempDir Path directory;

    private Path journal() throws IOException {
        return Files.createDirectories(directory.resolve("journal"));
    }

    private Path segment(int records) throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(journal()))) {
            JournalFixture.fill(journal, new Random(records), records, 30);
        }
        return SegmentName.list(journal()).getLast().file();
    }

    @Test
    void cutsATornTailWhereverItWasTorn() throws IOException {
        Path segment = segment(12);
        byte[] whole = Files.readAllBytes(segment);
        List<Copy> records = JournalFixture.readAll(journal());
        int lastTwo =
                records.get(11).payload().size()
                        + records.get(12).payload().size()
                        + 2 * RecordFormat.HEAD
                        + 2 * RecordFormat.CLOCK_PAYLOAD;
        for (int length = whole.length - lastTwo; length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            int left = JournalFixture.readAll(journal()).size();
            assertThat(left).isBetween(10, 12);
            try (Journal journal = Journal.open(JournalFixture.settings(journal()))) {
                assertThat(journal.lastSeq()).isEqualTo(left);
                assertThat(journal.lastTimeMs()).isEqualTo(records.get(left - 1).timeMs());
                long cut = length - Files.size(segment);
                if (cut == 0) {
                    assertThat(journal.openingNotes()).isEmpty();
                } else {
                    assertThat(journal.openingNotes())
                            .singleElement()
                            .asString()
                            .contains(segment + ": " + cut + " bytes cut at byte ")
                            .contains("the last whole record is " + left);
                }
                journal.append(RecordKind.FRAME, journal.lastTimeMs(), 0, new byte[5], 0, 5);
            }
            assertThat(JournalFixture.readAll(journal()).subList(0, left))
                    .isEqualTo(records.subList(0, left));
            assertThat(JournalFixture.readAll(journal())).hasSize(left + 1);
        }
    }

    @Test
    void findsAFlippedBitInEveryByteAndRepairs() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path segment = segment(14);
        byte[] whole = Files.readAllBytes(segment);
        List<Copy> records = JournalFixture.readAll(journal());
        int lastRecord = whole.length - lengthOf(records.getLast());
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, flipped);
            String where = "seed " + seed + ", byte " + at;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            assertThat(JournalCommands.verify(journal(), print(said))).as(where).isEqualTo(1);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .as(where)
                    .contains(segment.toString());
            if (at < lastRecord) {
                assertThatThrownBy(() -> Journal.open(JournalFixture.settings(journal())))
                        .as(where)
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining(segment.toString())
                        .hasMessageContaining("./shikra journal repair");
                assertThatThrownBy(() -> JournalFixture.readAll(journal()))
                        .as(where)
                        .isInstanceOf(JournalException.class);
                assertThat(JournalCommands.repair(journal(), print(said))).as(where).isZero();
                assertThat(said.toString(StandardCharsets.UTF_8)).contains("cut: the last record");
            }
            try (Journal journal = Journal.open(JournalFixture.settings(journal()))) {
                assertThat(journal.lastSeq()).as(where).isLessThan(records.size());
            }
            List<Copy> left = JournalFixture.readAll(journal());
            assertThat(left).as(where).isEqualTo(records.subList(0, left.size()));
        }
    }

    private static int lengthOf(Copy record) {
        return RecordFormat.HEAD
                + (record.kind() == RecordKind.CLOCK
                        ? RecordFormat.CLOCK_PAYLOAD
                        : record.payload().size());
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Test
    void namesSegmentOffsetAndSeqOfABadRecord() throws IOException {
        Path segment = segment(10);
        byte[] bytes = Files.readAllBytes(segment);
        int second = ByteBuffer.wrap(bytes).getInt(12) + RecordFormat.HEAD + 3;
        bytes[second + RecordFormat.HEAD - 1] ^= 1;
        Files.write(segment, bytes);
        assertThatThrownBy(() -> JournalFixture.readAll(journal()))
                .hasMessage(
                        segment
                                + ": damaged at byte "
                                + second
                                + ", where record 2 should stand: checksum of the record; "
                                + JournalException.REPAIR)
                .isInstanceOfSatisfying(
                        JournalException.class,
                        e -> {
                            assertThat(e.file()).isEqualTo(segment);
                            assertThat(e.offset()).isEqualTo(second);
                            assertThat(e.seq()).isEqualTo(2);
                        });
    }

    @Test
    void neverPassesOverDamageAtTheEndOfAnEarlierSegment() throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(journal(), 4096))) {
            JournalFixture.fill(journal, new Random(3), 300, 100);
        }
        Path first = SegmentName.list(journal()).getFirst().file();
        Files.write(first, Arrays.copyOf(Files.readAllBytes(first), (int) Files.size(first) - 1));
        assertThatThrownBy(() -> JournalFixture.readAll(journal()))
                .hasMessageContaining(first + ": damaged at byte ")
                .hasMessageContaining("bytes; run './shikra journal repair'");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(JournalCommands.repair(journal(), print(said))).isZero();
        assertThat(SegmentName.list(journal())).hasSize(1);
        assertThat(SegmentName.list(journal().resolve("aside-1"))).hasSizeGreaterThan(3);
        assertThat(JournalCommands.verify(journal(), print(said))).isZero();
        assertThat(JournalCommands.repair(journal(), print(said))).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("nothing to repair");
    }

    @Test
    void missesASegmentThatIsGone() throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(journal(), 4096))) {
            JournalFixture.fill(journal, new Random(3), 300, 100);
        }
        List<SegmentName> segments = SegmentName.list(journal());
        Files.delete(segments.get(1).file());
        assertThatThrownBy(() -> JournalFixture.readAll(journal()))
                .hasMessageContaining(segments.get(2).file() + ": records from ")
                .hasMessageContaining("are missing before it");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(JournalCommands.verify(journal(), print(said))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("are missing");
    }

    @Test
    void removesASegmentThatNeverHeldARecord() throws IOException {
        Path first = segment(5);
        byte[] whole = Files.readAllBytes(first);
        List<Copy> records = JournalFixture.readAll(journal());
        SegmentHeader header = new SegmentHeader(7, 5, 5, new long[] {1});
        byte[] start = Arrays.copyOf(header.encode(), header.length() + RecordFormat.HEAD - 1);
        for (int length = 0; length <= start.length; length++) {
            Path second = SegmentName.of(journal(), 7, "next").file();
            Files.write(second, Arrays.copyOf(start, length));
            assertThat(JournalFixture.readAll(journal())).isEqualTo(records);
            try (Journal journal = Journal.open(JournalFixture.settings(journal()))) {
                assertThat(journal.openingNotes())
                        .singleElement()
                        .asString()
                        .contains(second + ": " + length + " bytes and no whole record");
                assertThat(journal.lastSeq()).isEqualTo(6);
            }
            assertThat(second).doesNotExist();
            assertThat(Files.readAllBytes(first)).isEqualTo(whole);
        }
    }

    @Test
    void saysWhatIsWrongWithAHeader() throws IOException {
        Path segment = segment(5);
        byte[] whole = Files.readAllBytes(segment);
        byte[] other = whole.clone();
        other[11] = 2;
        assertSays(segment, other, "journal format version 2, this program reads version 1");
        other = whole.clone();
        other[0] = 'x';
        assertSays(segment, other, "does not begin as a journal segment does");
        other = whole.clone();
        other[30] ^= 1;
        assertSays(segment, other, "checksum of the segment's header");
        Files.delete(segment);
        Path moved = SegmentName.of(journal(), 100, "moved").file();
        assertSays(moved, whole, "its first record is 1, not what its name says");
        Files.delete(moved);
        Path renamed = journal().resolve("1-x.seg");
        assertSays(renamed, whole, "not a segment's name");
        Files.delete(renamed);
        try (Journal journal = Journal.open(JournalFixture.settings(journal()))) {
            assertThat(journal.lastSeq()).isZero();
        }
    }

    private void assertSays(Path segment, byte[] bytes, String what) throws IOException {
        Files.write(segment, bytes);
        assertThatThrownBy(() -> Journal.open(JournalFixture.settings(journal())))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(segment + ": ")
                .hasMessageContaining(what);
    }

    @Test
    void inspectsARecordALine() throws IOException {
        try (Journal journal = Journal.open(JournalFixture.settings(journal()))) {
            journal.header("2026-01-05", 1_000_000, new byte[] {1, 2});
            journal.clock(1003);
            journal.append(RecordKind.FRAME, 1_003_004, 2, new byte[7], 0, 7);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(JournalCommands.inspect(journal(), print(said))).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "1 1000000 HEADER 2 bytes",
                        "2 1003000 CLOCK 1001..1003",
                        "3 1003004 FRAME source 2 7 bytes",
                        "HEADER 1",
                        "FRAME 1",
                        "CLOCK 1");
    }
}
