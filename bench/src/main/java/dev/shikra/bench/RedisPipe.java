package dev.shikra.bench;

import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.inbox.SessionPlan;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.projection.redis.FrameOrigin;
import dev.shikra.host.projection.redis.RedisProjection;
import dev.shikra.host.projection.redis.RedisSettings;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A feed's way into Redis: a socket, the inbox, the journal with its sync each 5 ms, the projection.
 * The engine's place is empty: it is never waited for.
 */
final class RedisPipe implements AutoCloseable {
    private final Journal journal;
    private final Inbox inbox;
    private final RedisProjection projection;
    private final ServerSocket server;
    private final DataOutputStream out;
    private final Thread reader;

    RedisPipe(Path directory, RedisSettings settings, Results results) throws IOException {
        journal =
                Journal.open(
                        new JournalSettings(
                                directory.resolve("journal"),
                                Duration.ofMillis(5),
                                256L << 20,
                                8L << 30,
                                1));
        inbox =
                new Inbox(
                        InboxSettings.USUAL,
                        journal,
                        new OneSession(),
                        record -> {},
                        Thread.ofPlatform().name("bench-", 0).factory());
        inbox.start();
        projection =
                new RedisProjection(
                        settings,
                        journal,
                        FrameOrigin.of(
                                "bench",
                                RedisFeed.instruments(),
                                new TickFrame.Decoder(RedisFeed.INSTRUMENTS)),
                        results::note);
        projection.start();
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        Socket accepted = server.accept();
        reader = Thread.ofPlatform().name("bench-socket").start(() -> read(accepted));
    }

    private void read(Socket socket) {
        FrameSink sink = inbox.sink(0);
        try (socket;
                var in =
                        new DataInputStream(
                                new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            while (true) {
                long receiptMs = in.readLong();
                byte[] frame = in.readNBytes(in.readInt());
                sink.frame(receiptMs, frame, 0, frame.length);
            }
        } catch (EOFException e) {
            // The sender is done.
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the socket ended", e);
        }
    }

    /** Sends a frame; it may stay in a buffer until {@link #flush}. */
    void send(int n, byte[] frame) throws IOException {
        out.writeLong(RedisFeed.START_MS + n / 2);
        out.writeInt(frame.length);
        out.write(frame);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** {@return frames that Redis has acknowledged} */
    long acknowledged() {
        return projection.state().frames();
    }

    /** Returns when Redis has so many frames. */
    void await(long frames) throws InterruptedException {
        while (acknowledged() < frames) {
            Thread.sleep(1);
        }
    }

    @Override
    public void close() throws Exception {
        out.close();
        reader.join();
        inbox.drain();
        projection.close();
        inbox.close();
        journal.close();
        server.close();
    }

    private static final class OneSession implements SessionPlan {
        @Override
        public Session sessionAt(long timeMs) {
            return new Session("2026-01-05", 0, Long.MAX_VALUE);
        }

        @Override
        public byte[] header(Session session) {
            return new byte[] {1};
        }
    }
}
