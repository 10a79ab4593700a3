package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.host.engine.EngineCounters;
import dev.shikra.host.rule.script.RuleRuntime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine from decode to signals on one thread: 174 instruments in frames of 100 full snapshots,
 * the six studies on one-minute bars and whatever the rules read, the rules of the repository and
 * its filter. Then the same through inbox and journal, and how long a start takes.
 *
 * <p>A window is one run through the feed; between windows the feed is given another time, which is
 * not timed. Figures are medians of windows, with the slowest and fastest beside them where they
 * are rates.
 */
final class EngineBench implements Benchmark {
    private static final String NAME = "engine";

    /** Every second of market time two ticks of each instrument: a busy morning. */
    private static final double USUAL = 0.5;

    /** A quiet market: three times as many bars for a tick. */
    private static final double QUIET = 3;

    private static final String TICK_RULE =
            """
            import { pattern, tick, study } from 'shikra';

            export default pattern({
              id: 'above-forming-average',
              name: 'Price far above the forming average',
              every: 'tick',
              inputs: { price: tick.price, average: study.ema({ length: 21, forming: true }) },
              when: { 'far above the average': x => x.price > 1.5 * x.average },
              then: x => ({ direction: 'long', confidence: 0.5, stop: x.average, target: x.price }),
            });
            """;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "decode to signals on one thread, journal on, allocation, ta4j beside it, start";
    }

    @Override
    public void run(Options options, Results results) throws Exception {
        try (BenchHost host = BenchHost.open(options.home())) {
            var plan = options.quick() ? new Plan(600, 5, 3_000) : new Plan(2_000, 15, 12_000);
            cold(host, plan, results);
            allocation(host, plan, results);
            rate(host, plan, results);
            tickRule(host, plan, results);
            ChainsBench.run(host, plan, results);
            new JournaledEngine(host, results).run(plan);
            try (var runtime = new RuleRuntime()) {
                results.note("           " + runtime.notice());
            }
            if (Files.isExecutable(options.home().resolve("shikra"))) {
                new StartUp(options, host, results).run();
            }
        }
    }

    /**
     * How much is measured.
     *
     * @param frames of the feed
     * @param windows that are timed
     * @param warmUpMs before the first of them
     */
    record Plan(int frames, int windows, long warmUpMs) {
        MarketFeed feed(double secondsBetweenTicks, double duplicates) {
            return new MarketFeed(
                    new MarketFeed.Shape(frames, secondsBetweenTicks, duplicates, 20240304));
        }
    }

    /** Before anything is compiled: a new engine in a new JVM, no history. */
    private void cold(BenchHost host, Plan plan, Results results) throws IOException {
        MarketFeed feed = plan.feed(USUAL, 0);
        try (var engine =
                new MeasuredEngine(host, feed, Optional.of(host.rules()), Optional.empty())) {
            int seconds = 3;
            long spent = 0;
            long ticks = 0;
            int second = 1;
            int chunk = 20;
            while (second <= seconds) {
                engine.moveOn();
                for (int f = 0; f + chunk <= feed.frameCount() && second <= seconds; f += chunk) {
                    long start = System.nanoTime();
                    engine.feed(f, f + chunk);
                    spent += System.nanoTime() - start;
                    ticks += (long) chunk * MarketFeed.TICKS_A_FRAME;
                    if (spent >= 1_000_000_000L) {
                        results.add(NAME, "cold, second " + second, ticks * 1e9 / spent, "ticks/s");
                        second++;
                        spent = 0;
                        ticks = 0;
                    }
                }
            }
            engine.failOnProblems();
        }
    }

    private void rate(BenchHost host, Plan plan, Results results) throws IOException {
        MarketFeed feed = plan.feed(USUAL, 0);
        try (var engine =
                new MeasuredEngine(host, feed, Optional.of(host.rules()), Optional.empty())) {
            Windows windows = measure(engine, feed, plan);
            new Ta4jPeer(feed).compare(windows.median(), "warm, a tick each 0.5 s", plan, results);
            windows.report(results, NAME, "warm, a tick each 0.5 s");
            note(engine, results);
        }
        MarketFeed quiet = plan.feed(QUIET, 0);
        try (var engine =
                new MeasuredEngine(host, quiet, Optional.of(host.rules()), Optional.empty())) {
            measure(engine, quiet, plan).report(results, NAME, "warm, a tick each 3 s");
            note(engine, results);
        }
        MarketFeed repeating = plan.feed(USUAL, 0.2);
        try (var engine =
                new MeasuredEngine(host, repeating, Optional.of(host.rules()), Optional.empty())) {
            measure(engine, repeating, plan).report(results, NAME, "warm, one in five a duplicate");
            note(engine, results);
        }
    }

    private void tickRule(BenchHost host, Plan plan, Results results) throws IOException {
        Path rules = host.directory("rules-with-a-tick-rule");
        copy(host.rules(), rules);
        Files.writeString(rules.resolve("patterns/above-forming-average.js"), TICK_RULE);
        MarketFeed feed = plan.feed(USUAL, 0);
        try (var engine = new MeasuredEngine(host, feed, Optional.of(rules), Optional.empty())) {
            measure(engine, feed, plan).report(results, NAME, "warm, with a tick rule");
            note(engine, results);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(file -> file.toString().endsWith(".js")).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
    }

    /** Warm: studies have their history, and everything has run for some seconds. */
    static Windows measure(MeasuredEngine engine, MarketFeed feed, Plan plan) {
        engine.prime(MeasuredEngine.HISTORY);
        long end = System.nanoTime() + plan.warmUpMs() * 1_000_000;
        do {
            engine.moveOn();
            engine.feed(0, feed.frameCount());
        } while (System.nanoTime() < end);
        var windows = new Windows(plan.windows());
        for (int w = 0; w < plan.windows(); w++) {
            engine.moveOn();
            long cpuStart = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            engine.feed(0, feed.frameCount());
            long nanos = System.nanoTime() - start;
            long cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuStart;
            windows.add(feed.tickCount() * 1e9 / nanos, feed.tickCount() * 1e9 / cpuNanos);
        }
        engine.failOnProblems();
        return windows;
    }

    /** What was processed: a figure of nothing must not look like one. */
    private static void note(MeasuredEngine engine, Results results) {
        EngineCounters counters = engine.engine().counters();
        if (counters.barsClosed == 0 || counters.signals == 0 || engine.kernels().calls == 0) {
            throw new IllegalStateException(
                    "the engine closed "
                            + counters.barsClosed
                            + " bars and gave "
                            + counters.signals
                            + " signals");
        }
        results.note(
                String.format(
                        Locale.ROOT,
                        "           %,d ticks, %,d bars, %,d runs of rules over %,d rows, %,d signals, %,d alerts, %,d duplicates, %,d late",
                        counters.ticks,
                        counters.barsClosed,
                        engine.kernels().calls,
                        engine.kernels().rows,
                        counters.signals,
                        counters.alerts,
                        counters.duplicates,
                        counters.late));
    }

    private void allocation(BenchHost host, Plan plan, Results results) throws IOException {
        MarketFeed feed = plan.feed(QUIET, 0);
        try (var withRules =
                        new MeasuredEngine(
                                host, feed, Optional.of(host.rules()), Optional.empty());
                var without =
                        new MeasuredEngine(host, feed, Optional.empty(), Optional.of(withRules))) {
            measure(without, feed, plan);
            double[] bytes = new double[plan.windows()];
            for (int w = 0; w < bytes.length; w++) {
                without.moveOn();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                without.feed(0, feed.frameCount());
                bytes[w] =
                        (double) (THREADS.getCurrentThreadAllocatedBytes() - before)
                                / feed.tickCount();
            }
            results.add(NAME, "allocation, Java stages", median(bytes), "bytes/tick");

            measure(withRules, feed, plan);
            CountedKernels kernels = withRules.kernels();
            kernels.counting = true;
            double[] calls = new double[plan.windows()];
            double[] signals = new double[plan.windows()];
            for (int w = 0; w < calls.length; w++) {
                withRules.moveOn();
                kernels.reset();
                long signalsBefore = withRules.engine().counters().signals;
                long before = THREADS.getCurrentThreadAllocatedBytes();
                withRules.feed(0, feed.frameCount());
                long all = THREADS.getCurrentThreadAllocatedBytes() - before;
                calls[w] = (double) kernels.callBytes / kernels.calls;
                signals[w] =
                        (double) (all - kernels.callBytes)
                                / Math.max(
                                        1, withRules.engine().counters().signals - signalsBefore);
            }
            results.add(NAME, "allocation, a run of a rule", median(calls), "bytes/call");
            results.add(
                    NAME,
                    "allocation, a signal with its evidence",
                    median(signals),
                    "bytes/signal");
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
