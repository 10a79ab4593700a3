package dev.shikra.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link DataSource} and {@link SourceSession} promise: frames in their order, none lost or
 * given twice however slow the host, an end when it is closed or the host stops; and all of {@link
 * FrameDecoderContract}. A plugin's test extends this and brings data, or a venue on this machine,
 * whose frames it knows.
 */
public abstract class DataSourceContract extends FrameDecoderContract {
    private static final long PATIENCE_S = 30;

    /** A feed whose frames are known. */
    public interface KnownFeed extends AutoCloseable {
        /** {@return what the source is asked for, to get it} */
        SourceRequest request(Path folder) throws IOException;

        /** {@return at least 20 frames that come, in their order} */
        List<byte[]> frames();

        /**
         * The session runs: a venue sends its frames as soon as the source is connected and
         * subscribed. Recorded data needs nothing.
         */
        default void send() throws Exception {}

        @Override
        default void close() throws Exception {}
    }

    @TempDir private Path folder;

    /** {@return a new feed} */
    protected abstract KnownFeed feed() throws Exception;

    /** Takes frames at a pace. */
    private static final class Sink implements FrameSink {
        final List<String> frames = Collections.synchronizedList(new ArrayList<>());
        final List<Long> times = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch enough;
        final CountDownLatch waiting = new CountDownLatch(1);
        final Semaphore room;
        private final Random pauses;

        Sink(int expected, int room, Random pauses) {
            enough = new CountDownLatch(expected);
            this.room = new Semaphore(room);
            this.pauses = pauses;
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            if (!room.tryAcquire()) {
                waiting.countDown();
                room.acquire();
            }
            if (pauses.nextInt(8) == 0) {
                TimeUnit.MICROSECONDS.sleep(pauses.nextInt(3_000));
            }
            byte[] frame = Arrays.copyOfRange(bytes, offset, offset + length);
            frames.add(HexFormat.of().formatHex(frame));
            times.add(receiptMs);
            enough.countDown();
        }

        @Override
        public void skipped(String place, String reason) {}
    }

    /** A session on a thread of its own. */
    private final class Running implements AutoCloseable {
        final KnownFeed feed = feed();
        final SourceSession session = source().open(feed.request(folder));
        final List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        final Thread thread;

        Running(Sink sink) throws Exception {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                try {
                                    session.run(sink);
                                } catch (Exception e) {
                                    thrown.add(e);
                                }
                            });
            feed.send();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(thread.join(Duration.ofSeconds(PATIENCE_S))).as("run() ends").isTrue();
        }

        @Override
        public void close() throws Exception {
            session.close();
            awaitEnd();
            feed.close();
        }
    }

    private static List<String> hex(List<byte[]> frames) {
        return frames.stream().map(HexFormat.of()::formatHex).toList();
    }

    @Test
    void givesEveryFrameOnceAndInOrderToASlowHost() throws Exception {
        var random = random("givesEveryFrameOnceAndInOrderToASlowHost");
        List<String> expected;
        try (KnownFeed known = feed()) {
            expected = hex(known.frames());
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(20);
        var sink = new Sink(expected.size(), 3, random);
        try (var running = new Running(sink)) {
            assertThat(sink.waiting.await(PATIENCE_S, TimeUnit.SECONDS))
                    .as("the source waits for room")
                    .isTrue();
            assertThat(sink.frames).hasSizeLessThanOrEqualTo(3);
            sink.room.release(1_000_000);
            assertThat(sink.enough.await(PATIENCE_S, TimeUnit.SECONDS))
                    .as("%d of %d frames came", sink.frames.size(), expected.size())
                    .isTrue();
            assertThat(sink.frames.subList(0, expected.size())).isEqualTo(expected);
            assertThat(sink.times).isSorted().allMatch(time -> time > 0);
            assertThat(running.session.instruments())
                    .isNotEmpty()
                    .isEqualTo(running.session.instruments());
        }
    }

    @Test
    void endsWhenItIsClosedThoughTheHostIsFull() throws Exception {
        var sink = new Sink(1, 1, new Random(1));
        var running = new Running(sink);
        assertThat(sink.waiting.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        running.session.close();
        sink.room.release(1_000_000); // a host that closes works off what it holds
        running.awaitEnd();
        running.close();
        running.close(); // again: nothing
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        var sink = new Sink(1, 1, new Random(1));
        try (var running = new Running(sink)) {
            assertThat(sink.waiting.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            running.thread.interrupt();
            running.awaitEnd();
            assertThat(running.thrown).singleElement().isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void endsWhenItIsClosedBeforeItRuns() throws Exception {
        try (KnownFeed known = feed()) {
            SourceSession session = source().open(known.request(folder));
            session.close();
            session.close();
        }
    }
}
