package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.engine.PatternRun;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Every;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleExplanation;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelFault;
import dev.shikra.host.rule.kernel.RowList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A pattern's kernel as the engine runs it. */
final class PatternKernelRun implements PatternRun {
    /** A run at ticks is timed if these bits of its number are 0; one at bars always. */
    private static final int UNTIMED_BITS = 15;

    private final Rule.Pattern rule;
    private final Kernel kernel;
    private final RowList rows;
    private final FeaturePlan features;
    private final RuleExplanation explanation;
    private final Fires fires;
    private final Optional<Timeframe> every;
    private final Durations times;
    private final RuleCounts counts;
    private int untimed;

    PatternKernelRun(
            Rule.Pattern rule,
            Kernel kernel,
            RowList rows,
            FeaturePlan features,
            Durations times,
            RuleCounts counts) {
        this.rule = rule;
        this.kernel = kernel;
        this.rows = rows;
        this.features = features;
        this.times = times;
        this.counts = counts;
        explanation = new RuleExplanation(rule);
        fires =
                switch (rule.fires()) {
                    case EDGE -> Fires.EDGE;
                    case EACH -> Fires.EACH;
                    case ONCE -> Fires.ONCE;
                };
        every =
                rule.every() instanceof Every.Bar(Timeframe timeframe)
                        ? Optional.of(timeframe)
                        : Optional.empty();
    }

    @Override
    public String id() {
        return rule.id();
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public String version() {
        return rule.version();
    }

    @Override
    public Fires fires() {
        return fires;
    }

    @Override
    public Optional<Timeframe> every() {
        return every;
    }

    @Override
    public boolean covers(Instrument instrument) {
        return rule.universe().covered(List.of(instrument)).get(0);
    }

    @Override
    public BitSet covered(List<Instrument> instruments) {
        return rule.universe().covered(instruments);
    }

    @Override
    public boolean liquid(int row) {
        return rule.universe().liquidity().isEmpty()
                || rule.liquidityInput().isEmpty()
                || features.rows().get(row, kernel.slot(rule.liquidityInput().get()))
                        >= rule.universe().liquidity().get().least();
    }

    @Override
    public String note(int row) {
        return rule.then().note().isEmpty()
                ? ""
                : explanation.note(input -> features.rows().get(row, kernel.slot(input)));
    }

    @Override
    public int run(int[] touched, int count) {
        for (int k = 0; k < count; k++) {
            rows.set(k, touched[k]);
        }
        boolean timed = every.isPresent() || (untimed++ & UNTIMED_BITS) == 0;
        long from = timed ? System.nanoTime() : 0;
        int matches = timed ? kernel.runCounting(count) : kernel.run(count);
        if (timed) {
            times.add(System.nanoTime() - from);
        }
        if (matches >= 0) {
            counts.ran(count, matches);
            if (timed) {
                counts.counted(count, kernel.nearMisses());
            }
        }
        return matches >= 0 ? matches : kernel.fault() == KernelFault.OVER_BUDGET ? VOIDED : FAILED;
    }

    @Override
    public String failure() {
        return kernel.faultText();
    }

    @Override
    public int row(int match) {
        return kernel.row(match);
    }

    @Override
    public Direction direction(int match) {
        return kernel.direction(match);
    }

    @Override
    public double confidence(int match) {
        return kernel.confidence(match);
    }

    @Override
    public double stop(int match) {
        return kernel.stop(match);
    }

    @Override
    public double target(int match) {
        return kernel.target(match);
    }

    /** {@return the rule in Java: what its clauses compared, what it gives} */
    RuleExplanation explanation() {
        return explanation;
    }

    Rule.Pattern rule() {
        return rule;
    }

    /** {@return what an input of the rule is in a row now} */
    double input(int row, int input) {
        return features.rows().get(row, kernel.slot(input));
    }

    @Override
    public List<Evidence> evidence(int row) {
        return explanation.evidence(input -> input(row, input));
    }
}
