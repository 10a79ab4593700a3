package dev.shikra.host.rule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.signal.Direction;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleBench;
import dev.shikra.host.rule.RuleConfiguration;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.RuleSource;
import dev.shikra.host.rule.RuleTrial;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTest {
    @TempDir Path cache;
    private RuleBench bench;

    @BeforeEach
    void open() {
        bench = new RuleBench(cache, 4);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Kernel kernel(String clause) {
        Kernel kernel = bench.bind(bench.rule(RuleBench.pattern(clause)));
        for (int row = 0; row < 4; row++) {
            set(kernel, row, 0, 0, 0);
        }
        return kernel;
    }

    private void set(Kernel kernel, int row, double... values) {
        for (int i = 0; i < values.length; i++) {
            bench.rows.set(row, kernel.slot(i), values[i]);
        }
    }

    @Test
    void givesTheRowsThatMatchInTheOrderOfTheList() {
        Kernel kernel = kernel("x => x.a > x.b");
        set(kernel, 1, 2, 1, 0);
        set(kernel, 3, 5, 1, 0);
        assertThat(kernel.run(4)).isEqualTo(2);
        assertThat(List.of(kernel.row(0), kernel.row(1))).containsExactly(1, 3);
        assertThat(kernel.direction(0)).isEqualTo(Direction.LONG);
        assertThat(kernel.confidence(1)).isEqualTo(0.5);
        assertThat(kernel.stop(0)).isNaN();
        assertThat(kernel.run(1)).isZero();
    }

    @Test
    void runsEveryRuleThatTheProjectBrings() {
        var loader =
                new RuleLoader(
                        Path.of("..", "rules"),
                        bench.compiler,
                        new KernelTrial(bench.runtime, bench.watchdog),
                        RuleConfiguration.NONE);
        List<RuleLoad> loads = loader.loadAll();
        assertThat(loads)
                .hasSizeGreaterThanOrEqualTo(7)
                .allMatch(RuleLoad.Loaded.class::isInstance, loads.toString());
        for (RuleLoad load : loads) {
            if (load instanceof RuleLoad.Loaded(String file, Rule rule)) {
                assertThat(bench.bind(rule).run(4)).as(file).isZero();
            }
        }
    }

    @Test
    void readsTheRowsAfterTheyMoved() {
        Kernel kernel = kernel("x => x.a > x.b && x.c > 0");
        set(kernel, 2, 2, 1, 1);
        bench.rows.grow(64);
        bench.context.refresh();
        assertThat(kernel.run(4)).isEqualTo(1);
        set(kernel, 0, 2, 1, 1);
        assertThat(kernel.run(4)).isEqualTo(2);
    }

    @Test
    void aClauseThatNamesNanIsFalseWhicheverWayItIsWritten() {
        for (String clause :
                List.of(
                        "x => x.a > x.b",
                        "x => x.a !== x.b",
                        "x => !(x.a > x.b)",
                        "x => x.b > 0 || x.a > 0",
                        "x => x.b > 0 ? true : x.a > 0",
                        "x => { const unused = x.a; return x.b > 0; }")) {
            Kernel kernel = kernel(clause);
            set(kernel, 0, Double.NaN, 1, 1);
            assertThat(kernel.run(1)).as(clause).isZero();
        }
    }

    @Test
    void aRuleWhoseResultReadsNanIsWarmingUp() {
        Rule rule =
                bench.rule(
                        RuleSource.of(
                                "patterns/a.js",
                                RuleBench.pattern("x => x.a > 0")
                                        .replace("confidence: 0.5", "confidence: 0.5, stop: x.b")));
        Kernel kernel = bench.bind(rule);
        set(kernel, 0, 1, Double.NaN, 0);
        assertThat(kernel.run(1)).isZero();
        set(kernel, 0, 1, 7, Double.NaN);
        assertThat(kernel.run(1)).isEqualTo(1);
        assertThat(kernel.stop(0)).isEqualTo(7);
    }

    @Test
    void theUniversesPriceIsTheFirstGuard() {
        Kernel kernel =
                bench.bind(
                        bench.rule(
                                RuleBench.pattern("x => x.b > 0")
                                        .replace(
                                                "every: '1m',",
                                                "every: '1m', universe: { price: [50, 100] },")));
        double[] prices = {49.99, 50, 100, 100.01};
        for (int row = 0; row < 4; row++) {
            set(kernel, row, prices[row], 1, 1);
        }
        assertThat(kernel.run(4)).isEqualTo(2);
        assertThat(kernel.row(0)).isEqualTo(1);
        set(kernel, 1, Double.NaN);
        assertThat(kernel.run(4)).isEqualTo(1);
    }

    @Test
    void nonsenseVoidsTheRunAndSaysWhere() {
        Kernel kernel =
                bench.bind(
                        bench.rule(
                                RuleBench.pattern("x => x.a > 0")
                                        .replace("confidence: 0.5", "confidence: x.b")));
        set(kernel, 0, 1, 0.5, 0);
        set(kernel, 1, 1, 1.5, 0);
        assertThat(kernel.run(2)).isEqualTo(Kernel.VOID);
        assertThat(kernel.fault()).isEqualTo(KernelFault.CONFIDENCE);
        assertThat(kernel.faultRow()).isEqualTo(1);
        assertThat(kernel.faultText()).isEqualTo("test: the confidence is not from 0 to 1 (row 1)");
        assertThat(kernel.run(1)).isEqualTo(1);
        assertThat(kernel.fault()).isEqualTo(KernelFault.NONE);
    }

    @Test
    void theWatchdogVoidsARunOverBudgetAndTheContextGoesOn() {
        Kernel endless =
                bench.bind(
                        bench.rule(
                                RuleBench.pattern("x => turns(x.a) > 1e99")
                                        .replace(
                                                "export default",
                                                """
                                                const turn = a => { let s = 0; for (let i = 0; i < 100000; i++) { s += Math.sin(a + i); } return s; };
                                                const turns = a => { let s = 0; for (let i = 0; i < 100000; i++) { s += turn(a + i); } return s; };
                                                export default\
                                                """)));
        set(endless, 0, 1, 1, 1);
        Kernel good = kernel("x => x.a > -1");
        int result = 0;
        long give = System.nanoTime() + 20_000_000_000L;
        while (result != Kernel.VOID && System.nanoTime() < give) {
            result = endless.run(4);
        }
        assertThat(result).isEqualTo(Kernel.VOID);
        assertThat(endless.fault()).isEqualTo(KernelFault.OVER_BUDGET);
        assertThat(good.run(4)).isEqualTo(4);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aFilterRejectsWithItsReasonOrScales() {
        Rule rule =
                bench.rule(
                        """
                        import { filter, candidate } from 'shikra';
                        export default filter({
                          id: 'f', name: 'F', stage: 'retail',
                          inputs: { since: candidate.sinceLastAlert, confidence: candidate.confidence },
                          when: { 'recent': x => x.since < 900 },
                          verdict: x => x.since < 60 ? { reject: 'too "soon"' } : { scale: x.since / 900 },
                        });
                        """);
        Kernel kernel = bench.bind(rule);
        set(kernel, 0, 30, 1);
        set(kernel, 1, 450, 1);
        set(kernel, 2, Double.POSITIVE_INFINITY, 1);
        set(kernel, 3, Double.NaN, 1);
        assertThat(kernel.run(4)).isEqualTo(2);
        assertThat(kernel.rejects(0)).isTrue();
        assertThat(kernel.reason(0)).isEqualTo("too \"soon\"");
        assertThat(kernel.rejects(1)).isFalse();
        assertThat(kernel.scale(1)).isEqualTo(0.5);
        assertThat(RuleTrial.NONE.complaint(rule)).isEmpty();
    }

    @Test
    void anInfiniteTargetIsNonsenseAndNanIsNone() {
        Kernel kernel =
                bench.bind(
                        bench.rule(
                                RuleBench.pattern("x => x.a > 0")
                                        .replace(
                                                "confidence: 0.5",
                                                "confidence: 0.5, target: x.a / x.b")));
        set(kernel, 0, 1, 0, 0);
        assertThat(kernel.run(1)).isEqualTo(Kernel.VOID);
        assertThat(kernel.fault()).isEqualTo(KernelFault.PRICE);
    }

    @Test
    void aRowCostsNoMemory() {
        try (var wide = new RuleBench(cache, 512)) {
            Kernel kernel = wide.bind(wide.rule(RuleBench.pattern("x => x.a > x.b && x.c > 1")));
            for (int row = 0; row < 512; row++) {
                for (int input = 0; input < 3; input++) {
                    wide.rows.set(row, kernel.slot(input), 3 - input);
                }
            }
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < 500; i++) {
                kernel.run(i % 2 == 0 ? 512 : 1);
            }
            long few = allocated(threads, kernel, 1);
            long many = allocated(threads, kernel, 512);
            System.out.println(
                    "bytes a call on one row "
                            + few
                            + ", on 512 rows "
                            + many
                            + "; "
                            + wide.runtime.notice());
            assertThat(many - few).isLessThan(512);
        }
    }

    /** The least of many calls: compilation in between costs its own. */
    private static long allocated(
            com.sun.management.ThreadMXBean threads, Kernel kernel, int rows) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            kernel.run(rows);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void saysHowRulesRun() {
        assertThat(bench.runtime.notice())
                .startsWith("rules run compiled by the JVM")
                .contains(bench.runtime.compiles() ? "too long for it by" : "interpreted")
                .doesNotContain("\n");
    }
}
