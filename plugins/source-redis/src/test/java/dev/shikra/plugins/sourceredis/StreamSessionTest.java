package dev.shikra.plugins.sourceredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer group against a real server: crashes, restarts, what was never acknowledged. */
class StreamSessionTest {
    private static final String GROUP = "shikra";

    @TempDir Path folder;
    private LoopbackRedis redis;
    private ReceivingHost receiving;

    @BeforeEach
    void startServer() throws Exception {
        redis = LoopbackRedis.start(folder.resolve("redis"));
        receiving = new ReceivingHost(redis).begin();
    }

    @AfterEach
    void stopServer() throws Exception {
        receiving.close();
        redis.close();
    }

    private SourceSession open(String home, long held, String... settings) throws IOException {
        var all = new HashMap<String, String>();
        all.put("host", "127.0.0.1");
        all.put("port", Integer.toString(redis.port()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new RedisSource()
                .open(
                        new SourceRequest(
                                List.of(),
                                "",
                                SourceRequest.MAX_SPEED,
                                held,
                                all,
                                folder.resolve(home)));
    }

    /** A host whose disk is as fast as the test wants. */
    private static final class Host implements FrameSink, AutoCloseable {
        final List<String> frames = Collections.synchronizedList(new ArrayList<>());
        final List<Long> times = Collections.synchronizedList(new ArrayList<>());
        final List<String> skipped = Collections.synchronizedList(new ArrayList<>());
        final List<FeedState> states = Collections.synchronizedList(new ArrayList<>());
        final List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        final Semaphore disk;
        private final SourceSession session;
        private final Thread thread;

        Host(SourceSession session, int durable) {
            this.session = session;
            disk = new Semaphore(durable);
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                try {
                                    session.run(this);
                                } catch (Exception e) {
                                    thrown.add(e);
                                }
                            });
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length) {
            frames.add(
                    HexFormat.of().formatHex(Arrays.copyOfRange(bytes, offset, offset + length)));
            times.add(receiptMs);
        }

        @Override
        public void time(long epochMs) {
            times.add(epochMs);
        }

        @Override
        public void awaitDurable() throws InterruptedException {
            disk.acquire();
            disk.release();
        }

        @Override
        public void skipped(String place, String reason) {
            skipped.add(place + ": " + reason);
        }

        @Override
        public void state(FeedState state, String reason) {
            states.add(state);
        }

        void awaitFrames(int count) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> frames.size() >= count || !thrown.isEmpty());
            assertThat(thrown).isEmpty();
        }

        /** As a killed process: nothing more is said to the server. */
        void crash() throws InterruptedException {
            thread.interrupt();
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }

        @Override
        public void close() throws InterruptedException {
            session.close();
            disk.release(1_000);
            assertThat(thread.join(Duration.ofSeconds(30))).as("run() ends").isTrue();
        }
    }

    private static List<String> frames(long first, long last) {
        var list = new ArrayList<String>();
        for (long seq = first; seq <= last; seq++) {
            list.add(HexFormat.of().formatHex(ReceivingHost.frame(seq)));
        }
        return list;
    }

    @Test
    void acknowledgesOnlyWhatIsDurable() throws Exception {
        receiving.write(120);
        try (var host = new Host(open("one", 0), 0)) {
            host.awaitFrames(120);
            assertThat(receiving.pending(GROUP)).isEqualTo(120);
            assertThat(host.frames).isEqualTo(frames(1, 120));
            host.disk.release();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> receiving.pending(GROUP) == 0);
        }
    }

    @Test
    void takesOverWhatAConsumerThatCrashedNeverAcknowledged() throws Exception {
        receiving.write(60);
        var crashed = new Host(open("one", 0, "consumer", "first"), 0);
        crashed.awaitFrames(60);
        crashed.crash();
        receiving.write(40);

        // Another machine goes on, with a journal of its own.
        var settings = new String[] {"consumer", "second", "claimAfterMs", "50"};
        try (var host = new Host(open("two", 0, settings), 1)) {
            host.awaitFrames(100);
            assertThat(host.frames).isEqualTo(frames(1, 100));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> receiving.pending(GROUP) == 0);
        }
    }

    @Test
    void givesWhatTheJournalDoesNotHoldAfterACrash() throws Exception {
        receiving.write(100);
        var crashed = new Host(open("one", 0), 0); // before anything was acknowledged
        crashed.awaitFrames(100);
        crashed.crash();

        // The journal kept 75 of them, and 5 of what comes next.
        var again = new Host(open("one", 75), 1);
        again.awaitFrames(25);
        receiving.write(20);
        again.awaitFrames(45);
        assertThat(again.frames).isEqualTo(frames(76, 120));
        again.crash();
        try (var host = new Host(open("one", 105), 1)) {
            receiving.write(5);
            host.awaitFrames(5);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> receiving.pending(GROUP) == 0);
            assertThat(host.frames).endsWith(frames(125, 125).toArray(String[]::new));
            assertThat(host.frames).doesNotHaveDuplicates().isSubsetOf(frames(106, 125));
            assertThat(host.skipped).isEmpty();
        }
    }

    @Test
    void goesOnWhenTheServerWasKilled() throws Exception {
        receiving.write(30);
        try (var host = new Host(open("one", 0), 1)) {
            host.awaitFrames(30);
            for (int kill = 0; kill < 3; kill++) {
                redis.kill();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> host.states.getLast() == FeedState.RECONNECTING);
                redis.restart();
                receiving.close();
                receiving = receiving.on(redis);
                receiving.write(30);
                host.awaitFrames(60 + 30 * kill);
            }
            assertThat(host.frames).isEqualTo(frames(1, 120));
            assertThat(host.states)
                    .startsWith(FeedState.LIVE)
                    .endsWith(FeedState.RECONNECTING, FeedState.LIVE);
        }
    }

    @Test
    void namesFramesThatWereTrimmedBeforeTheyWereRead() throws Exception {
        receiving.write(20);
        var before = new Host(open("one", 0), 1);
        before.awaitFrames(20);
        before.close();
        receiving.write(50);
        receiving.trim(10);
        try (var host = new Host(open("one", 20), 1)) {
            host.awaitFrames(10);
            assertThat(host.frames).isEqualTo(frames(61, 70));
            assertThat(host.skipped)
                    .singleElement()
                    .asString()
                    .contains("frames 21 to 60 are gone", "redis.maxLen.raw");
        }
    }

    @Test
    void endsWhenOtherInstrumentsAreFollowed() throws Exception {
        receiving.write(5);
        var host = new Host(open("one", 0), 1);
        host.awaitFrames(5);
        receiving.beginAnother();
        receiving.write(1);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !host.thrown.isEmpty());
        assertThat(host.thrown.getFirst())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("follows other instruments since frame 6");
        host.close();
    }

    @Test
    void refusesToShareAGroupWithAnotherAtWork() throws Exception {
        receiving.write(5);
        try (var first = new Host(open("one", 0, "consumer", "first"), 0)) {
            first.awaitFrames(5);
            // What the other holds is newer than it may take over, again and again.
            Thread busy =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    receiving.handOut(GROUP, "first");
                                }
                            });
            var second = new Host(open("two", 0, "consumer", "second", "claimAfterMs", "1000"), 1);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !second.thrown.isEmpty());
            busy.interrupt();
            busy.join();
            assertThat(second.thrown.getFirst())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another consumer of group 'shikra'")
                    .hasMessageContaining("plugins.source-redis.group");
            assertThat(second.frames).isEmpty();
        }
    }

    @Test
    void tellsTimeWhileNothingComes() throws Exception {
        receiving.write(3);
        try (var host = new Host(open("one", 0), 1)) {
            host.awaitFrames(3);
            receiving.tellTime(ReceivingHost.FIRST_MS + 60_000);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> host.times.contains(ReceivingHost.FIRST_MS + 60_000));
            assertThat(host.times).isSorted();
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> open("one", 0, "prefix", "other:"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other:ticks:raw:binary")
                .hasMessageContaining("start the host that receives them first");
        assertThatThrownBy(() -> open("one", 0, "port", "70000"))
                .hasMessage("source-redis: port '70000' must be: whole number, 1 to 65535");
        assertThatThrownBy(() -> open("one", 0, "tls", "perhaps"))
                .hasMessage("source-redis: tls 'perhaps' must be: true or false");
        redis.kill();
        assertThatThrownBy(() -> open("one", 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Redis at 127.0.0.1:" + redis.port() + " does not answer");
    }

    @Test
    void neitherRefusalNorNameShowsThePassword() {
        Map<String, String> settings =
                Map.of("host", "h", "port", "1", "user", "u", "passwordFile", "/nowhere/password");
        assertThat(Connection.of(settings)).hasToString("Redis at h:1");
    }
}
