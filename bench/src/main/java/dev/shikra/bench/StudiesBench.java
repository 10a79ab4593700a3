package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
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
    private static final int WARM_BARS = 400;
    private static final int TICKS = 16;
    private static final int BATCH = 1_024;
    private static final int PEER_BATCH = 64;
    private static final int ROUNDS = 7;
    private static final int MOST_OUTPUTS = 64;

    /** Doubles in a cache line. */
    private static final int LINE = 8;
    private static final SeriesShape SERIES =
            new SeriesShape(Timeframe.M1, StudySample.BARS_PER_SESSION);

    private final int millis;
    private final PrintStream out;
    private final Studies studies = new Studies();
    private final StudySample sample = new StudySample(200 * StudySample.BARS_PER_SESSION);
    private final double[] outputs = new double[MOST_OUTPUTS];

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

    /** Some studies over some instruments, all fed with the same bars. */
    private final class Desk {
        final Study[] members;
        final int[] at;
        final double[][] state;

        Desk(List<String> specifications, int instruments) {
            members = specifications.stream().map(StudiesBench.this::study).toArray(Study[]::new);
            at = new int[members.length];
            int size = 0;
            for (int i = 0; i < members.length; i++) {
                at[i] = size;
                size += members[i].stateSize();
            }
            state = new double[instruments][];
            var warm = new double[size];
            for (int bar = 0; bar < WARM_BARS; bar++) {
                commit(sample.bars[bar], warm);
            }
            Arrays.setAll(state, row -> warm.clone());
        }

        double commit(Bar bar, double[] slices) {
            double sum = 0;
            for (int i = 0; i < members.length; i++) {
                members[i].commit(bar, slices, at[i], outputs, 0);
                sum += defined(outputs[0]);
            }
            return sum;
        }

        double preview(Bar bar, double[] slices) {
            double sum = 0 * touch(slices); // as the engine does
            for (int i = 0; i < members.length; i++) {
                members[i].preview(bar, slices, at[i], outputs, 0);
                sum += defined(outputs[0]);
            }
            return sum;
        }

        /** Reads the first two lines of each slice: what no layout of the slices can do without. */
        double touch(double[] slices) {
            double sum = 0;
            for (int i = 0; i < at.length; i++) {
                sum += slices[at[i]] + slices[Math.min(at[i] + LINE, slices.length - 1)];
            }
            return Double.isFinite(sum) ? 1 : 0;
        }

        /** As {@link #ticks}, reading alone. */
        Batch reads() {
            int[] next = {0};
            return () -> {
                double sum = 0;
                for (int i = 0; i < BATCH; i++) {
                    next[0] = (next[0] + 7_919) % state.length;
                    sum += touch(state[next[0]]);
                }
                return sum;
            };
        }

        /** One tick each for instruments in a scattered order. */
        Batch ticks() {
            Bar[] forming = sample.forming(WARM_BARS, TICKS);
            int[] next = {0};
            return () -> {
                double sum = 0;
                for (int i = 0; i < BATCH; i++) {
                    next[0] = (next[0] + 7_919) % state.length;
                    sum += preview(forming[i % TICKS], state[next[0]]);
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
                    sum += commit(sample.bars[next[0]], state[0]);
                    if (++next[0] == sample.bars.length) {
                        next[0] = WARM_BARS;
                        Arrays.fill(state[0], 0);
                    }
                }
                return sum;
            };
        }
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

    private Study study(String specification) {
        String[] words = specification.split(" ", -1);
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            given.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        StudyDescription description =
                studies.studies().stream()
                        .filter(d -> d.name().equals(words[0]))
                        .findFirst()
                        .orElseThrow();
        return studies.create(description.spec(given), SERIES);
    }

    private void perTick() {
        var desk = new Desk(MOST_USED, FEW);
        var ta4j = new Ta4jReread(sample, 2 * WARM_BARS);
        var taLib = new TaLibPeer(sample, 2 * WARM_BARS);
        Bar[] forming = sample.forming(2 * WARM_BARS, TICKS);
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
            Cost[] costs =
                    measure(
                            new int[] {BATCH, BATCH},
                            new Desk(List.of(name + " length=14"), 1).ticks(),
                            new Desk(List.of(name + " length=200"), 1).ticks());
            line(
                    "studies",
                    name + "-length-200-per-tick",
                    costs[1].nanoseconds,
                    "ns",
                    "length-14",
                    costs[0].nanoseconds);
        }
    }

    private void byInstruments() {
        var few = new Desk(MOST_USED, FEW);
        var many = new Desk(MOST_USED, MANY);
        Cost[] costs =
                measure(new int[] {BATCH, BATCH, BATCH}, many.ticks(), few.ticks(), many.reads());
        line(
                "studies",
                "25-studies-per-tick-9000-instruments",
                costs[0].nanoseconds,
                "ns",
                "174-instruments",
                costs[1].nanoseconds);
        line(
                "studies",
                "25-studies-per-tick-9000-instruments",
                costs[0].nanoseconds,
                "ns",
                "reading-two-cache-lines-a-study",
                costs[2].nanoseconds);
        double bytes = (double) many.state[0].length * Double.BYTES * MANY;
        line("studies", "25-studies-9000-instruments", bytes / 1e6, "MB");
    }

    private void candles() {
        var desk = new Desk(List.of("candles"), 1);
        var taLib = new TaLibPeer(sample, 2 * WARM_BARS);
        Bar[] forming = sample.forming(2 * WARM_BARS, TICKS);
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
