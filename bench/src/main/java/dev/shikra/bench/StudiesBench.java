package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudySpec;
import dev.shikra.host.feature.FeatureKey.StudyValue;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.study.StudyCatalog;
import dev.shikra.plugins.studies.Studies;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the 25 most used studies on one timeframe cost per tick and per closed bar, how that depends
 * on the number of instruments and on a study's length, and what all candle functions cost per
 * closed bar. {@code ratio} is the peer's time over ours.
 */
public final class StudiesBench {
    private static final List<String> MOST_USED =
            List.of(
                    "sma length=20",
                    "sma length=200",
                    "ema length=9",
                    "ema length=21",
                    "ema length=200",
                    "wma",
                    "macd",
                    "rsi",
                    "stoch",
                    "stochrsi",
                    "willr",
                    "cci",
                    "roc",
                    "adx",
                    "aroon",
                    "psar",
                    "atr",
                    "bbands",
                    "keltner",
                    "donchian",
                    "supertrend",
                    "vwap",
                    "obv",
                    "mfi",
                    "rvol");
    private static final List<String> OF_LENGTH =
            List.of("sma", "wma", "bbands", "stddev", "linreg", "max", "willr", "aroon", "mfi");
    private static final int FEW = 174;
    private static final int MANY = 9_000;

    /** Sessions enough that the volume of the day has something to be compared with. */
    private static final int WARM_BARS = 6 * StudySample.BARS_PER_SESSION + 60;

    private static final int TICKS = 16;
    private static final int BATCH = 1_024;
    private static final int PEER_BATCH = 64;
    private static final int ROUNDS = 7;
    private static final int ROW_SLOTS = 16;

    /** Doubles of the array whose reading gives the memory's speed: 256 MB. */
    private static final int STREAMED = 32 << 20;

    /** Bars that a peer holds. */
    private static final int PEER_BARS = 800;

    /** A single study needs less time to be measured than all. */
    private static final int LENGTHS = 4;

    /** Doubles in a cache line. */
    private static final int LINE = 8;

    private static final SeriesShape SERIES =
            new SeriesShape(Timeframe.M1, StudySample.BARS_PER_SESSION);

    private final int millis;
    private final PrintStream out;
    private final StudyCatalog catalog = new StudyCatalog(List.of(new Studies()));
    private final StudySample sample = new StudySample(200 * StudySample.BARS_PER_SESSION);

    private StudiesBench(int millis, PrintStream out) {
        this.millis = millis;
        this.out = out;
    }

    /** Arguments: {@code --quick} measures for a tenth of the time. */
    public static void main(String[] arguments) {
        int millis = List.of(arguments).contains("--quick") ? 50 : 500;
        run(millis, System.out);
        runCandles(millis, System.out);
    }

    /**
     * Measures studies beside their peers and prints JSON lines.
     *
     * @param millis how long each of the rounds of a case or peer runs; the best round counts
     */
    public static void run(int millis, PrintStream out) {
        var bench = new StudiesBench(millis, out);
        bench.perTick();
        bench.perBar();
        bench.byLength();
        bench.byInstruments();
    }

    /** As {@link #run}, for the candle functions. */
    public static void runCandles(int millis, PrintStream out) {
        new StudiesBench(millis, out).candles();
    }

    /** Runs some operations and returns a sum that can't be left out. */
    private interface Batch {
        double run();
    }

    private record Cost(double nanoseconds, double bytes) {}

    /**
     * Some studies over some instruments, in the engine's own plan, all outputs read: every
     * instrument stands after the same bars.
     */
    private final class Desk {
        final StateBlocks blocks;
        final FeatureRows rows;
        final FeaturePlan plan;

        Desk(List<String> specifications, int instruments) {
            blocks = new StateBlocks(instruments);
            rows = new FeatureRows(instruments, ROW_SLOTS);
            plan = new FeaturePlan(blocks, rows, catalog, List.of(Timeframe.M1), on -> SERIES);
            read(specifications, true);
            read(specifications, false);
            for (int bar = 0; bar < WARM_BARS; bar++) {
                plan.barClosed(0, 0, sample.bars[bar]);
            }
            for (int row = 1; row < instruments; row++) {
                System.arraycopy(blocks.of(0), 0, blocks.of(row), 0, blocks.size());
                plan.restored(row);
            }
        }

        private void read(List<String> specifications, boolean forming) {
            for (String specification : specifications) {
                StudySpec study = study(specification);
                for (String output : description(study.name()).outputs()) {
                    plan.slot(new StudyValue(Timeframe.M1, study, output, forming));
                }
            }
        }

        /** One tick each for instruments in a scattered order. */
        Batch ticks() {
            Bar[] forming = sample.forming(WARM_BARS, TICKS);
            int[] next = {0};
            return () -> {
                double sum = 0;
                for (int i = 0; i < BATCH; i++) {
                    next[0] = scattered(next[0], blocks.rows());
                    plan.preview(0, next[0], forming[i % TICKS]);
                    sum += defined(rows.get(next[0], 0));
                }
                return sum;
            };
        }

        /** The next bars of one instrument, over and over. */
        Batch bars() {
            int[] next = {WARM_BARS};
            return () -> {
                double sum = 0;
                for (int i = 0; i < BATCH; i++) {
                    plan.barClosed(0, 0, sample.bars[next[0]]);
                    sum += defined(rows.get(0, 0));
                    if (++next[0] == sample.bars.length) {
                        next[0] = WARM_BARS;
                        Arrays.fill(blocks.of(0), 0);
                        plan.restored(0);
                    }
                }
                return sum;
            };
        }

        /** Bytes of all instruments: blocks, copies of what previews read, rows. */
        double bytes() {
            return (double) Double.BYTES
                    * blocks.rows()
                    * (blocks.of(0).length + plan.previewDoubles() + rows.stride());
        }
    }

    private static int scattered(int row, int rows) {
        return (row + 7_919) % rows;
    }

    /**
     * Reads as much of each instrument as a tick needs of it, one double a cache line, in the same
     * scattered order: what no computing can be faster than.
     */
    private static Batch reads(int doubles, int instruments) {
        var memory = new double[doubles * instruments];
        Arrays.fill(memory, 1);
        int[] next = {0};
        return () -> {
            double sum = 0;
            for (int i = 0; i < BATCH; i++) {
                next[0] = scattered(next[0], instruments);
                int end = (next[0] + 1) * doubles;
                for (int at = next[0] * doubles; at < end; at += LINE) {
                    sum += memory[at];
                }
            }
            return sum;
        };
    }

    /** Sums a large array from one end to the other, so that its speed is the memory's. */
    private static Batch stream(double[] memory) {
        return () -> {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int at = 0; at + 3 * LINE < memory.length; at += 4 * LINE) {
                a += memory[at];
                b += memory[at + LINE];
                c += memory[at + 2 * LINE];
                d += memory[at + 3 * LINE];
            }
            return a + b + c + d;
        };
    }

    private static Batch repeat(Batch one) {
        return () -> {
            double sum = 0;
            for (int i = 0; i < PEER_BATCH; i++) {
                sum += one.run();
            }
            return sum;
        };
    }

    private static double defined(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private StudySpec study(String specification) {
        String[] words = specification.split(" ", -1);
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            given.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return description(words[0]).spec(given);
    }

    private StudyDescription description(String name) {
        StudyDescription description = catalog.descriptions().get(name);
        if (description == null) {
            throw new IllegalStateException("no study " + name + " is installed");
        }
        return description;
    }

    private void perTick() {
        var desk = new Desk(MOST_USED, FEW);
        var ta4j = new Ta4jReread(sample, PEER_BARS);
        var taLib = new TaLibPeer(sample, PEER_BARS);
        Bar[] forming = sample.forming(PEER_BARS, TICKS);
        int[] next = {0};
        Cost[] costs =
                measure(
                        new int[] {BATCH, PEER_BATCH, PEER_BATCH},
                        desk.ticks(),
                        repeat(() -> ta4j.tick(forming[next[0]++ % TICKS].close)),
                        repeat(() -> taLib.tick(forming[next[0]++ % TICKS].close)));
        double ours = costs[0].nanoseconds;
        line(
                "studies",
                "25-studies-per-tick",
                ours,
                "ns",
                "ta4j-" + ta4j.indicators() + "-indicators",
                costs[1].nanoseconds);
        line(
                "studies",
                "25-studies-per-tick",
                ours,
                "ns",
                "ta-lib-java-" + TaLibPeer.FUNCTIONS + "-functions-200-bars",
                costs[2].nanoseconds);
        line("studies", "25-studies-per-tick-allocation", costs[0].bytes, "bytes");
    }

    private void perBar() {
        Cost cost = measure(new int[] {BATCH}, new Desk(MOST_USED, 1).bars())[0];
        line("studies", "25-studies-per-closed-bar", cost.nanoseconds, "ns");
        line("studies", "25-studies-per-closed-bar-allocation", cost.bytes, "bytes");
    }

    private void byLength() {
        for (String name : OF_LENGTH) {
            Desk at14 = new Desk(List.of(name + " length=14"), 1);
            Desk at200 = new Desk(List.of(name + " length=200"), 1);
            Cost[] costs =
                    measure(
                            Math.max(10, millis / LENGTHS),
                            new int[] {BATCH, BATCH, BATCH, BATCH},
                            at14.ticks(),
                            at200.ticks(),
                            at14.bars(),
                            at200.bars());
            line(
                    "studies",
                    name + "-length-200-per-tick",
                    costs[1].nanoseconds,
                    "ns",
                    "length-14",
                    costs[0].nanoseconds);
            line(
                    "studies",
                    name + "-length-200-per-closed-bar",
                    costs[3].nanoseconds,
                    "ns",
                    "length-14",
                    costs[2].nanoseconds);
        }
    }

    private void byInstruments() {
        var few = new Desk(MOST_USED, FEW);
        var many = new Desk(MOST_USED, MANY);
        var memory = new double[STREAMED];
        Arrays.fill(memory, 1);
        Cost[] costs =
                measure(
                        new int[] {BATCH, BATCH, BATCH, 1},
                        many.ticks(),
                        few.ticks(),
                        reads(many.plan.previewDoubles(), MANY),
                        stream(memory));
        String name = "25-studies-per-tick-9000-instruments";
        double each = costs[0].nanoseconds;
        line("studies", name, each, "ns", "174-instruments", costs[1].nanoseconds);
        line(
                "studies",
                "25-studies-9000-over-174-instruments",
                each / costs[1].nanoseconds,
                "times");
        line("studies", name, each, "ns", "reading-what-it-reads", costs[2].nanoseconds);
        double bytesPerNanosecond = STREAMED * (double) Double.BYTES / costs[3].nanoseconds;
        double bytes = many.plan.previewDoubles() * (double) Double.BYTES;
        line("studies", "25-studies-read-per-tick", bytes, "bytes");
        line("studies", "memory-bandwidth-one-core", bytesPerNanosecond, "GB/s");
        line("studies", name, each, "ns", "memory-bandwidth", bytes / bytesPerNanosecond);
        line("studies", "25-studies-9000-instruments", many.bytes() / 1e6, "MB");
    }

    private void candles() {
        var desk = new Desk(List.of("candles"), 1);
        var taLib = new TaLibPeer(sample, PEER_BARS);
        Bar[] forming = sample.forming(PEER_BARS, TICKS);
        int[] next = {0};
        Cost[] costs =
                measure(
                        new int[] {BATCH, PEER_BATCH},
                        desk.bars(),
                        repeat(() -> taLib.lastCandles(forming[next[0]++ % TICKS].close)));
        line(
                "candles",
                "61-functions-per-closed-bar",
                costs[0].nanoseconds,
                "ns",
                "ta-lib-java-" + taLib.candles() + "-functions-last-bar",
                costs[1].nanoseconds);
        line("candles", "61-functions-per-closed-bar-allocation", costs[0].bytes, "bytes");
    }

    /**
     * Rounds of all batches in turn, so that a slow spell of the machine meets all of them; in the
     * thread's own time, which other processes do not lengthen.
     */
    private Cost[] measure(int[] operations, Batch... batches) {
        return measure(millis, operations, batches);
    }

    private static Cost[] measure(int millis, int[] operations, Batch... batches) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Cost[] best = new Cost[batches.length];
        for (int round = 0; round < ROUNDS; round++) {
            for (int b = 0; b < batches.length; b++) {
                double sum = 0;
                long runs = 0;
                long bytes = threads.getCurrentThreadAllocatedBytes();
                long start = threads.getCurrentThreadCpuTime();
                long now = start;
                while (now - start < millis * 1_000_000L) {
                    sum += batches[b].run();
                    runs++;
                    now = threads.getCurrentThreadCpuTime();
                }
                bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
                if (!Double.isFinite(sum)) {
                    throw new IllegalStateException("results add up to " + sum);
                }
                double each = (double) runs * operations[b];
                var cost = new Cost((now - start) / each, bytes / each);
                if (best[b] == null || cost.nanoseconds < best[b].nanoseconds) {
                    best[b] = cost;
                }
            }
        }
        return best;
    }

    private void line(String bench, String name, double value, String unit) {
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"case\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}%n",
                bench,
                name,
                value,
                unit);
    }

    private void line(
            String bench, String name, double value, String unit, String peer, double peerValue) {
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"case\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":\"%s\","
                        + "\"peerValue\":%.3f,\"ratio\":%.2f}%n",
                bench,
                name,
                value,
                unit,
                peer,
                peerValue,
                peerValue / value);
    }
}
