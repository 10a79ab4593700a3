package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskReplayTest {
    @TempDir Path folder;

    @Test
    void aDiskThatIsFullEndsTheReplayWithItsReasonAndItGoesOnWhenThereIsRoom() throws Exception {
        ShikraHome whole = ShikraHome.in(folder.resolve("whole"));
        Path wholeAlerts = folder.resolve("whole.jsonl");
        ShikraHome.Ran expected = whole.run("replay", "--sample", "--alerts", wholeAlerts);
        assertThat(expected.exit()).as(expected.err()).isZero();

        ShikraHome home = ShikraHome.in(folder.resolve("small"));
        // Plugins and parsed rules are unpacked before the disk gets small.
        assertThat(home.run("replay", MadeUpTrades.write(folder.resolve("FEW.csv"), 1, 5)).exit())
                .isZero();
        Path alerts = folder.resolve("alerts.jsonl");
        long largest = 0;
        for (Path segment : ShikraHome.files(whole.journal(), ".seg")) {
            largest = Math.max(largest, Files.size(segment));
        }
        int room = (int) (largest / 2 / 1024);
        beginAndKill(home, alerts);
        try (ShikraHome.Child child =
                home.startWithSmallFiles(
                        room, "replay", "--sample", "--alerts", alerts, "--resume")) {
            ShikraHome.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
            assertThat(ran.err())
                    .contains(home.journal().toString())
                    .contains("nothing was overwritten")
                    .contains("free or replace the disk")
                    .doesNotContain("\tat ");
            assertThat(ran.out()).doesNotContain("stateHash");
            assertThat(expected.ids()).containsAll(ran.ids());

            ShikraHome.Ran resumed = home.run("replay", "--sample", "--alerts", alerts, "--resume");
            assertThat(resumed.exit()).as(resumed.err()).isZero();
            assertThat(resumed.hash()).isEqualTo(expected.hash());
            assertThat(Files.readString(alerts)).isEqualTo(Files.readString(wholeAlerts));
        }
    }

    /** What is kept beside the journal, the plugins too, is there before the disk gets small. */
    private static void beginAndKill(ShikraHome home, Path alerts) throws Exception {
        try (ShikraHome.Child child =
                home.start("replay", "--sample", "--alerts", alerts, "--speed", 20_000)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> child.ended() || home.journalBytes() > 10_000);
            assertThat(child.ended()).as(child.noticed()).isFalse();
            child.kill();
        }
    }

    @Test
    void aDiskWithoutRoomForThePluginsIsNamedBeforeAnythingIsReplayed() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("small"));
        assertThat(home.run("replay", MadeUpTrades.write(folder.resolve("FEW.csv"), 1, 5)).exit())
                .isZero();
        try (ShikraHome.Child child = home.startWithSmallFiles(300, "replay", "--sample")) {
            ShikraHome.Ran ran = child.await();
            assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
            assertThat(ran.err())
                    .contains(home.journal().toString())
                    .contains("can't be kept")
                    .contains("free or replace the disk")
                    .doesNotContain("\tat ");
            assertThat(ran.ids()).isEmpty();
        }
    }
}
