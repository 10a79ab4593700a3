package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay was killed half way; then something happened to what it left on disk. */
class DamagedStateTest {
    @TempDir static Path shared;
    private static ShikraHome.Ran whole;
    private static String wholeAlerts;
    private static Path killed;

    @TempDir Path folder;
    private ShikraHome home;
    private Path alerts;

    @BeforeAll
    static void killAReplayHalfWay() throws Exception {
        ShikraHome origin = ShikraHome.in(shared.resolve("origin"));
        Path alerts = shared.resolve("whole.jsonl");
        whole = origin.run("replay", "--sample", "--alerts", alerts);
        assertThat(whole.exit()).as(whole.err()).isZero();
        wholeAlerts = Files.readString(alerts);
        long half = origin.journalBytes() / 2;
        ShikraHome home = ShikraHome.in(shared.resolve("killed"));
        try (ShikraHome.Child child =
                home.start(
                        "replay",
                        "--sample",
                        "--alerts",
                        home.path().resolve("alerts.jsonl"),
                        "--speed",
                        150_000)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() ->
                            child.ended()
                                    || home.journalBytes() > half
                                            && ShikraHome.files(home.snapshots(), ".snap").size()
                                                    >= 3);
            assertThat(child.ended()).as(child.noticed()).isFalse();
            child.kill();
        }
        killed = home.path();
    }

    @BeforeEach
    void aCopyOfIt() throws Exception {
        ShikraHome.copy(killed, folder.resolve("home"));
        home = ShikraHome.in(folder.resolve("home"));
        alerts = home.path().resolve("alerts.jsonl");
    }

    private ShikraHome.Ran resume() {
        return home.run("replay", "--sample", "--alerts", alerts, "--resume");
    }

    private void endsAsTheWhole(ShikraHome.Ran ran) throws Exception {
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.hash()).as(ran.err()).isEqualTo(whole.hash());
        assertThat(Files.readString(alerts)).isEqualTo(wholeAlerts);
    }

    private Path newestSegment() throws Exception {
        return ShikraHome.files(home.journal(), ".seg").getLast();
    }

    private static void flip(Path file, long at) throws Exception {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 0x10)).rewind();
            channel.write(one, at);
        }
    }

    /** Sets the checksum of a snapshot that was changed. */
    private static void sign(ByteBuffer snapshot) {
        var crc = new CRC32C();
        crc.update(snapshot.slice(0, 36));
        crc.update(snapshot.slice(40, snapshot.capacity() - 40));
        snapshot.putInt(36, (int) crc.getValue());
    }

    @Test
    void goesOnFromTheNewestSnapshotAndSaysNothing() throws Exception {
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err()).doesNotContain("snapshot not used");
    }

    @Test
    void cutsATornTailAndSaysWhere() throws Exception {
        Path segment = newestSegment();
        Files.write(segment, new byte[] {1, 2, 3, 4, 5, 6, 7}, StandardOpenOption.APPEND);
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err())
                .containsPattern(
                        Pattern.quote(segment.toString())
                                + ": \\d+ bytes cut at byte \\d+, left by a stop in the middle of a write \\(.+\\); the last whole record is \\d+");
    }

    @Test
    void takesBackWhatATornRecordTakesWithIt() throws Exception {
        Path segment = newestSegment();
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3);
        }
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err())
                .contains(segment + ": ")
                .contains("left by a stop in the middle of a write");
    }

    @Test
    void fallsBackFromSnapshotToSnapshotToTheJournalAloneAndSaysEach() throws Exception {
        List<Path> snapshots = ShikraHome.files(home.snapshots(), ".snap");
        // The newest three, and one of each quarter of an hour before them.
        assertThat(snapshots).hasSizeGreaterThanOrEqualTo(3);
        for (int bad = 1; bad <= snapshots.size(); bad++) {
            Path copy = folder.resolve("home-" + bad);
            ShikraHome.copy(killed, copy);
            home = ShikraHome.in(copy);
            alerts = copy.resolve("alerts.jsonl");
            List<Path> here =
                    ShikraHome.files(home.snapshots(), ".snap").reversed().subList(0, bad);
            for (Path each : here) {
                flip(each, Files.size(each) / 2);
            }
            ShikraHome.Ran ran = resume();
            endsAsTheWhole(ran);
            for (Path each : here) {
                assertThat(ran.err())
                        .contains(each + ": snapshot not used, checksum: its bytes were changed");
            }
            assertThat(ran.err().lines().filter(line -> line.contains("snapshot not used")))
                    .hasSize(bad);
        }
    }

    @Test
    void leavesASnapshotOfAnotherFormatAsideAndSaysSo() throws Exception {
        Path newest = ShikraHome.files(home.snapshots(), ".snap").getLast();
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(newest));
        content.putInt(8, 99);
        Files.write(newest, content.array());
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err())
                .contains(
                        newest
                                + ": snapshot not used, format version 99, this program reads version 1");
    }

    @Test
    void leavesASnapshotOfAnotherEngineAsideAndSaysSo() throws Exception {
        // Whole by its checksum, but its state is of a version that this engine does not know: as
        // after an update.
        Path newest = ShikraHome.files(home.snapshots(), ".snap").getLast();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(newest));
        int engineVersion =
                40 + 8 + 8
                        + 4; // behind the header, the positions of two files and the state's length
        all.putInt(engineVersion, 99);
        sign(all);
        Files.write(newest, all.array());
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err()).contains(newest + ": snapshot not used, ").contains("version 99");
    }

    @Test
    void leavesASnapshotAsideThatEndsTooSoonAndNothingOfItRemains() throws Exception {
        // All of it but the end can be read, so rules are bound and studies filled before the fault
        // shows.
        Path newest = ShikraHome.files(home.snapshots(), ".snap").getLast();
        byte[] bytes = Files.readAllBytes(newest);
        ByteBuffer all = ByteBuffer.wrap(bytes, 0, bytes.length - 2).slice();
        all.putLong(28, all.capacity() - 40); // length of the content
        all.putInt(56, all.getInt(56) - 2); // length of the state
        sign(all);
        Files.write(newest, Arrays.copyOf(bytes, all.capacity()));
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err()).contains(newest + ": snapshot not used, ");
    }

    @Test
    void writesTheAlertsAgainWhenTheirFileIsGone() throws Exception {
        Files.delete(alerts);
        ShikraHome.Ran ran = resume();
        endsAsTheWhole(ran);
        assertThat(ran.err()).contains(alerts.toString());
    }

    @Test
    void refusesAJournalWithAFlippedBitAndNamesPlaceAndRemedy() throws Exception {
        Path segment = newestSegment();
        flip(segment, Files.size(segment) / 2);
        ShikraHome.Ran ran = resume();
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .containsPattern(
                        Pattern.quote(segment.toString())
                                + ": damaged at byte \\d+, where record \\d+ should stand: .+")
                .contains(
                        "run './shikra journal repair', which sets a copy aside and cuts the journal there")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAFlippedBitInAnEarlierSegmentWhenThatIsNeeded() throws Exception {
        Path segment = ShikraHome.files(home.journal(), ".seg").getFirst();
        flip(segment, Files.size(segment) / 2);
        for (Path each : ShikraHome.files(home.snapshots(), ".snap")) {
            Files.delete(each);
        }
        ShikraHome.Ran ran = resume();
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .contains(segment + ": damaged at byte ")
                .contains("'./shikra journal repair'")
                .doesNotContain("\tat ");
    }
}
