package dev.shikra.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What this machine takes to wake a thread at its time, and another one that waits for what the
 * first writes into a socket, with nothing else at work: no alert over a socket can be faster.
 */
final class SocketAlone {
    private static final int FRAMES = 10_000;
    private static final int BYTES = 2_000; // ten full packets
    private static final long EVERY_NS = 1_000_000;

    private SocketAlone() {}

    static void report(Results results) throws IOException, InterruptedException {
        var times = new Histogram(60_000_000_000L, 3);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var reading = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket writing = server.accept()) {
            writing.setTcpNoDelay(true);
            Thread reader = Thread.ofPlatform().daemon().start(() -> read(reading, times));
            write(writing);
            reader.join();
        }
        String row = "a bare socket, 1,000 frames/s, planned send to receipt";
        results.add("latency", row + ", p50", times.getValueAtPercentile(50) / 1e6, "ms");
        results.add("latency", row + ", p99", times.getValueAtPercentile(99) / 1e6, "ms");
        results.add("latency", row + ", p99.9", times.getValueAtPercentile(99.9) / 1e6, "ms");
        results.add("latency", row + ", max", times.getMaxValue() / 1e6, "ms");
    }

    /** A frame begins with the moment at which it was to be sent. */
    private static void write(Socket to) throws IOException {
        OutputStream out = to.getOutputStream();
        ByteBuffer frame = ByteBuffer.allocate(BYTES);
        long start = System.nanoTime();
        for (int n = 0; n < FRAMES; n++) {
            long due = start + n * EVERY_NS;
            for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
            out.write(frame.putLong(0, due).array());
        }
    }

    private static void read(Socket from, Histogram times) {
        try {
            var in = new DataInputStream(from.getInputStream());
            byte[] frame = new byte[BYTES];
            ByteBuffer due = ByteBuffer.wrap(frame);
            for (int n = 0; n < FRAMES; n++) {
                in.readFully(frame);
                times.recordValue(Math.max(0, System.nanoTime() - due.getLong(0)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
