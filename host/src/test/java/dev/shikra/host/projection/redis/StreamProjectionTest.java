package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.projection.redis.RedisSettings.Batches;
import dev.shikra.host.projection.redis.RedisSettings.Beginning;
import dev.shikra.host.projection.redis.RedisSettings.Databases;
import dev.shikra.host.projection.redis.RedisSettings.Lengths;
import dev.shikra.host.projection.redis.RedisSettings.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;

/** The streams against real servers that are frozen, killed and started again. */
class StreamProjectionTest {
    private static final RedisKeys KEYS = new RedisKeys("", Databases.SEVERAL);

    /** Longest that a thread may be held by a server that does not answer, and time to be seen. */
    private static final long LONGEST_HELD_MS = 2_000 + 1_500;

    @TempDir Path folder;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    static Stream<RedisProcess.Program> programs() throws Exception {
        return RedisProcess.programs();
    }

    private static RedisSettings settings(RedisProcess redis, String prefix, Lengths lengths) {
        return new RedisSettings(
                redis.server(),
                Databases.SEVERAL,
                prefix,
                Beginning.KEEP,
                new Batches(10, 174, 1000, Pace.USUAL),
                lengths);
    }

    private RedisProjection project(RedisProcess redis, FrameJournal journal) {
        return project(settings(redis, "", Lengths.UNTRIMMED), journal);
    }

    private RedisProjection project(RedisSettings settings, FrameJournal journal) {
        var projection =
                new RedisProjection(settings, journal.journal(), journal.origin(), notices::add);
        projection.start();
        return projection;
    }

    private static void awaitFrames(RedisProjection projection, long frames) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> projection.state().frames() >= frames);
    }

    private static void assertHolds(RedisProcess redis, FrameJournal journal, String what) {
        try (RedisClient client = redis.client(1)) {
            assertThat(StreamContents.frames(client, KEYS.raw()))
                    .as("frames, %s", what)
                    .isEqualTo(journal.frames);
            assertThat(StreamContents.entries(client, KEYS.processed()))
                    .as("ticks, %s", what)
                    .isEqualTo(journal.entries);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void showsEveryFrameAndTickOnceUnderItsNumber(RedisProcess.Program program) throws Exception {
        try (RedisProcess redis = RedisProcess.start(program, folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 1);
                RedisProjection projection = project(redis, journal)) {
            journal.write(3_000);
            awaitFrames(projection, 3_000);
            journal.nextSession("2026-01-06");
            journal.write(10);
            awaitFrames(projection, 3_010);

            assertHolds(redis, journal, "as it came");
            assertThat(projection.state().connected()).isTrue();
            assertThat(notices).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void goesOnWhereItWasWhenTheServerIsKilled(RedisProcess.Program program) throws Exception {
        killAndGoOn(program, 5);
    }

    @ParameterizedTest
    @MethodSource("programs")
    @Tag("soak")
    void goesOnWhereItWasAfterFiftyKills(RedisProcess.Program program) throws Exception {
        killAndGoOn(program, 50);
    }

    private void killAndGoOn(RedisProcess.Program program, int kills) throws Exception {
        long seed = System.nanoTime();
        String what = "kill -9 of " + program + ", seed " + seed;
        System.out.println(what);
        var random = new Random(seed);
        try (RedisProcess redis = RedisProcess.start(program, folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), seed);
                RedisProjection projection = project(redis, journal)) {
            for (int kill = 0; kill < kills; kill++) {
                int frames = 2_000 + random.nextInt(2_000);
                journal.write(frames);
                long meet = journal.frames.size() - 1 - random.nextInt(frames);
                awaitFrames(projection, meet);
                redis.kill();
                journal.write(random.nextInt(500));
                redis.start();
            }
            journal.write(100);
            awaitFrames(projection, journal.frames.size());

            assertHolds(redis, journal, what);
            assertThat(notices).as("it says that Redis is gone, and back").hasSizeGreaterThan(1);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void catchesUpWhenAFrozenServerThaws(RedisProcess.Program program) throws Exception {
        try (RedisProcess redis = RedisProcess.start(program, folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 2);
                RedisProjection projection = project(redis, journal);
                var blocked = new BlockedThreads("redis-")) {
            journal.write(1_000);
            awaitFrames(projection, 500);
            redis.freeze();
            // Several megabytes: more than the sockets of a server that reads nothing take.
            journal.write(40_000);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !projection.state().connected());
            Thread.sleep(2_500); // it is tried again meanwhile
            assertThat(blocked.longestMs()).as(blocked.where()).isBetween(1L, LONGEST_HELD_MS);
            redis.thaw();
            awaitFrames(projection, journal.frames.size());

            assertHolds(redis, journal, "after a freeze");
            assertThat(notices)
                    .anySatisfy(said -> assertThat(said).contains("alerts and rules go on"))
                    .anySatisfy(said -> assertThat(said).contains("answers again"));
        }
    }

    @Test
    void goesOnWhereItWasAfterARestartOfItsOwn() throws Exception {
        try (RedisProcess redis =
                RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"))) {
            var before = new ArrayList<FrameJournal.Frame>();
            long written = 0;
            for (int run = 0; run < 5; run++) {
                try (FrameJournal journal = new FrameJournal(folder.resolve("journal"), run)) {
                    journal.write(700);
                    for (FrameJournal.Frame each : journal.frames) {
                        long seq = Long.parseLong(each.id().replace("-0", "")) + written;
                        before.add(
                                new FrameJournal.Frame(seq + "-0", each.received(), each.bytes()));
                    }
                    written += 700;
                    project(redis, journal).close(); // ends with what it has, or has all
                }
            }
            try (RedisClient client = redis.client(1)) {
                assertThat(StreamContents.frames(client, KEYS.raw())).isEqualTo(before);
            }
        }
    }

    @Test
    void aNewJournalGoesOnBehindTheOldOnesNumbers() throws Exception {
        try (RedisProcess redis =
                RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"))) {
            for (String name : List.of("first", "second")) {
                try (FrameJournal journal = new FrameJournal(folder.resolve(name), 3)) {
                    journal.write(50);
                    project(redis, journal).close();
                }
            }
            try (RedisClient client = redis.client(1)) {
                List<FrameJournal.Frame> frames = StreamContents.frames(client, KEYS.raw());
                assertThat(frames).hasSize(100);
                assertThat(frames.get(50).id()).isEqualTo("51-0");
                assertThat(frames.get(50).bytes()).isEqualTo(frames.get(0).bytes());
            }
        }
    }

    @Test
    void trimsStreamsOnlyIfTold() throws Exception {
        try (RedisProcess redis =
                        RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 4)) {
            journal.write(5_000);
            project(settings(redis, "", new Lengths(1_000, 0, 0, 0)), journal).close();

            try (RedisClient client = redis.client(1)) {
                assertThat(client.xlen(KEYS.raw())).isBetween(1_000L, 1_200L);
                assertThat(client.xlen(KEYS.processed())).isEqualTo(journal.entries.size());
            }
        }
    }

    @Test
    void whatEntriesHoldNeverDependsOnBatches() throws Exception {
        try (RedisProcess redis =
                        RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 6);
                RedisClient client = redis.client(1)) {
            List<Batches> batches =
                    List.of(
                            new Batches(10, 174, 1000, Pace.USUAL),
                            new Batches(1, 1, 1, Pace.USUAL),
                            new Batches(3, 40, 1000, Pace.USUAL),
                            new Batches(10, 174, 1000, Pace.MAXIMUM));
            List<Lengths> lengths = List.of(Lengths.UNTRIMMED, new Lengths(900, 700, 0, 0));
            for (Batches each : batches) {
                for (Lengths length : lengths) {
                    // As it comes for the first, all at once for the others.
                    RedisProjection projection =
                            project(batched(redis, prefix(each, length), each, length), journal);
                    for (int part = journal.frames.isEmpty() ? 40 : 0; part > 0; part--) {
                        journal.write(100);
                    }
                    projection.close();
                }
            }
            for (Lengths length : lengths) {
                for (String key : List.of(KEYS.raw(), KEYS.processed())) {
                    List<Map<String, String>> first =
                            StreamContents.read(client, prefix(batches.getFirst(), length) + key);
                    assertThat(first).hasSizeGreaterThan(600);
                    for (Batches each : batches) {
                        assertThat(StreamContents.read(client, prefix(each, length) + key))
                                .as("%s, %s, %s", key, each, length)
                                .isEqualTo(first);
                    }
                }
            }
        }
    }

    private static String prefix(Batches batches, Lengths lengths) {
        return batches.hashCode() + "-" + lengths.raw() + ":";
    }

    private static RedisSettings batched(
            RedisProcess redis, String prefix, Batches batches, Lengths lengths) {
        return new RedisSettings(
                redis.server(), Databases.SEVERAL, prefix, Beginning.KEEP, batches, lengths);
    }

    @Test
    void keepsTheSessionsTables() throws Exception {
        try (RedisProcess redis =
                        RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 5)) {
            journal.write(2_000);
            project(redis, journal).close();

            try (RedisClient analytics = redis.client(2);
                    RedisClient realTime = redis.client(1);
                    RedisClient system = redis.client(0)) {
                Map<String, String> profile =
                        analytics.hgetAll("volume_profile:session:NSE:ALPHA:2026-01-05");
                Map<String, String> levels =
                        analytics.hgetAll("volume_profile:distribution:NSE:ALPHA:2026-01-05");
                double total = levels.values().stream().mapToDouble(Double::parseDouble).sum();
                assertThat(Double.parseDouble(profile.get("totalVolume"))).isEqualTo(total);
                assertThat(levels.get(profile.get("poc"))).isEqualTo(profile.get("pocVolume"));
                Map<String, String> ohlc = analytics.hgetAll("ohlc_latest:NSE:ALPHA");
                List<FrameJournal.Entry> own =
                        journal.entries.stream()
                                .filter(each -> each.instrument().equals("NSE:ALPHA"))
                                .toList();
                assertThat(ohlc.get("open")).isEqualTo(own.getFirst().price());
                assertThat(analytics.ttl("ohlc_latest:NSE:ALPHA")).isBetween(1L, 57_600L);
                assertThat(realTime.hget("ticks:latest:NSE:ALPHA", "price"))
                        .isEqualTo(own.getLast().price());
                assertThat(realTime.ttl("ticks:latest:NSE:ALPHA")).isBetween(1L, 3_600L);
                assertThat(system.hget("system:session", "session")).isEqualTo("2026-01-05");
            }
        }
    }
}
