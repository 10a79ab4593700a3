package dev.shikra.host;

import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelFault;
import dev.shikra.host.rule.kernel.RowList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A filter's kernel as the desk asks it: one candidate at a time. */
final class FilterKernelRun implements FilterRun {
    private static final Verdict PASS = new Verdict.Pass();
    private static final Verdict VOIDED = new Verdict.Voided();

    private final Rule.Filter rule;
    private final Kernel kernel;
    private final RowList rows;
    private final Durations times;
    private final RuleCounts counts;
    private final Map<String, Verdict> rejects = new LinkedHashMap<>();

    FilterKernelRun(
            Rule.Filter rule, Kernel kernel, RowList rows, Durations times, RuleCounts counts) {
        this.counts = counts;
        this.rule = rule;
        this.kernel = kernel;
        this.rows = rows;
        this.times = times;
        rule.verdict().reasons().forEach(reason -> rejects.put(reason, new Verdict.Reject(reason)));
    }

    @Override
    public String id() {
        return rule.id();
    }

    @Override
    public String version() {
        return rule.version();
    }

    @Override
    public Stage stage() {
        return switch (rule.stage()) {
            case VALIDATE -> Stage.VALIDATE;
            case QUALIFY -> Stage.QUALIFY;
            case RETAIL -> Stage.RETAIL;
        };
    }

    @Override
    public Verdict judge(int row) {
        rows.set(0, row);
        long from = System.nanoTime();
        int matches = kernel.run(1);
        times.add(System.nanoTime() - from);
        if (matches < 0) {
            return kernel.fault() == KernelFault.OVER_BUDGET
                    ? VOIDED
                    : new Verdict.Failed(kernel.faultText());
        }
        counts.ran(1, matches);
        if (matches == 0) {
            return PASS;
        }
        return kernel.rejects(0)
                ? rejects.getOrDefault(kernel.reason(0), new Verdict.Reject(kernel.reason(0)))
                : new Verdict.Scale(kernel.scale(0));
    }
}
