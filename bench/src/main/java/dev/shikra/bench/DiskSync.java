package dev.shikra.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/**
 * What this disk takes to keep what was appended, with nothing else at work: no alert that waits
 * for the disk can be faster.
 */
final class DiskSync {
    private static final int SYNCS = 200;
    private static final int BYTES = 120_000; // what 20,000 ticks/s write in 5 ms and a little more
    private static final long EVERY_MS = 5;

    private DiskSync() {}

    /** Measures in {@code directory}; leaves nothing there. */
    static void report(Path directory, Results results) throws IOException, InterruptedException {
        var times = new Histogram(60_000_000_000L, 3);
        Path file = Files.createTempFile(directory, "sync", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
            for (int i = 0; i < SYNCS; i++) {
                bytes.clear();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                long from = System.nanoTime();
                channel.force(false);
                times.recordValue(System.nanoTime() - from);
                Thread.sleep(EVERY_MS);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        String row = "the disk alone, one sync of 120 kB";
        results.add("latency", row + ", p50", times.getValueAtPercentile(50) / 1e6, "ms");
        results.add("latency", row + ", p99", times.getValueAtPercentile(99) / 1e6, "ms");
        results.add("latency", row + ", max", times.getMaxValue() / 1e6, "ms");
    }
}
