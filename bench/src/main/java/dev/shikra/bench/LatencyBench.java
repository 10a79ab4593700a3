package dev.shikra.bench;

import dev.shikra.api.source.LocalVenue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How long it is from a tick at the exchange to an alert at a notifier: the simulated exchange in a
 * process of its own, a websocket on the loopback address, and the scanner as a user's, with the
 * repository's rules and one that fires at every tick of some instruments. And what the service
 * costs at the loads of an ordinary day.
 */
final class LatencyBench implements Benchmark {
    /** Ticks that 174 instruments give in a simulated second, over a session's first part. */
    static final double TICKS_A_SECOND = 125;

    static final String OPEN = "2026-01-05T03:45:00Z";

    private static final double RATE = 20_000;
    private static final int CALM_SECONDS = 3;

    /** Seconds; the simulated session is over after 140. */
    private static final int MOST_WARM_UP = 75;

    private static final double CALM_SHARE = 0.1;
    private static final long CALM_NANOS = 25_000_000;
    private static final String RULE_ID = "each-tick";

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
            SocketAlone.report(results);
            DiskSync.report(host.directory("disk"), results);
            Path rules = rules(host);
            Plan plan = options.quick() ? new Plan(10, 12) : new Plan(20, 40);
            for (MeasuredScanner.Sync sync : MeasuredScanner.Sync.values()) {
                latency(host, rules, sync, plan, results);
            }
            for (int rate : new int[] {836, 1_000}) {
                new ServiceLoad(options, host, results).run(rate);
            }
        }
    }

    /**
     * @param warmUp seconds at least that do not count
     * @param measured seconds that do
     */
    private record Plan(int warmUp, int measured) {}

    private static Path rules(BenchHost host) throws IOException {
        Path rules = host.directory("latency-rules");
        try (var files = Files.walk(host.rules())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = rules.resolve(host.rules().relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(rules.resolve("patterns/each-tick.js"), RULE);
        letAlertsPass(rules.resolve("filters/cooldown.js"));
        return rules;
    }

    /** The filter looks at every signal as in production, but with a cooldown of no length. */
    private static void letAlertsPass(Path cooldown) throws IOException {
        String text = Files.readString(cooldown);
        String range = "default: 15, min: 1";
        if (!text.contains(range)) {
            throw new IllegalStateException(cooldown + ": no '" + range + "' to change");
        }
        Files.writeString(cooldown, text.replace(range, "default: 0, min: 0"));
    }

    private static void latency(
            BenchHost host, Path rules, MeasuredScanner.Sync sync, Plan plan, Results results)
            throws Exception {
        String subject = sync.text();
        var latency = new AlertLatency();
        try (ExchangeProcess exchange =
                        ExchangeProcess.start(
                                host.home(),
                                host.directory("exchange-" + sync),
                                RATE / TICKS_A_SECOND);
                var scanner =
                        new MeasuredScanner(
                                host, rules, exchange.connection(), sync, latency, RULE_ID);
                var pauses = new Pauses()) {
            long opened = System.nanoTime();
            warmUp(plan, latency, scanner, results);
            double warm = (System.nanoTime() - opened) / 1e9;
            long ticksBefore = scanner.ticks();
            double cpuBefore = cpuSeconds();
            double exchangeBefore = exchange.cpuSeconds();
            pauses.reset();
            latency.measure();
            long start = System.nanoTime();
            Thread.sleep(plan.measured * 1_000L);
            latency.end();
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = (scanner.ticks() - ticksBefore) / seconds;
            double cpu = 100 * (cpuSeconds() - cpuBefore) / seconds;
            double exchanges = 100 * (exchange.cpuSeconds() - exchangeBefore) / seconds;
            scanner.stop();
            results.add("latency", subject + ", warm-up", warm, "s");
            results.add("latency", subject + ", offered and taken", rate, "ticks/s");
            results.add("latency", subject + ", CPU", cpu, "% of a core");
            results.add("latency", subject + ", CPU of the exchange", exchanges, "% of a core");
            results.add("latency", subject + ", collector's pauses", pauses.count(), "pauses");
            results.add("latency", subject + ", all pauses", pauses.totalMs(), "ms");
            results.add("latency", subject + ", longest pause", pauses.longestMs(), "ms");
        }
        latency.report(results, subject);
    }

    /**
     * Until the compilers are through with what runs, rules among it, and what piled up meanwhile
     * is worked off. Not for ever, because a machine may be too slow.
     */
    private static void warmUp(
            Plan plan, AlertLatency latency, MeasuredScanner scanner, Results results)
            throws InterruptedException {
        var compilers = new Compilers();
        int calm = 0;
        for (int second = 0; second < plan.warmUp || calm < CALM_SECONDS; second++) {
            scanner.failOnProblems();
            if (second == MOST_WARM_UP) {
                results.note("the path does not become calm: this machine is too busy or too slow");
                break;
            }
            Thread.sleep(1_000);
            boolean quiet = compilers.share() < CALM_SHARE && latency.lastNanos() < CALM_NANOS;
            calm = quiet ? calm + 1 : 0;
        }
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    static LocalVenue.Running exchange(BenchHost host, double speed) throws IOException {
        return host.venue("simulator")
                .start(Map.of("speed", Double.toString(speed), "start", OPEN));
    }
}
