package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class EmbeddedRedisTest {
    private static final int KEYS = 10_000;

    @TempDir Path folder;

    private static RedisClient client(EmbeddedRedis redis) {
        return RedisLine.client(redis.server(), 0, "test", 1);
    }

    @Test
    void startsAgainWithWhatItHeldWhenItEndsByItself() throws Exception {
        var notices = new CopyOnWriteArrayList<String>();
        EmbeddedRedis redis =
                redis(
                        RedisProcess.embedded().file(),
                        EmbeddedRedis.Start.EMPTY,
                        Duration.ofSeconds(30));
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                redis.run(notices::add);
                            } catch (IOException | InterruptedException e) {
                                throw new CompletionException(e);
                            }
                        },
                        task -> Thread.ofPlatform().start(task));
        ProcessHandle last;
        try (redis) {
            for (int kill = 0; kill < 2; kill++) {
                int kills = kill;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> redis.process().isPresent() && notices.size() == kills);
                try (RedisClient client = client(redis)) {
                    assertThat(client.incr("starts")).isEqualTo(kill + 1);
                }
                assertThat(redis.process().orElseThrow().destroyForcibly()).isTrue();
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> notices.size() == 2 && redis.process().isPresent());
            last = redis.process().orElseThrow();
            // Whoever runs it may be killed and it not: it is stopped all the same.
            assertThat(last.parent().orElseThrow().destroyForcibly()).isTrue();
        }
        assertThat(last.isAlive()).isFalse();
        assertThat(running).succeedsWithin(Duration.ofSeconds(30));
        assertThat(notices)
                .allMatch(each -> each.startsWith("the embedded Redis has ended by itself, and"));
    }

    private EmbeddedRedis redis(Path program, EmbeddedRedis.Start from, Duration patience)
            throws IOException {
        return new EmbeddedRedis(folder, EmbeddedRedis.freePort(), program, from, patience);
    }

    /** Whatever it holds: half a day's streams are read for longer than anybody would wait. */
    @Test
    void waitsForOneThatReadsWhatItKeptAndStartsEmptyWhereThatIsOfNoUse() throws Exception {
        Path program = RedisProcess.embedded().file();
        Duration patience = Duration.ofSeconds(30);
        try (EmbeddedRedis redis = redis(program, EmbeddedRedis.Start.KEPT, patience)) {
            redis.start();
            try (RedisClient client = client(redis)) {
                for (int i = 0; i < KEYS; i++) {
                    client.set("key " + i, "value");
                }
            }
        }
        Path slow =
                Files.writeString(
                        folder.resolve("slow.sh"),
                        """
                        #!/bin/sh
                        # some seconds for all keys; it answers after each 1024
                        exec %s "$@" --key-load-delay 500
                        """
                                .formatted(program));
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        try (EmbeddedRedis redis =
                redis(slow, EmbeddedRedis.Start.KEPT, Duration.ofMillis(2_500))) {
            redis.start();
            try (RedisClient client = client(redis)) {
                assertThat(client.dbSize()).isEqualTo(KEYS);
            }
        }
        try (EmbeddedRedis redis = redis(slow, EmbeddedRedis.Start.EMPTY, patience)) {
            redis.start();
            try (RedisClient client = client(redis)) {
                assertThat(client.dbSize()).isZero();
            }
        }
    }
}
