package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay that is killed (SIGKILL) wherever it stands, and gone on with, ends as one that nobody
 * touched.
 */
class KilledReplayTest {
    /** The sample's 6.7 days in a few seconds: time enough to be hit. */
    private static final int SPEED = 150_000;

    @TempDir Path folder;
    private ShikraHome whole;
    private Path wholeAlerts;
    private Path wholeSignals;
    private ShikraHome.Ran wholeRan;
    private long wholeJournal;
    private int killedAtWork;
    private int killedInRecovery;

    @BeforeEach
    void runWhole() throws Exception {
        whole = ShikraHome.in(folder.resolve("whole"));
        wholeAlerts = folder.resolve("whole-alerts.jsonl");
        wholeSignals = folder.resolve("whole-signals.jsonl");
        wholeRan =
                whole.run("replay", "--sample", "--alerts", wholeAlerts, "--signals", wholeSignals);
        assertThat(wholeRan.exit()).as(wholeRan.err()).isZero();
        assertThat(wholeRan.ids()).hasSizeGreaterThan(50);
        wholeJournal = whole.journalBytes();
    }

    @Test
    void endsTheSameAfterTenKillsWithSnapshots() throws Exception {
        killAndGoOn(10, "often");
    }

    @Test
    void endsTheSameAfterTenKillsWithoutSnapshots() throws Exception {
        killAndGoOn(10, "never");
    }

    @Test
    @Tag("soak")
    void endsTheSameAfterTwoHundredKills() throws Exception {
        for (int chain = 0; chain < 20; chain++) {
            killAndGoOn(10, chain % 2 == 0 ? "often" : "never");
        }
    }

    private void killAndGoOn(int kills, String snapshots) throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String what = "seed " + seed + ", snapshots " + snapshots;
        System.out.println("kill -9 of a replay: " + what);
        ShikraHome home = ShikraHome.in(folder.resolve("killed-" + seed));
        Path alerts = folder.resolve("alerts-" + seed + ".jsonl");
        Path signals = folder.resolve("signals-" + seed + ".jsonl");
        List<Object> arguments =
                new ArrayList<>(
                        List.of("replay", "--sample", "--alerts", alerts, "--signals", signals));
        if (snapshots.equals("never")) {
            arguments.add("--no-snapshots");
        } else {
            // 20 minutes of the sample: a run has many, and a kill falls between any two.
            arguments.addAll(List.of("--config", home.configuration("often", "intervalS", "1200")));
        }

        Set<String> printed = new LinkedHashSet<>();
        for (int kill = 0; kill < kills; kill++) {
            boolean inRecovery = kill > 0 && random.nextInt(3) == 0;
            // Spread over the replay, with room for what a start takes before it is hit.
            long bytes = (long) (wholeJournal * (kill + random.nextDouble()) / kills);
            printed.addAll(
                    killOnce(
                            home,
                            arguments,
                            kill == 0,
                            inRecovery ? cutOf(alerts, signals) : grownTo(home, bytes),
                            inRecovery));
        }
        ShikraHome.Ran last = finish(home, arguments);
        printed.addAll(last.ids());

        assertThat(last.exit()).as("%s\n%s", what, last.err()).isZero();
        assertThat(printed).as(what).containsExactlyInAnyOrderElementsOf(wholeRan.ids());
        assertThat(last.hash()).as(what).isEqualTo(wholeRan.hash());
        assertThat(Files.readString(alerts)).as(what).isEqualTo(Files.readString(wholeAlerts));
        assertThat(Files.readString(signals)).as(what).isEqualTo(Files.readString(wholeSignals));
        assertThat(killedAtWork)
                .as("%s: kills that met a replay at work", what)
                .isGreaterThan(kills / 2);
        System.out.println(
                "kill -9 of a replay: of "
                        + kills
                        + " kills "
                        + killedAtWork
                        + " met it at work, "
                        + killedInRecovery
                        + " of them in recovery");
        killedAtWork = 0;
        killedInRecovery = 0;
    }

    private Set<String> killOnce(
            ShikraHome home,
            List<Object> arguments,
            boolean first,
            Callable<Boolean> ripe,
            boolean inRecovery)
            throws Exception {
        List<Object> all = new ArrayList<>(arguments);
        all.addAll(Arrays.asList("--speed", SPEED));
        if (!first) {
            all.add("--resume");
        }
        try (ShikraHome.Child child = home.start(all.toArray())) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> child.ended() || ripe.call());
            boolean alive = !child.ended();
            child.kill();
            killedAtWork += alive ? 1 : 0;
            killedInRecovery += alive && inRecovery ? 1 : 0;
            if (!alive) {
                assertThat(child.await().exit()).as(child.noticed()).isZero();
            }
            return ShikraHome.idsIn(child.printed());
        }
    }

    /** The journal has grown, and to so many bytes at least. */
    private static Callable<Boolean> grownTo(ShikraHome home, long bytes) {
        long before = home.journalBytes();
        return () -> {
            long now = home.journalBytes();
            return now > before && now >= bytes;
        };
    }

    /**
     * Recovery has begun: it cuts from the files what stands behind the snapshot, or all, and then
     * reads the journal. What it has to cut is put there: lines that reached the file and were not
     * yet part of a snapshot look the same.
     */
    private static Callable<Boolean> cutOf(Path alerts, Path signals) throws Exception {
        for (Path file : List.of(alerts, signals)) {
            Files.writeString(
                    file,
                    "{\"torn".repeat(50_000),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        long before = Files.size(alerts);
        return () -> Files.size(alerts) < before;
    }

    private static ShikraHome.Ran finish(ShikraHome home, List<Object> arguments) throws Exception {
        List<Object> all = new ArrayList<>(arguments);
        all.add("--resume");
        return home.run(all.toArray());
    }
}
