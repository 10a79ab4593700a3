package dev.shikra.plugins.notifierredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.signal.NotifierContract;
import dev.shikra.plugins.sourceredis.LoopbackRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** With a real server and somebody who listens. */
class RedisNotifierTest extends NotifierContract {
    private static final String SECRET = "s3cret-of-a-test";

    @TempDir private Path folder;
    private int started;

    private record Context(Map<String, String> settings) implements PluginContext {
        @Override
        public String pluginId() {
            return "notifier-redis";
        }

        @Override
        public Path dataDirectory() {
            throw new UnsupportedOperationException("it keeps nothing");
        }

        @Override
        public PrintStream console() {
            return System.out;
        }
    }

    /** A server, a notifier to it, and what comes on a channel. */
    private final class Listening implements Told {
        final LoopbackRedis redis = LoopbackRedis.start(folder.resolve("redis-" + started++));
        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private final RedisClient client = redis.client(0);
        private final RedisNotifier notifier;
        private final JedisPubSub listener;
        private final String channel;
        private final Thread thread;
        private int marks;

        Listening(String channel, String... settings) throws Exception {
            notifier = new RedisNotifier(new Context(settings(redis, settings)));
            var subscribed = new CountDownLatch(1);
            listener =
                    new JedisPubSub() {
                        @Override
                        public void onSubscribe(String name, int count) {
                            subscribed.countDown();
                        }

                        @Override
                        public void onMessage(String name, String message) {
                            (message.startsWith("mark ") ? asked : heard).add(message);
                        }
                    };
            thread = Thread.ofVirtual().start(() -> listen(channel));
            assertThat(subscribed.await(20, TimeUnit.SECONDS)).isTrue();
            this.channel = channel;
        }

        private void listen(String name) {
            try {
                client.subscribe(listener, name);
            } catch (JedisException e) {
                // The server was killed.
            }
        }

        /** All that was published before has been heard: the server keeps a channel's order. */
        private void settle() {
            String mark = "mark " + marks++;
            try (RedisClient other = redis.client(0)) {
                other.publish(channel, mark);
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> asked.contains(mark));
        }

        @Override
        public Notifier notifier() {
            return notifier;
        }

        @Override
        public int messages() {
            settle();
            return heard.size();
        }

        @Override
        public String text() {
            settle();
            return String.join("\n", heard);
        }

        @Override
        public void close() throws Exception {
            listener.unsubscribe();
            thread.join();
            client.close();
            redis.close();
        }
    }

    private static Map<String, String> settings(LoopbackRedis redis, String... more) {
        var all = new HashMap<String, String>();
        all.put("host", "127.0.0.1");
        all.put("port", Integer.toString(redis.port()));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Override
    protected Told told() throws Exception {
        return new Listening("alerts:new");
    }

    @Override
    protected Optional<Told> broken() throws Exception {
        LoopbackRedis redis = LoopbackRedis.start(folder.resolve("redis-" + started++));
        redis.kill();
        Notifier notifier = new RedisNotifier(new Context(settings(redis)));
        return Optional.of(
                new Told() {
                    @Override
                    public Notifier notifier() {
                        return notifier;
                    }

                    @Override
                    public int messages() {
                        return 0;
                    }

                    @Override
                    public String text() {
                        return "";
                    }
                });
    }

    @Test
    void remembersOnTheServerWhatWasPublishedUnderTheDocumentedKey() throws Exception {
        Alert alert = alert(7);
        try (var told =
                new Listening(
                        "mine:alerts:elsewhere",
                        "prefix",
                        "mine:",
                        "channel",
                        "alerts:elsewhere",
                        "database",
                        "0")) {
            told.notifier().deliver(alert);
            // Another process, as after a crash before the delivery was recorded.
            new RedisNotifier(
                            new Context(
                                    settings(
                                            told.redis,
                                            "prefix",
                                            "mine:",
                                            "channel",
                                            "alerts:elsewhere",
                                            "database",
                                            "0")))
                    .deliver(alert);
            assertThat(told.messages()).isEqualTo(1);
            try (RedisClient client = told.redis.client(0)) {
                assertThat(client.keys("*")).containsExactly("mine:alerts:published:" + alert.id());
                assertThat(client.ttl("mine:alerts:published:" + alert.id()))
                        .isBetween(86_400L - 120, 86_400L);
            }
        }
    }

    @Test
    void theDocumentNamesItsKeyAndItsChannel() throws Exception {
        String document = Files.readString(Path.of("../../docs/redis.md"));
        try (var told = new Listening("alerts:new")) {
            told.notifier().deliver(alert(1));
            assertThat(told.messages()).isEqualTo(1);
            for (int database = 0; database < 16; database++) {
                try (RedisClient client = told.redis.client(database)) {
                    for (String key : client.keys("*")) {
                        String name = key.replaceFirst("[0-9a-f]{32}$", "{id}");
                        assertThat(document)
                                .containsPattern(
                                        "\\| "
                                                + database
                                                + " \\| `"
                                                + Pattern.quote(name)
                                                + "` \\| "
                                                + client.type(key)
                                                + " \\|.*\\| 86,400 s \\|");
                    }
                    assertThat(client.dbSize() == 1).isEqualTo(database == 1);
                }
            }
        }
        assertThat(document).containsPattern("\\| any \\| `alerts:new` \\| channel \\|");
    }

    @Test
    void publishesAgainOnceTheServerIsBack() throws Exception {
        try (var told = new Listening("alerts:new")) {
            told.notifier().deliver(alert(1));
            assertThat(told.messages()).isEqualTo(1);
            told.redis.kill();
            assertThatThrownBy(() -> told.notifier().deliver(alert(2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Redis at 127.0.0.1:" + told.redis.port());
            told.redis.restart();
            told.notifier().deliver(alert(2));
            told.notifier().deliver(alert(1)); // it is remembered over the restart
            try (RedisClient client = told.redis.client(1)) {
                assertThat(client.keys("*")).hasSize(2);
            }
        }
    }

    @Test
    void aWrongPasswordIsNotTriedForEverAndNotShown() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
        try (var told = new Listening("alerts:new")) {
            try (RedisClient client = told.redis.client(0)) {
                client.sendCommand(
                        Command.ACL, "SETUSER", "scanner", "on", ">another", "~*", "&*", "+@all");
            }
            var settings = settings(told.redis, "user", "scanner", "passwordFile", file.toString());
            assertThatThrownBy(() -> new RedisNotifier(new Context(settings)).deliver(alert(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("check user and password under plugins.notifier-redis")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
            Files.writeString(file, "another\n");
            new RedisNotifier(new Context(settings)).deliver(alert(1));
            assertThat(told.messages()).isEqualTo(1);
        }
    }

    @Test
    void refusesWrongSettings() {
        assertThatThrownBy(() -> new RedisNotifier(new Context(Map.of("database", "-1"))))
                .hasMessage("notifier-redis: database '-1' must be: whole number, 0 to 1023");
    }
}
