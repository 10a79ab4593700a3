package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.projection.redis.RedisProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.StreamEntry;

/** Whole scanners and a real server: what one shows there, another reads. */
class RedisEndToEndTest {
    private static final String KEYS = "replay:";

    @TempDir Path folder;
    private RedisProcess redis;
    private Path trades;

    @BeforeEach
    void startServer() throws Exception {
        redis = RedisProcess.start(RedisProcess.embedded(), folder.resolve("server"));
        trades = MadeUpTrades.write(folder.resolve("made-up.csv"), 7, 3 * 3600);
    }

    @AfterEach
    void stopServer() throws Exception {
        redis.close();
    }

    /** A home that writes to the server, with a rule that finds something in many minutes. */
    private ShikraHome home(String name) throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve(name));
        home.withoutPatterns();
        home.write(
                "rules/patterns/test.js",
                MadeUpTrades.rule("test", "1m", "x => Math.round(x.now * 100) % 3 < 1"));
        set(home, "redis.yaml", "host", "127.0.0.1");
        set(home, "redis.yaml", "port", Integer.toString(redis.port()));
        set(home, "redis.yaml", "raw", "0");
        set(home, "redis.yaml", "processed", "0");
        return home;
    }

    private static void set(ShikraHome home, String file, String key, String value)
            throws Exception {
        Path path = home.path().resolve("config").resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst("(?m)^(\\s*" + key + ":).*$", "$1 " + value);
        assertThat(after).as("%s in %s", key, file).isNotEqualTo(before);
        Files.writeString(path, after);
    }

    private Object[] replay(Object... more) {
        var all = new ArrayList<Object>(List.of("replay", trades, "--redis"));
        all.addAll(List.of("--alerts", folder.resolve("alerts.jsonl")));
        all.addAll(List.of("--signals", folder.resolve("signals.jsonl")));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private List<String> lines(String file) throws Exception {
        return Files.readAllLines(folder.resolve(file));
    }

    private List<String> stream(String key) {
        try (RedisClient client = redis.client(1)) {
            var data = new ArrayList<String>();
            for (StreamEntry entry : client.xrange(KEYS + key, "-", "+")) {
                data.add(entry.getFields().get("data"));
            }
            return data;
        }
    }

    private void assertEveryFrameOnce(double ticks) {
        try (RedisClient client = redis.client(1)) {
            for (String key : List.of("ticks:raw:binary", "ticks:intraday:processed")) {
                List<StreamEntry> entries = client.xrange(KEYS + key, "-", "+");
                long last = 0;
                for (StreamEntry entry : entries) {
                    long seq = entry.getID().getTime();
                    assertThat(seq == last || seq == last + 1)
                            .as("%s: seq %d after %d", key, seq, last)
                            .isTrue();
                    last = seq;
                }
                if (key.endsWith("processed")) {
                    assertThat(entries).hasSize((int) ticks);
                }
            }
        }
    }

    @Test
    void showsWhatAReplayFinds() throws Exception {
        ShikraHome.Ran ran = home("one").run(replay());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(lines("alerts.jsonl")).hasSizeGreaterThan(5);
        assertThat(lines("signals.jsonl")).hasSizeGreaterThan(20);
        assertThat(stream("alerts:stream")).isEqualTo(lines("alerts.jsonl"));
        assertThat(stream("patterns:stream")).isEqualTo(lines("signals.jsonl"));
        assertEveryFrameOnce(ran.number("ticks"));
        try (RedisClient client = redis.client(1)) {
            Map<String, String> journal = client.hgetAll(KEYS + "ticks:raw:journal");
            assertThat(journal).containsEntry("source", "replay").containsKey("time");
            assertThat(client.get(KEYS + "ticks:raw:instruments:" + journal.get("instruments")))
                    .startsWith("# frames of replay\n");
        }
    }

    @Test
    void aSecondReplayBeginsAnewUnderTheSameKeys() throws Exception {
        ShikraHome home = home("one");
        home.run(replay());
        ShikraHome.Ran again = home.run(replay());

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(stream("alerts:stream")).isEqualTo(lines("alerts.jsonl"));
        assertEveryFrameOnce(again.number("ticks"));
    }

    @Test
    void aFrozenServerHoldsNothingUpAndIsGivenTheRestLater() throws Exception {
        ShikraHome home = home("one");
        ShikraHome.Ran undisturbed = home.run(replay());
        List<String> alerts = lines("alerts.jsonl");
        redis.freeze();
        ShikraHome.Ran frozen = home.run(replay());
        redis.thaw();

        assertThat(frozen.exit()).as(frozen.err()).isZero();
        assertThat(frozen.hash()).isEqualTo(undisturbed.hash());
        assertThat(lines("alerts.jsonl")).isEqualTo(alerts);
        assertThat(frozen.err()).contains("alerts and rules go on without it");

        ShikraHome.Ran resumed = home.run(replay("--resume"));
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(stream("alerts:stream")).isEqualTo(alerts);
        assertEveryFrameOnce(undisturbed.number("ticks"));
    }

    @Test
    void holdsEverythingOnceAfterKillsOfTheScanner() throws Exception {
        ShikraHome whole = ShikraHome.in(folder.resolve("whole"));
        whole.withoutPatterns();
        whole.write(
                "rules/patterns/test.js",
                MadeUpTrades.rule("test", "1m", "x => Math.round(x.now * 100) % 3 < 1"));
        Path expected = folder.resolve("whole.jsonl");
        ShikraHome.Ran ran = whole.run("replay", trades, "--alerts", expected);
        long seed = System.nanoTime();
        var random = new Random(seed);
        ShikraHome home = home("killed");
        for (int kill = 0; kill < 3; kill++) {
            long bytes = (long) (whole.journalBytes() * (kill + random.nextDouble()) / 3);
            Object[] arguments =
                    kill == 0 ? replay("--speed", 3000) : replay("--speed", 3000, "--resume");
            try (ShikraHome.Child child = home.start(arguments)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> child.ended() || home.journalBytes() >= bytes);
                child.kill();
            }
        }
        ShikraHome.Ran last = home.run(replay("--resume"));

        assertThat(last.exit()).as("seed %d: %s", seed, last.err()).isZero();
        assertThat(last.hash()).as("seed %d", seed).isEqualTo(ran.hash());
        assertThat(stream("alerts:stream"))
                .as("seed %d", seed)
                .isEqualTo(Files.readAllLines(expected));
        assertThat(stream("patterns:stream")).as("seed %d", seed).isEqualTo(lines("signals.jsonl"));
        assertEveryFrameOnce(ran.number("ticks"));
    }

    @Test
    void everyFrameOnceThoughTheServerIsKilledDuringAReplay() throws Exception {
        killTheServerDuringAReplay(3, 700);
    }

    @Test
    @Tag("soak")
    void everyFrameOnceThoughTheServerIsKilledFiftyTimesDuringAReplay() throws Exception {
        killTheServerDuringAReplay(50, 100);
    }

    private void killTheServerDuringAReplay(int kills, int speed) throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill -9 of the server during a replay, seed " + seed);
        var random = new Random(seed);
        ShikraHome.Ran undisturbed = home("undisturbed").run(replay());
        List<String> alerts = lines("alerts.jsonl");
        ShikraHome home = home("disturbed");
        int killed = 0;
        try (ShikraHome.Child child = home.start(replay("--speed", speed))) {
            while (killed < kills && !child.ended()) {
                String before = lastEntry();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> child.ended() || !lastEntry().equals(before));
                Thread.sleep(random.nextInt(100));
                redis.kill();
                killed++;
                redis.start();
            }
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(child::ended);
        }
        ShikraHome.Ran rest = home.run(replay("--resume"));

        assertThat(rest.exit()).as(rest.err()).isZero();
        assertThat(rest.hash()).isEqualTo(undisturbed.hash());
        assertThat(killed).as("kills before the replay ended").isGreaterThan(kills / 2);
        assertThat(stream("alerts:stream")).as("seed %d", seed).isEqualTo(alerts);
        assertEveryFrameOnce(undisturbed.number("ticks"));
    }

    /** {@return id of the last frame in the stream; empty if there is none} */
    private String lastEntry() {
        try (RedisClient client = redis.client(1)) {
            List<StreamEntry> last = client.xrevrange(KEYS + "ticks:raw:binary", "+", "-", 1);
            return last.isEmpty() ? "" : last.getFirst().getID().toString();
        }
    }

    @Test
    void aScannerFollowsAnotherThatReceivesAtTheSameTime() throws Exception {
        Path expected = folder.resolve("expected.jsonl");
        ShikraHome.Ran alone = home("alone").run("replay", trades, "--alerts", expected);
        assertThat(alone.exit()).as(alone.err()).isZero();
        List<String> alerts = Files.readAllLines(expected);
        assertThat(alerts).hasSizeGreaterThan(5);
        ShikraHome receives = home("receives");
        ShikraHome scans = scanning();
        Path found = folder.resolve("scanned.jsonl");
        try (ShikraHome.Child first = receives.start(replay("--speed", 1000))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> first.ended() || !lastEntry().isEmpty());
            try (ShikraHome.Child second = scans.start("run", "--alerts", found)) {
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(first::ended);
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() ->
                                second.ended()
                                        || readGroup()
                                                && pending() == 0
                                                && lines("scanned.jsonl").size() >= alerts.size());
                assertThat(second.ended()).as(second.noticed()).isFalse();
                second.process().destroy();
                assertThat(second.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(Files.readAllLines(found)).isEqualTo(alerts);
    }

    /** There is a group, and it has been handed the stream's last entry. */
    private boolean readGroup() {
        try (RedisClient client = redis.client(1)) {
            return !client.xinfoGroups(KEYS + "ticks:raw:binary").isEmpty() && read();
        }
    }

    /** A home that finds alerts in what another writes to the server. */
    private ShikraHome scanning() throws Exception {
        ShikraHome scans = home("scans");
        set(scans, "redis.yaml", "enabled", "false");
        set(scans, "shikra.yaml", "enabled", "[redis]");
        Path file = scans.path().resolve("config/shikra.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "(?m)^plugins:.*$",
                                "plugins:\n  source-redis:\n    port: "
                                        + redis.port()
                                        + "\n    prefix: 'replay:'\n    claimAfterMs: 100\n"));
        return scans;
    }

    @Test
    void aScannerFedFromRedisFindsTheSameAlertsAlsoWhenKilled() throws Exception {
        ShikraHome.Ran received = home("receives").run(replay());
        assertThat(received.exit()).as(received.err()).isZero();
        List<String> alerts = lines("alerts.jsonl");
        assertThat(alerts).hasSizeGreaterThan(5);

        ShikraHome scans = scanning();
        Path found = folder.resolve("scanned.jsonl");
        Path journal = scans.path().resolve("var/live/journal");
        for (int kill = 0; kill < 2; kill++) {
            long before = bytes(journal);
            try (ShikraHome.Child child = scans.start("run", "--alerts", found)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> child.ended() || bytes(journal) > before);
                assertThat(child.ended()).as(child.noticed()).isFalse();
            }
        }
        try (ShikraHome.Child child = scans.start("run", "--alerts", found)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> child.ended() || pending() == 0 && read());
            assertThat(child.ended()).as(child.noticed()).isFalse();
            child.process().destroy();
            assertThat(child.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readAllLines(found)).isEqualTo(alerts);
    }

    /** Only its frames tell it what time it is, so it looks at the past when the first has come. */
    @Test
    void aScannerFedFromRedisJoinsWhatItsOwnFilesKnowOfThePast() throws Exception {
        ShikraHome.Ran received = home("receives").run(replay());
        assertThat(received.exit()).as(received.err()).isZero();
        ShikraHome scans = scanning();
        scans.write("rules/patterns/warm.js", WarmUpTest.RULE);
        String name = trades.getFileName().toString();
        scans.write("var/history/" + name, WarmUpTest.history(120, 100));
        try (ShikraHome.Child child = scans.start("run")) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> child.ended() || child.noticed().contains("joined"));
            assertThat(child.noticed()).contains("history: 120 bars of 1 instruments joined");
        }
    }

    private static long bytes(Path journal) throws Exception {
        long bytes = 0;
        for (Path segment : ShikraHome.files(journal, ".seg")) {
            bytes += Files.size(segment);
        }
        return bytes;
    }

    private long pending() {
        try (RedisClient client = redis.client(1)) {
            return client.xpending(KEYS + "ticks:raw:binary", "shikra").getTotal();
        }
    }

    /** The group has been handed the stream's last entry. */
    private boolean read() {
        try (RedisClient client = redis.client(1)) {
            String key = KEYS + "ticks:raw:binary";
            return client.xinfoGroups(key)
                    .getFirst()
                    .getLastDeliveredId()
                    .equals(client.xinfoStream(key).getLastGeneratedId());
        }
    }

    @Test
    void publishesEachAlertOnceByTheNotifier() throws Exception {
        ShikraHome home = home("one");
        Path file = home.path().resolve("config/shikra.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("enabled: [console]", "enabled: [redis]")
                        .replaceFirst(
                                "(?m)^plugins:.*$",
                                "plugins:\n  notifier-redis:\n    port: " + redis.port() + "\n"));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        var subscribed = new CountDownLatch(1);
        var listener =
                new JedisPubSub() {
                    @Override
                    public void onSubscribe(String channel, int count) {
                        subscribed.countDown();
                    }

                    @Override
                    public void onMessage(String channel, String message) {
                        heard.add(message);
                    }
                };
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try (RedisClient client =
                                    RedisClient.create("127.0.0.1", redis.port())) {
                                client.subscribe(listener, "alerts:new");
                            }
                        });
        assertThat(subscribed.await(10, TimeUnit.SECONDS)).isTrue();

        ShikraHome.Ran ran = home.run(replay("--notify"));
        assertThat(ran.exit()).as(ran.err()).isZero();
        // The same alerts again, as after a crash: nobody hears them twice.
        home.run(replay("--notify"));
        listener.unsubscribe();
        thread.join();

        assertThat(heard).isEqualTo(lines("alerts.jsonl"));
    }
}
