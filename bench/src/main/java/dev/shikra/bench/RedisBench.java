package dev.shikra.bench;

import dev.shikra.host.projection.redis.EmbeddedRedis;
import dev.shikra.host.projection.redis.RedisSettings;
import dev.shikra.host.projection.redis.RedisSettings.Batches;
import dev.shikra.host.projection.redis.RedisSettings.Lengths;
import dev.shikra.host.projection.redis.RedisSettings.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/**
 * From a socket to Redis: how many ticks a second, how long until an entry is acknowledged, and how
 * the streams catch up when the server was frozen. The server is the embedded one, and then the
 * machine's own, each on this machine with an append-only file; the peer adds one entry a tick and
 * waits for each answer.
 */
final class RedisBench implements Benchmark {
    private static final String NAME = "redis";
    private static final int RATE = 20_000;

    /** Built with another allocator than the embedded one, which tells. */
    private static final Path MACHINES = Path.of("/usr/bin/redis-server");

    private static final List<String> STREAMS =
            List.of("ticks:raw:binary", "ticks:intraday:processed");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "socket to Redis streams: rate, time to acknowledgement, a frozen server";
    }

    @Override
    public void run(Options options, Results results) throws Exception {
        Path folder = Files.createTempDirectory("shikra-redis-bench");
        boolean quick = options.quick();
        try {
            Path machines = Files.isExecutable(MACHINES) ? MACHINES : null;
            try (Beside server = Beside.start(folder.resolve("embedded"), null)) {
                measure(folder, server, quick, results);
            }
            if (machines == null) {
                results.note("there is no " + MACHINES + ": only the embedded one is measured");
            } else {
                try (Beside server = Beside.start(folder.resolve("machines"), machines)) {
                    measure(folder, server, quick, results);
                }
            }
            try (Beside server = Beside.start(folder.resolve("freezes"), machines)) {
                freeze(folder, server, quick ? 5 : 60, quick ? 6 : 12, results);
            }
        } finally {
            BenchHost.delete(folder);
        }
    }

    /** A server and what it is called. */
    private record Beside(String name, EmbeddedRedis redis) implements AutoCloseable {
        static Beside start(Path directory, @Nullable Path program)
                throws IOException, InterruptedException {
            var redis =
                    new EmbeddedRedis(
                            directory, EmbeddedRedis.freePort(), program, EmbeddedRedis.Start.KEPT);
            redis.start();
            return new Beside(program == null ? "embedded" : program.toString(), redis);
        }

        @Override
        public void close() {
            redis.close();
        }
    }

    private void measure(Path folder, Beside server, boolean quick, Results results)
            throws Exception {
        double peer = peer(server.redis(), quick ? 1 : 3);
        for (Pace pace : Pace.values()) {
            rate(folder, server, pace, quick ? 30_000 : 50_000, peer, results);
        }
        latency(folder, server, quick ? 4 : 10, results);
    }

    private static RedisSettings settings(EmbeddedRedis redis, Pace pace, long length) {
        return new RedisSettings(
                redis.server(),
                RedisSettings.Databases.SEVERAL,
                "bench:",
                RedisSettings.Beginning.CLEAR,
                new Batches(10, 174, 1000, pace),
                new Lengths(length, length, 0, 0));
    }

    private static RedisClient client(EmbeddedRedis redis) {
        return RedisClient.builder()
                .hostAndPort(redis.server().host(), redis.server().port())
                .clientConfig(DefaultJedisClientConfig.builder().database(1).build())
                .build();
    }

    /** {@return ticks a second, one XADD each with the fields of a processed tick} */
    private static double peer(EmbeddedRedis redis, int seconds) {
        var fields = new HashMap<String, String>();
        fields.put("instrument", "NSE:STOCK12");
        fields.put("data", "{" + "\"price\":1234.55,".repeat(18) + "}");
        try (RedisClient client = client(redis)) {
            var params = XAddParams.xAddParams().maxLen(10_000).approximateTrimming();
            long start = System.nanoTime();
            long ticks = 0;
            while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                client.xadd("bench:peer", fields, params);
                ticks++;
            }
            client.del("bench:peer");
            return ticks * 1e9 / (System.nanoTime() - start);
        }
    }

    private void rate(
            Path folder, Beside server, Pace pace, int frames, double peer, Results results)
            throws Exception {
        EmbeddedRedis redis = server.redis();
        var feed = new RedisFeed();
        var made = new byte[frames][];
        for (int n = 0; n < frames; n++) {
            made[n] = feed.frame(n);
        }
        Path directory = folder.resolve("rate-" + pace);
        try (var pipe = new RedisPipe(directory, settings(redis, pace, 50_000), results)) {
            int warm = frames / 4;
            for (int n = 0; n < warm; n++) {
                pipe.send(n, made[n]);
            }
            pipe.flush();
            pipe.await(warm);
            String speed = (pace == Pace.USUAL ? "usual" : "maximum") + " speed, " + server.name();
            Duration ours = cpu(ProcessHandle.current());
            Duration servers = cpu(redis.process().orElseThrow());
            long start = System.nanoTime();
            for (int n = warm; n < frames; n++) {
                pipe.send(n, made[n]);
            }
            pipe.flush();
            pipe.await(frames);
            double ticks = (double) (frames - warm) * RedisFeed.TICKS_A_FRAME;
            results.add(
                    NAME,
                    "socket to streams, " + speed,
                    ticks * 1e9 / (System.nanoTime() - start),
                    "ticks/s",
                    "Jedis, XADD by XADD",
                    peer);
            results.add(
                    NAME,
                    "processor time here, " + speed,
                    cpu(ProcessHandle.current()).minus(ours).toNanos() / 1e3 / ticks,
                    "us/tick");
            results.add(
                    NAME,
                    "processor time of the server, " + speed,
                    cpu(redis.process().orElseThrow()).minus(servers).toNanos() / 1e3 / ticks,
                    "us/tick");
        }
        BenchHost.delete(directory);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Sends frames at their planned times until {@code frames}; another thread sees them come. */
    private static void paced(RedisPipe pipe, RedisFeed feed, int from, int to, long startNs)
            throws IOException {
        double gapNs = 1e9 * RedisFeed.TICKS_A_FRAME / RATE;
        for (int n = from; n < to; n++) {
            long plannedNs = startNs + (long) ((n - from) * gapNs);
            for (long rest = plannedNs - System.nanoTime();
                    rest > 0;
                    rest = plannedNs - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
            pipe.send(n, feed.frame(n));
            pipe.flush();
        }
    }

    private void latency(Path folder, Beside server, int seconds, Results results)
            throws Exception {
        EmbeddedRedis redis = server.redis();
        int frames = seconds * RATE / RedisFeed.TICKS_A_FRAME;
        int warm = frames / 4;
        double gapNs = 1e9 * RedisFeed.TICKS_A_FRAME / RATE;
        Path directory = folder.resolve("latency");
        var tookNs = new long[frames];
        try (var pipe = new RedisPipe(directory, settings(redis, Pace.USUAL, 50_000), results)) {
            long startNs = System.nanoTime() + 500_000_000L;
            Thread watcher =
                    Thread.ofPlatform()
                            .start(() -> {
                                int seen = 0;
                                while (seen < frames) {
                                    long upTo = Math.min(frames, pipe.acknowledged());
                                    long now = System.nanoTime();
                                    for (; seen < upTo; seen++) {
                                        tookNs[seen] = now - startNs - (long) (seen * gapNs);
                                    }
                                    LockSupport.parkNanos(100_000);
                                }
                            });
            paced(pipe, new RedisFeed(), 0, frames, startNs);
            watcher.join();
        }
        BenchHost.delete(directory);
        long[] sorted = Arrays.copyOfRange(tookNs, warm, frames);
        Arrays.sort(sorted);
        for (double quantile : new double[] {0.5, 0.99, 0.999}) {
            results.add(
                    NAME,
                    "planned send to XADD acknowledged, 20,000/s, "
                            + server.name()
                            + ", p"
                            + text(quantile),
                    sorted[(int) (quantile * (sorted.length - 1))] / 1e6,
                    "ms");
        }
    }

    private static String text(double quantile) {
        return quantile == 0.5 ? "50" : quantile == 0.99 ? "99" : "99.9";
    }

    /** The server stops for a while in the midst of 20,000 ticks a second, and goes on. */
    private void freeze(Path folder, Beside server, int seconds, int after, Results results)
            throws Exception {
        EmbeddedRedis redis = server.redis();
        int perSecond = RATE / RedisFeed.TICKS_A_FRAME;
        int before = 2 * perSecond;
        int frames = before + (seconds + after) * perSecond;
        Path again = folder.resolve("undisturbed");
        try (var pipe = new RedisPipe(again, settings(redis, Pace.MAXIMUM, 0), results)) {
            var feed = new RedisFeed();
            long startNs = System.nanoTime();
            for (int n = 0; n < frames; n++) {
                pipe.send(n, feed.frame(n));
            }
            pipe.flush();
            pipe.await(frames);
            results.add(
                    NAME,
                    "the same frames undisturbed, at maximum speed",
                    (double) frames * RedisFeed.TICKS_A_FRAME * 1e9 / (System.nanoTime() - startNs),
                    "ticks/s");
        }
        String undisturbed = digest(redis);
        BenchHost.delete(again);
        String disturbed;
        Path directory = folder.resolve("frozen");
        try (var pipe = new RedisPipe(directory, settings(redis, Pace.USUAL, 0), results)) {
            var current = new long[] {0};
            var used = new Duration[4];
            long startNs = System.nanoTime() + 200_000_000L;
            long thawNs = startNs + (2L + seconds) * 1_000_000_000L;
            double gapNs = 1e9 / perSecond;
            Thread freezer =
                    Thread.ofPlatform()
                            .start(() -> {
                                parkUntil(startNs + 2_000_000_000L);
                                signal(redis, "STOP");
                                parkUntil(thawNs);
                                signal(redis, "CONT");
                                used[0] = cpu(ProcessHandle.current());
                                used[1] = cpu(redis.process().orElseThrow());
                                while (true) {
                                    long now = System.nanoTime();
                                    long offered =
                                            Math.min(frames, (long) ((now - startNs) / gapNs));
                                    // Within 50 ms of what is offered: caught up.
                                    if (offered - pipe.acknowledged() < perSecond / 20) {
                                        current[0] = now;
                                        used[2] = cpu(ProcessHandle.current());
                                        used[3] = cpu(redis.process().orElseThrow());
                                        return;
                                    }
                                    LockSupport.parkNanos(1_000_000);
                                }
                            });
            paced(pipe, new RedisFeed(), 0, frames, startNs);
            pipe.await(frames);
            freezer.join();
            results.add(
                    NAME,
                    "catch-up after a freeze of " + seconds + " s at 20,000/s, " + server.name(),
                    (current[0] - thawNs) / 1e9,
                    "s");
            double share = 100.0 / (current[0] - thawNs);
            results.add(
                    NAME,
                    "meanwhile the server was busy",
                    share * used[3].minus(used[1]).toNanos(),
                    "% of a core");
            results.add(
                    NAME,
                    "meanwhile sender, journal and projection were busy",
                    share * used[2].minus(used[0]).toNanos(),
                    "% of a core");
            disturbed = digest(redis);
        }
        BenchHost.delete(directory);
        if (!disturbed.equals(undisturbed)) {
            throw new IllegalStateException(
                    "the streams after a freeze differ from those of an undisturbed run: "
                            + disturbed
                            + " and "
                            + undisturbed);
        }
        results.add(NAME, "entries equal to an undisturbed run's", frames * 11.0, "entries");
    }

    private static void parkUntil(long ns) {
        for (long rest = ns - System.nanoTime(); rest > 0; rest = ns - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    private static void signal(EmbeddedRedis redis, String name) {
        long pid = redis.process().orElseThrow().pid();
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server can't be signalled", e);
        }
    }

    /** {@return a hash over all entries of both streams, ids and fields} */
    private static String digest(EmbeddedRedis redis) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long entries = 0;
        try (RedisClient client = client(redis)) {
            for (String stream : STREAMS) {
                byte[] key = ("bench:" + stream).getBytes(StandardCharsets.UTF_8);
                var from = new StreamEntryID(0, 0);
                while (true) {
                    List<Object> page = client.xrange(key, ascii("(" + from), ascii("+"), 5_000);
                    if (page.isEmpty()) {
                        break;
                    }
                    for (Object each : page) {
                        add(digest, each);
                    }
                    entries += page.size();
                    var last = (byte[]) ((List<?>) page.getLast()).getFirst();
                    from = new StreamEntryID(new String(last, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return entries + " entries " + HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void add(MessageDigest digest, Object part) {
        if (part instanceof byte[] bytes) {
            digest.update(bytes);
            digest.update((byte) 0);
        } else if (part instanceof List<?> parts) {
            parts.forEach(each -> add(digest, each));
        }
    }
}
