package dev.shikra.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What rules cost: a row of a rule compiled and interpreted, a thousand rules in one sweep, loading
 * them, a batch of one row; and the same rule as full JavaScript beside it. One thread runs rules,
 * one more compiles. Times of runs are CPU times of the running thread.
 */
public final class RulesBench implements Benchmark {
    private static final String NAME = "rules";
    private static final int ROWS = MeasuredRules.ROWS;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * A rule counts as compiled once a row of it takes at most this long; interpreted it takes 300
     * to 600 ns.
     */
    private static final double COMPILED_NS = 60;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "rules by row, a thousand at once, loading, full JavaScript beside them";
    }

    @Override
    public void run(Options options, Results results) throws Exception {
        if (System.getProperty("polyglot.engine.CompilerThreads") == null) {
            child(options, results, "compiled"); // the option must be there when the engine starts
            child(options, results, "interpreted");
            return;
        }
        throw new IllegalStateException("this JVM is a child already: call main");
    }

    /** What a child JVM measures: {@code compiled} or {@code interpreted}, and {@code quick}. */
    public static void main(String[] arguments) throws Exception {
        var json = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var results =
                new Results(
                        Optional.of(json),
                        new PrintStream(java.io.OutputStream.nullOutputStream()));
        boolean quick = arguments[1].equals("quick");
        Path work = Files.createTempDirectory("rules-bench");
        try {
            if (arguments[0].equals("compiled")) {
                compiled(work, quick, results);
            } else {
                interpreted(work, quick, results);
            }
        } finally {
            remove(work);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void child(Options options, Results results, String how)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        boolean compiled = how.equals("compiled");
        for (String each : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            boolean compiler =
                    each.startsWith("--upgrade-module-path") || each.contains("EnableJVMCI");
            if (compiled || !compiler) {
                command.add(each);
            }
        }
        command.add("-Dpolyglot.engine.CompilerThreads=1");
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        RulesBench.class.getName(),
                        how,
                        options.quick() ? "quick" : "full"));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(l -> l.startsWith("{")).forEach(l -> results.add(Result.parse(l)));
        }
        if (process.waitFor() != 0) {
            throw new IOException("the " + how + " rules could not be measured");
        }
    }

    private static void compiled(Path work, boolean quick, Results results) throws Exception {
        hundred(work, quick, results);
        thousand(work, quick, results, "");
        ticks(work, quick, results);
    }

    private static void interpreted(Path work, boolean quick, Results results) throws Exception {
        try (var rules = new MeasuredRules(work.resolve("i100"))) {
            if (rules.runtime.compiles()) {
                throw new IllegalStateException("the compiler is there: nothing is interpreted");
            }
            add(rules, 100, "1m");
            rules.fill(0);
            warm(quick ? 3 : 10, () -> rules.sweep(ROWS));
            results.add(NAME, "interpreted, first clause false", perRow(rules, 20), "ns/rule-row");
            rules.fill(1);
            results.add(NAME, "interpreted, all clauses read", perRow(rules, 20), "ns/rule-row");
        }
        thousand(work, quick, results, "interpreted, ");
    }

    /** 100 rules: ns a rule and row, how long compiling takes, and the peers. */
    private static void hundred(Path work, boolean quick, Results results) {
        try (var rules = new MeasuredRules(work.resolve("c100"));
                var peers = new RulePeers()) {
            if (!rules.runtime.compiles()) {
                throw new IllegalStateException(rules.runtime.notice());
            }
            add(rules, 100, "1m");
            rules.fill(1);
            double compiled = untilCompiled(rules, quick ? 40 : 120);
            results.add(NAME, "100 rules, until 90 % are compiled", compiled, "s");
            rules.fill(0);
            warm(quick ? 2 : 10, () -> rules.sweep(ROWS));
            results.add(NAME, "100 rules, first clause false", perRow(rules, 200), "ns/rule-row");
            rules.fill(1);
            warm(quick ? 3 : 20, () -> rules.sweep(ROWS));
            double all = perRow(rules, 200);
            peer(results, all, "a Java object", peers::host, quick);
            peer(results, all, "a proxy", peers::proxy, quick);
            peer(results, all, "a getter cursor", peers::cursor, quick);
        }
    }

    private static void peer(
            Results results, double ours, String name, LongSupplier run, boolean quick) {
        warm(quick ? 3 : 15, run);
        results.add(
                NAME,
                "100 rules, all clauses read",
                ours,
                "ns/rule-row",
                "JavaScript over " + name,
                median(run, 300) / (double) ROWS);
    }

    /** 1,000 rules: loading, memory, a sweep. */
    private static void thousand(Path work, boolean quick, Results results, String how)
            throws Exception {
        try (var rules = new MeasuredRules(work.resolve(how.isEmpty() ? "c1000" : "i1000"))) {
            rules.load(0, "1m"); // what the first rule of all costs is no rule's
            long before = used();
            long start = System.nanoTime();
            add(rules, 1000, "1m");
            double seconds = (System.nanoTime() - start) / 1e9;
            results.add(NAME, how + "1,000 rules, loading", seconds, "s");
            results.add(NAME, how + "1,000 rules, memory each", (used() - before) / 1e6, "kB");
            rules.fill(1);
            if (!how.isEmpty()) {
                warm(quick ? 2 : 10, () -> rules.sweep(ROWS));
                results.add(
                        NAME,
                        how + "1,000 rules, a sweep",
                        median(() -> rules.sweep(ROWS), 15) / 1e6,
                        "ms");
                return;
            }
            results.add(NAME, "1,000 rules, first sweep", rules.sweep(ROWS) / 1e6, "ms");
            double compiled = untilCompiled(rules, quick ? 45 : 600);
            results.add(NAME, "1,000 rules, until 90 % are compiled", compiled, "s");
            results.add(
                    NAME,
                    "1,000 rules, a sweep" + (Double.isNaN(compiled) ? ", partly compiled" : ""),
                    median(() -> rules.sweep(ROWS), 50) / 1e6,
                    "ms");
        }
    }

    /** 50 tick rules, a batch of one row. */
    private static void ticks(Path work, boolean quick, Results results) {
        try (var rules = new MeasuredRules(work.resolve("t50"))) {
            add(rules, 50, "tick");
            rules.fill(1);
            untilCompiled(rules, quick ? 25 : 60);
            warm(quick ? 3 : 15, () -> rules.sweep(1));
            int batches = 200; // the clock is too coarse for one
            results.add(
                    NAME,
                    "50 tick rules, a batch of one row",
                    median(() -> rules.sweeps(1, batches), 100) / 1e3 / batches,
                    "µs");
        }
    }

    private static void add(MeasuredRules rules, int count, String every) {
        for (int number = 1; number <= count; number++) {
            rules.add(number, every);
        }
    }

    private static double perRow(MeasuredRules rules, int sweeps) {
        return median(() -> rules.sweep(ROWS), sweeps) / (double) ROWS / rules.kernels().size();
    }

    /**
     * Sweeps until nine of ten rules are compiled.
     *
     * @param most seconds to wait
     * @return seconds until they were; NaN if that took longer
     */
    private static double untilCompiled(MeasuredRules rules, int most) {
        int count = rules.kernels().size();
        long start = System.nanoTime();
        long deadline = start + most * 1_000_000_000L;
        var compiled = new boolean[count];
        int done = 0;
        while (System.nanoTime() < deadline) {
            for (int k = 0; k < count; k++) {
                long at = System.nanoTime();
                rules.kernels().get(k).run(ROWS);
                if (!compiled[k] && System.nanoTime() - at <= COMPILED_NS * ROWS) {
                    compiled[k] = true;
                    done++;
                }
            }
            if (done >= count * 0.9) {
                return (System.nanoTime() - start) / 1e9;
            }
        }
        return Double.NaN;
    }

    private static void warm(int seconds, LongSupplier run) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        long sum = 0;
        while (System.nanoTime() < deadline) {
            sum += run.getAsLong();
        }
        kept = sum;
    }

    /** So that what is run for its warmth is not left out. */
    private static volatile long kept;

    /** {@return CPU time of this thread, ns: what other processes do does not count} */
    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double median(LongSupplier run, int times) {
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            took[i] = run.getAsLong();
        }
        Arrays.sort(took);
        return took[times / 2];
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
