package dev.shikra.bench;

import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.source.SimulatedTime;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How long it is from a tick at the exchange to an alert at a notifier: the simulated exchange, a
 * websocket on the loopback address, the Kite plugin from its zip, journal, engine with the
 * repository's rules and one that fires at every tick of some instruments, delivery. And what the
 * service costs at the loads of an ordinary day, in a process of its own.
 */
final class LatencyBench implements Benchmark {
    /** Ticks that 174 instruments give in a simulated second, over a session's first part. */
    static final double TICKS_A_SECOND = 125;

    static final String OPEN = "2026-01-05T03:45:00Z";

    private static final double RATE = 20_000;
    private static final int CALM_SECONDS = 3;
    private static final long CALM_NANOS = 25_000_000;

    /** An alert at each tick of a few instruments: some hundreds a second. */
    private static final String RULE =
            """
            import { pattern, tick, day } from 'shikra';
            export default pattern({
              id: 'each-tick', name: 'Each tick', every: 'tick', fires: 'each',
              universe: { symbols: ['NIFTY 50', 'RELIANCE', 'HDFCBANK'] },
              inputs: { now: tick.price, open: day.open },
              when: { 'there is a price': x => x.now > 0, 'and an open': x => x.open > 0 },
              then: x => ({ direction: 'long', confidence: 0.5 }),
            });
            """;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String description() {
        return "from a tick at the exchange to an alert at a notifier; CPU and memory of the service";
    }

    @Override
    public void run(Options options, Results results) throws Exception {
        try (BenchHost host = BenchHost.open(options.home())) {
            Path rules = rules(host);
            Plan plan = options.quick() ? new Plan(12, 6) : new Plan(25, 30);
            for (LivePath.Sync sync : LivePath.Sync.values()) {
                latency(host, rules, sync, plan, results);
            }
            for (int rate : new int[] {836, 1_000}) {
                new ServiceLoad(options, host, results).run(rate);
            }
        }
    }

    /**
     * @param warmUp seconds that do not count
     * @param measured seconds that do
     */
    private record Plan(int warmUp, int measured) {}

    private static Path rules(BenchHost host) throws IOException {
        Path rules = host.directory("latency-rules");
        try (var files = Files.walk(host.rules())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = rules.resolve(host.rules().relativize(file).toString());
                if (!to.startsWith(rules.resolve("filters"))) { // a cooldown would hold alerts back
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        Files.writeString(rules.resolve("patterns/each-tick.js"), RULE);
        return rules;
    }

    private static void latency(
            BenchHost host, Path rules, LivePath.Sync sync, Plan plan, Results results)
            throws Exception {
        String subject = sync == LivePath.Sync.EACH_5_MS ? "5 ms sync" : "no sync wait";
        try (LocalVenue.Running exchange = exchange(host, RATE / TICKS_A_SECOND)) {
            SimulatedTime time = SimulatedTime.parse(exchange.connection().get("clock"));
            DataSource source = host.source(exchange.source());
            Map<String, String> settings = new HashMap<>(exchange.connection());
            settings.put("watched", "*");
            settings.put("tokenFile", host.directory("kite").resolve("token.json").toString());
            var request =
                    new SourceRequest(
                            List.of(),
                            "",
                            SourceRequest.MAX_SPEED,
                            0,
                            settings,
                            host.directory("cache-" + sync));
            var latency = new AlertLatency();
            var failure = new AtomicReference<@Nullable Exception>();
            try (SourceSession session = source.open(request);
                    var path =
                            new LivePath(host, rules, source, session, time, sync, latency);
                    ScheduledExecutorService clock =
                            Executors.newSingleThreadScheduledExecutor(
                                    Thread.ofPlatform().daemon().name("clock").factory())) {
                FrameSink sink = path.sink();
                Thread feed =
                        Thread.ofPlatform()
                                .daemon()
                                .name("feed")
                                .start(() -> feed(session, sink, failure));
                clock.scheduleAtFixedRate(() -> tell(path), 50, 50, TimeUnit.MILLISECONDS);
                warmUp(plan, latency, results);
                long garbageBefore = collectedMs();
                long cpuBefore = cpuNanos();
                latency.measure();
                long ticksBefore = path.ticks();
                long start = System.nanoTime();
                Thread.sleep(plan.measured * 1_000L);
                double seconds = (System.nanoTime() - start) / 1e9;
                double rate = (path.ticks() - ticksBefore) / seconds;
                double cpu = (cpuNanos() - cpuBefore) / 1e7 / seconds;
                long garbage = collectedMs() - garbageBefore;
                latency.end();
                clock.shutdownNow();
                session.close();
                feed.join();
                path.drain();
                path.failOnProblems();
                if (failure.get() != null) {
                    throw new IllegalStateException("the feed ended", failure.get());
                }
                results.add("latency", subject + ", offered and taken", rate, "ticks/s");
                results.add("latency", subject + ", CPU with the exchange's", cpu, "% of a core");
                results.add("latency", subject + ", collector's pauses", garbage, "ms");
            }
            latency.report(results, subject);
        }
    }

    /**
     * Until what piled up while the machine was cold is worked off: a latency that still falls says
     * more of the compiler than of the path. Not for ever, because a machine may be too slow.
     */
    private static void warmUp(Plan plan, AlertLatency latency, Results results)
            throws InterruptedException {
        Thread.sleep(plan.warmUp * 1_000L);
        int calm = 0;
        for (int second = 0; calm < CALM_SECONDS; second++) {
            if (second == 4 * plan.warmUp) {
                results.note("the path does not become calm: this machine is too busy or too slow");
                return;
            }
            Thread.sleep(1_000);
            calm = latency.lastNanos() < CALM_NANOS ? calm + 1 : 0;
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Of the collectors whose beans count pauses, where there are such. */
    private static long collectedMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(bean -> !bean.getName().contains("Cycles"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    static LocalVenue.Running exchange(BenchHost host, double speed) throws IOException {
        return host.venue("simulator")
                .start(Map.of("speed", Double.toString(speed), "start", OPEN));
    }

    private static void tell(LivePath path) {
        try {
            path.clock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void feed(
            SourceSession session, FrameSink sink, AtomicReference<@Nullable Exception> failure) {
        try {
            session.run(sink);
        } catch (IOException | InterruptedException e) {
            failure.set(e);
        }
    }
}
