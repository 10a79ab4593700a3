package dev.shikra.host.rule.kernel;

import com.sun.management.ThreadMXBean;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleBench;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what kernels cost: nanoseconds a row and bytes a call, on whichever runtime it is started
 * with. Run as a program.
 */
final class KernelCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROWS = 174;

    private KernelCost() {}

    public static void main(String[] arguments) throws Exception {
        Path cache = Files.createTempDirectory("trees");
        try (var bench = new RuleBench(cache, ROWS)) {
            System.out.println(bench.runtime.notice());
            int rules = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
            measure(bench, "first clause false", rules, 0);
            measure(bench, "all clauses read", rules, 1);
        }
        try (var files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(cache);
    }

    private static void measure(RuleBench bench, String what, int rules, double a) {
        var kernels = new ArrayList<Kernel>();
        long began = System.nanoTime();
        for (int i = 0; i < rules; i++) {
            Rule rule =
                    bench.rule(
                            """
                            import { pattern, bar } from 'shikra';
                            export default pattern({
                              id: 'rule-%d', every: '1m', inputs: { a: bar.close, b: bar.open, c: bar.volume },
                              when: {
                                'one': x => x.a > %d.5,
                                'two': x => x.b > x.a || x.b < -%d,
                                'three': x => x.c * 1.5 > x.b + 100 },
                              then: x => ({ direction: 'long', confidence: 0.6 + Math.min(0.3, x.c / 10) }),
                            });
                            """
                                    .formatted(i, -i, i));
            kernels.add(bench.bind(rule));
        }
        System.out.printf(
                "%s: %d rules loaded and bound in %d ms%n",
                what, rules, (System.nanoTime() - began) / 1_000_000);
        for (int row = 0; row < ROWS; row++) {
            bench.rows.set(row, kernels.getFirst().slot(0), a == 0 ? -1e9 : 1);
            bench.rows.set(row, kernels.getFirst().slot(1), 2);
            bench.rows.set(row, kernels.getFirst().slot(2), 3);
        }
        time(kernels, what + ", cold", 3);
        long give = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < give) {
            run(kernels, 100);
        }
        time(kernels, what + ", warm", 2_000);
    }

    private static int run(List<Kernel> kernels, int times) {
        int matches = 0;
        for (int t = 0; t < times; t++) {
            for (int i = 0; i < kernels.size(); i++) {
                matches += kernels.get(i).run(ROWS);
            }
        }
        return matches;
    }

    private static void time(List<Kernel> kernels, String what, int times) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long began = System.nanoTime();
        int matches = run(kernels, times);
        long nanos = System.nanoTime() - began;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        double calls = (double) times * kernels.size();
        System.out.printf(
                "%s: %.2f ns a row, %.0f ns a call, %.1f bytes a call, %d matches%n",
                what, nanos / calls / ROWS, nanos / calls, bytes / calls, matches);
        began = System.nanoTime();
        for (int t = 0; t < times; t++) {
            for (int i = 0; i < kernels.size(); i++) {
                matches += kernels.get(i).run(1);
            }
        }
        System.out.printf(
                "%s: %.0f ns a call of one row%n", what, (System.nanoTime() - began) / calls);
    }
}
