package dev.shikra.host;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.rule.Every;
import dev.shikra.host.rule.Input;
import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.RuleExplanation;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelContext;
import dev.shikra.host.rule.kernel.RowList;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.study.StudyCatalog;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds rules for an engine that is asked about one of them: that one and the filters run, the
 * others only take the slots that they took in the live engine, so that its snapshots fit. One
 * thread.
 */
final class WhyBinder implements RuleBinder, AutoCloseable {
    /** Looks at a filter's judgement while the candidate's values stand in the row. */
    interface FilterObserver {
        void judged(
                Rule.Filter rule,
                RuleExplanation explanation,
                Kernel kernel,
                int row,
                FilterRun.Verdict verdict);
    }

    private final LiveRules rules;
    private final LivePatterns detectors;
    private final StudyCatalog studies;
    private final String asked;
    private final int row;
    private final ObservedPattern.Observer observer;
    private final FilterObserver filters;
    private final Watchdog watchdog = new Watchdog(Duration.ofMinutes(1));
    private @Nullable KernelContext kernels;
    private FeaturePlan plan;
    private @Nullable PatternKernelRun pattern;

    /**
     * @param rules gives versions; its own kernels are not touched
     * @param studies at hand, which stand for those of any plugins that ran then
     * @param asked id of the rule that is asked about
     * @param row of the instrument that is asked about
     */
    @SuppressWarnings("NullAway.Init") // the plan comes with the first rule
    WhyBinder(
            LiveRules rules,
            LivePatterns detectors,
            StudyCatalog studies,
            String asked,
            int row,
            ObservedPattern.Observer observer,
            FilterObserver filters) {
        this.rules = rules;
        this.detectors = detectors;
        this.studies = studies;
        this.asked = asked;
        this.row = row;
        this.observer = observer;
        this.filters = filters;
        watchdog.rest(); // the journal's voids decide
    }

    /** {@return the newest version of the rule that was bound; empty if none was} */
    Optional<PatternKernelRun> pattern() {
        return Optional.ofNullable(pattern);
    }

    /** Another engine begins. */
    void begin() {
        pattern = null;
    }

    @Override
    public StudyCatalog use(String plugins) {
        return studies;
    }

    @Override
    public Bound bind(String file, String content, FeaturePlan features) {
        if (LivePatterns.owns(file)) {
            return detectors.bind(file, content, features) instanceof Bound.Detector(var run)
                    ? new Bound.Detector(new SilentPattern(run.id(), run.version(), run.every()))
                    : new Bound.Pattern(new SilentPattern(file, content, Optional.empty()));
        }
        return switch (rules.version(content)) {
            case Rule.Filter filter -> {
                var list = new RowList(features.rows().rows());
                Kernel kernel = over(features).bind(filter, features::slot, list);
                yield new Bound.Filter(
                        new ObservedFilter(
                                filter,
                                kernel,
                                new FilterKernelRun(
                                        filter, kernel, list, new Durations(), new RuleCounts())));
            }
            case Rule.Pattern each when each.id().equals(asked) -> {
                var list = new RowList(features.rows().rows());
                Kernel kernel = over(features).bind(each, features::slot, list);
                var run =
                        new PatternKernelRun(
                                each, kernel, list, features, new Durations(), new RuleCounts());
                pattern = run;
                yield new Bound.Pattern(new ObservedPattern(run, observer, row));
            }
            case Rule.Pattern each -> {
                for (Input input : each.inputs()) {
                    int unused = features.slot(input.key());
                }
                yield new Bound.Pattern(
                        new SilentPattern(each.id(), each.version(), timeframe(each)));
            }
        };
    }

    private static Optional<Timeframe> timeframe(Rule.Pattern rule) {
        return rule.every() instanceof Every.Bar(Timeframe timeframe)
                ? Optional.of(timeframe)
                : Optional.empty();
    }

    private KernelContext over(FeaturePlan features) {
        KernelContext context = kernels;
        if (context == null || plan != features) {
            if (context != null) {
                context.close();
            }
            context = new KernelContext(rules.runtime(), features.rows(), watchdog);
            kernels = context;
            plan = features;
        }
        return context;
    }

    /** A filter with somebody who looks on. */
    private final class ObservedFilter implements FilterRun {
        private final Rule.Filter rule;
        private final Kernel kernel;
        private final FilterKernelRun inner;
        private final RuleExplanation explanation;

        ObservedFilter(Rule.Filter rule, Kernel kernel, FilterKernelRun inner) {
            this.rule = rule;
            this.kernel = kernel;
            this.inner = inner;
            explanation = new RuleExplanation(rule);
        }

        @Override
        public String id() {
            return inner.id();
        }

        @Override
        public String version() {
            return inner.version();
        }

        @Override
        public Stage stage() {
            return inner.stage();
        }

        @Override
        public Verdict judge(int at) {
            Verdict verdict = inner.judge(at);
            filters.judged(rule, explanation, kernel, at, verdict);
            return verdict;
        }
    }

    @Override
    public void memoryMoved(FeaturePlan features) {
        if (kernels != null) {
            kernels.refresh();
        }
    }

    @Override
    public void close() {
        if (kernels != null) {
            kernels.close();
        }
        watchdog.close();
    }
}
