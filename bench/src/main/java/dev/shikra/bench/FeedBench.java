package dev.shikra.bench;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickSink;
import dev.shikra.plugins.kite.KiteSource;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * From the simulated exchange over a real websocket to decoded ticks: how many a second, and how
 * long a frame takes from the exchange's hand to the last of its ticks.
 */
public final class FeedBench {
    private static final Instant MONDAY_OPEN = Instant.parse("2026-01-05T03:45:00Z");

    /** With 174 instruments, about 20,000 ticks a second. */
    private static final double SPEED = 160;

    private FeedBench() {}

    /** Arguments: {@code --quick} measures for 3 seconds instead of 20. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        run(List.of(arguments).contains("--quick") ? 3 : 20, System.out);
    }

    /**
     * Measures and prints JSON lines.
     *
     * @param seconds how long, after two seconds that do not count
     */
    public static void run(int seconds, PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("shikra-feed");
        try (SimulatedExchange exchange = SimulatedExchange.start(0, 1, SPEED, MONDAY_OPEN)) {
            Map<String, String> settings = new HashMap<>();
            settings.put("apiKey", exchange.apiKey());
            settings.put("accessToken", exchange.accessToken());
            settings.put("websocketUrl", exchange.websocketUrl().toString());
            settings.put("apiUrl", exchange.httpUrl().toString());
            settings.put("clock", exchange.clock().toString());
            settings.put("watched", "*");
            Queue<Long> handed = new ConcurrentLinkedQueue<>();
            exchange.onFrame((connection, frame) -> handed.add(System.nanoTime()));
            var source = new KiteSource();
            try (SourceSession session =
                    source.open(
                            new SourceRequest(
                                    List.of(), "", SourceRequest.MAX_SPEED, 0, settings, folder))) {
                var counter = new Counter(source.decoder(session.instruments()), handed);
                Thread feed = Thread.ofPlatform().daemon().start(() -> run(session, counter));
                Thread.sleep(2_000);
                counter.restart();
                long start = System.nanoTime();
                Thread.sleep(seconds * 1_000L);
                counter.print(out, System.nanoTime() - start);
                session.close();
                feed.join();
            }
            line(out, "frames-not-sent", exchange.framesNotSent(), "frames");
        } finally {
            delete(folder);
        }
    }

    private static void run(SourceSession session, FrameSink sink) {
        try {
            session.run(sink);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the feed ended", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void line(PrintStream out, String name, double value, String unit) {
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"feed\",\"case\":\"%s\",\"value\":%.0f,\"unit\":\"%s\"}%n",
                name,
                value,
                unit);
    }

    /** Decodes on the connection's thread and remembers each frame's way in microseconds. */
    private static final class Counter implements FrameSink, TickSink {
        private final FrameDecoder decoder;
        private final Queue<Long> handed;
        private int[] micros = new int[1 << 16];
        private int frames;
        private long ticks;
        private long faults;

        Counter(FrameDecoder decoder, Queue<Long> handed) {
            this.decoder = decoder;
            this.handed = handed;
        }

        synchronized void restart() {
            frames = 0;
            ticks = 0;
        }

        @Override
        public synchronized void frame(long receiptMs, byte[] bytes, int offset, int length) {
            decoder.decode(bytes, offset, length, this);
            Long at = handed.poll();
            if (frames == micros.length) {
                micros = Arrays.copyOf(micros, frames * 2);
            }
            micros[frames++] = at == null ? 0 : (int) ((System.nanoTime() - at) / 1_000);
        }

        @Override
        public void tick(Tick tick) {
            ticks++;
        }

        @Override
        public void fault(Fault fault, int at) {
            faults++;
        }

        @Override
        public void skipped(String place, String reason) {}

        synchronized void print(PrintStream out, long nanos) {
            int[] sorted = Arrays.copyOf(micros, frames);
            Arrays.sort(sorted);
            line(out, "rate", ticks * 1e9 / nanos, "ticks/s");
            line(out, "faults", faults, "faults");
            line(out, "frame-p50", sorted[(int) (frames * 0.5)], "us");
            line(out, "frame-p99", sorted[(int) (frames * 0.99)], "us");
            line(out, "frame-p99.9", sorted[(int) (frames * 0.999)], "us");
            line(out, "frame-max", sorted[frames - 1], "us");
        }
    }
}
