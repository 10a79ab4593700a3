package dev.shikra.bench;

import dev.shikra.host.rule.kernel.KernelClasses;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What rules cost: a row of a rule, a thousand rules in one sweep, loading them, a batch of one
 * row; the same rules as JavaScript kernels, compiled and interpreted; and one of them written as
 * full JavaScript beside them. One thread runs rules, one compiles. Times of runs are CPU times of
 * the running thread.
 */
public final class RulesBench implements Benchmark {
    private static final String NAME = "rules";
    private static final int ROWS = MeasuredRules.ROWS;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * A JavaScript kernel counts as compiled once a row of it takes at most this long; interpreted
     * it takes 300 to 600 ns.
     */
    private static final double COMPILED_NS = 60;

    /** Rules' classes stay interpreted; the rest of the JVM runs as ever. */
    private static final List<String> RULES_INTERPRETED =
            List.of(
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=exclude,dev.shikra.host.rule.kernel.Rule_*::*");

    /** One thread of the JVM's optimizing compiler. */
    private static final List<String> ONE_COMPILER_THREAD = List.of("-XX:CICompilerCount=2");

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
        // Options of compilers must be there when the JVM starts.
        child(options, results, "compiled", true, ONE_COMPILER_THREAD);
        child(options, results, "thousand", false, ONE_COMPILER_THREAD);
        child(options, results, "script", true, ONE_COMPILER_THREAD);
        child(options, results, "interpreted", false, RULES_INTERPRETED);
    }

    /** What a child JVM measures: one of the four, and {@code quick} or {@code full}. */
    public static void main(String[] arguments) throws Exception {
        var json = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var results =
                new Results(
                        Optional.of(json),
                        new PrintStream(java.io.OutputStream.nullOutputStream()));
        boolean quick = arguments[1].equals("quick");
        Path work = Files.createTempDirectory("rules-bench");
        try {
            switch (arguments[0]) {
                case "compiled" -> compiled(work, quick, results);
                case "thousand" -> many(work, quick, results);
                case "script" -> script(work, quick, results);
                default -> interpreted(work, quick, results);
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

    private static void child(
            Options options, Results results, String how, boolean graal, List<String> with)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (graal) {
            String compiler = System.getProperty("shikra.graal");
            if (compiler == null) {
                throw new IOException(
                        "the peers of rules need the Graal compiler, which refuses a JDK older than itself: use a newer JDK "
                                + Runtime.version().feature());
            }
            command.addAll(
                    List.of(
                            "-XX:+UnlockExperimentalVMOptions",
                            "-XX:+EnableJVMCI",
                            "--upgrade-module-path=" + compiler,
                            "-Dpolyglot.engine.CompilerThreads=1"));
        }
        command.addAll(with);
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

    /** Rules as they run: in bytecode, beside peers in JavaScript that is compiled. */
    private static void compiled(Path work, boolean quick, Results results) throws Exception {
        try (var done = new CompiledRules()) {
            hundred(work, quick, results, done);
        }
    }

    /** Rules as they run, in a JVM as it is started: without a compiler of JavaScript. */
    private static void many(Path work, boolean quick, Results results) throws Exception {
        try (var done = new CompiledRules()) {
            thousand(work, quick, results, done);
        }
        ticks(work, quick, results);
    }

    /** 100 rules: ns a rule and row, how long compiling takes, and the peers. */
    private static void hundred(Path work, boolean quick, Results results, CompiledRules done) {
        try (var rules = new MeasuredRules(work.resolve("c100"), new KernelClasses());
                var peers = new RulePeers()) {
            add(rules, 100, "1m");
            // What compiles has seen both: code that knew one of them only would begin anew.
            rules.fillBoth();
            results.add(NAME, "100 rules, until 90 % are compiled", until(done, rules, 60), "s");
            rules.fill(0);
            warm(quick ? 2 : 4, () -> rules.sweep(ROWS));
            results.add(NAME, "100 rules, first clause false", perRow(rules, 500), "ns/rule-row");
            rules.fill(1);
            warm(quick ? 3 : 6, () -> rules.sweep(ROWS));
            double all = perRow(rules, 500);
            results.add(NAME, "100 rules, all clauses read", all, "ns/rule-row");
            if (!rules.runtime.compiles()) {
                throw new IllegalStateException(rules.runtime.notice());
            }
            peer(results, all, "a Java object", peers::host, quick);
            peer(results, all, "a proxy", peers::proxy, quick);
            peer(results, all, "a getter cursor", peers::cursor, quick);
        }
    }

    private static void peer(
            Results results, double ours, String name, LongSupplier run, boolean quick) {
        warm(quick ? 3 : 12, run);
        results.add(
                NAME,
                "100 rules, all clauses read",
                ours,
                "ns/rule-row",
                "JavaScript over " + name,
                median(run, 300) / (double) ROWS);
    }

    /** 1,000 rules: loading, memory, a sweep. */
    private static void thousand(Path work, boolean quick, Results results, CompiledRules done)
            throws Exception {
        try (var rules = new MeasuredRules(work.resolve("c1000"), new KernelClasses())) {
            rules.load(0, "1m"); // what the first rule of all costs is no rule's
            long before = used();
            long outside = outside();
            long start = System.nanoTime();
            add(rules, 1000, "1m");
            results.add(NAME, "1,000 rules, loading", (System.nanoTime() - start) / 1e9, "s");
            start = System.nanoTime();
            for (int number = 1; number <= 1000; number++) {
                rules.load(number, "1m");
            }
            results.add(
                    NAME,
                    "1,000 rules, loading what was read before",
                    (System.nanoTime() - start) / 1e9,
                    "s");
            rules.fillBoth();
            results.add(NAME, "1,000 rules, first sweep", rules.sweep(ROWS) / 1e6, "ms");
            results.add(NAME, "1,000 rules, until 90 % are compiled", until(done, rules, 90), "s");
            rules.fill(1);
            warm(quick ? 1 : 5, () -> rules.sweep(ROWS));
            results.add(
                    NAME, "1,000 rules, a sweep", median(() -> rules.sweep(ROWS), 50) / 1e6, "ms");
            results.add(NAME, "1,000 rules, memory each", (used() - before) / 1e6, "kB");
            results.add(
                    NAME, "1,000 rules, classes and code each", (outside() - outside) / 1e6, "kB");
        }
    }

    /** The same kernels as JavaScript: what rules that no class can hold cost. */
    private static void script(Path work, boolean quick, Results results) {
        try (var rules = new MeasuredRules(work.resolve("s100"), KernelClasses.none())) {
            if (!rules.runtime.compiles()) {
                throw new IllegalStateException(rules.runtime.notice());
            }
            add(rules, 100, "1m");
            rules.fillBoth();
            results.add(
                    NAME,
                    "as JavaScript, 100 rules, until 90 % are compiled",
                    untilCompiled(rules, quick ? 8 : 40),
                    "s");
            rules.keep(4);
            rules.fill(1);
            warm(quick ? 3 : 12, () -> rules.sweep(ROWS));
            results.add(
                    NAME,
                    "as JavaScript, 4 rules, all clauses read",
                    perRow(rules, 200),
                    "ns/rule-row");
            rules.fill(0);
            warm(quick ? 1 : 4, () -> rules.sweep(ROWS));
            results.add(
                    NAME,
                    "as JavaScript, 4 rules, first clause false",
                    perRow(rules, 200),
                    "ns/rule-row");
        }
    }

    /** Nothing of a rule is compiled. */
    private static void interpreted(Path work, boolean quick, Results results) {
        try (var rules = new MeasuredRules(work.resolve("i1000"), new KernelClasses())) {
            if (rules.runtime.compiles()) {
                throw new IllegalStateException("the compiler is there: nothing is interpreted");
            }
            long start = System.nanoTime();
            add(rules, 1000, "1m");
            results.add(
                    NAME,
                    "interpreted, 1,000 rules, loading",
                    (System.nanoTime() - start) / 1e9,
                    "s");
            swept(rules, quick, results, "interpreted, ");
            rules.toScripts();
            swept(rules, quick, results, "interpreted as JavaScript, ");
        }
    }

    private static void swept(MeasuredRules rules, boolean quick, Results results, String how) {
        rules.fill(1);
        warm(quick ? 2 : 8, () -> rules.sweep(ROWS));
        double all = perRow(rules, 15);
        results.add(NAME, how + "1,000 rules, a sweep", all * ROWS * 1000 / 1e6, "ms");
        results.add(NAME, how + "all clauses read", all, "ns/rule-row");
        rules.fill(0);
        warm(1, () -> rules.sweep(ROWS));
        results.add(NAME, how + "first clause false", perRow(rules, 15), "ns/rule-row");
    }

    /** 50 tick rules, a batch of one row. */
    private static void ticks(Path work, boolean quick, Results results) {
        try (var rules = new MeasuredRules(work.resolve("t50"), new KernelClasses())) {
            add(rules, 50, "tick");
            rules.fill(1);
            warm(quick ? 2 : 8, () -> rules.sweep(1));
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
     * Sweeps until the JVM has compiled nine of ten rules.
     *
     * @param most seconds to wait
     * @return seconds until it had; NaN if that took longer
     */
    private static double until(CompiledRules done, MeasuredRules rules, int most) {
        done.forget();
        Instant start = Instant.now();
        long deadline = System.nanoTime() + most * 1_000_000_000L;
        int wanted = rules.kernels().size() * 9 / 10;
        while (System.nanoTime() < deadline) {
            rules.sweep(ROWS);
            Optional<Double> seconds = done.seconds(start, wanted);
            if (seconds.isPresent()) {
                return seconds.get();
            }
        }
        return Double.NaN;
    }

    /**
     * Sweeps until nine of ten JavaScript kernels are compiled.
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

    /**
     * {@return bytes that the JVM uses outside of the heap: classes, and code compiled from them}
     */
    private static long outside() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.NON_HEAP)
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
