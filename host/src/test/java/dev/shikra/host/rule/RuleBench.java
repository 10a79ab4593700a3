package dev.shikra.host.rule;

import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.host.engine.EngineValues;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.rule.kernel.Kernel;
import dev.shikra.host.rule.kernel.KernelContext;
import dev.shikra.host.rule.kernel.RowList;
import dev.shikra.host.rule.kernel.SlotResolver;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests of rules work on: studies, a compiler, feature rows and a kernel context. */
public final class RuleBench implements AutoCloseable {
    public static final List<StudyDescription> STUDIES =
            List.of(
                    averages("sma"),
                    new StudyDescription(
                            "ema",
                            "",
                            List.of(
                                    new Parameter.Whole("length", 20, 1, 5000),
                                    source(),
                                    new Parameter.Choice("seed", "sma", List.of("sma", "first"))),
                            List.of("value")),
                    new StudyDescription(
                            "rsi",
                            "",
                            List.of(new Parameter.Whole("length", 14, 1, 5000)),
                            List.of("value")),
                    new StudyDescription(
                            "atr",
                            "",
                            List.of(new Parameter.Whole("length", 14, 1, 5000)),
                            List.of("value")),
                    new StudyDescription("vwap", "", List.of(), List.of("value", "deviation")),
                    new StudyDescription(
                            "rvol",
                            "",
                            List.of(
                                    new Parameter.Whole("days", 20, 1, 250),
                                    new Parameter.Whole("min", 5, 1, 250)),
                            List.of("value")),
                    new StudyDescription(
                            "openingrange",
                            "",
                            List.of(new Parameter.Whole("minutes", 15, 1, 240)),
                            List.of("high", "low")));

    public final RuleRuntime runtime = new RuleRuntime();
    public final SyntaxTrees trees;
    public final RuleCompiler compiler;
    public final FeatureRows rows;

    /**
     * Patient: a first run, while its compiler works beside it, has taken more than the default.
     */
    public final Watchdog watchdog = new Watchdog(Duration.ofSeconds(2));

    public final KernelContext context;
    public final RowList list;
    private final Map<FeatureKey, Integer> slots = new LinkedHashMap<>();

    public RuleBench(Path cache, int rowCount) {
        trees = new SyntaxTrees(runtime, cache);
        compiler = new RuleCompiler(trees, STUDIES, EngineValues.GROUPS);
        rows = new FeatureRows(rowCount, 2);
        context = new KernelContext(runtime, rows, watchdog);
        list = new RowList(rowCount);
        for (int row = 0; row < rowCount; row++) {
            list.set(row, row);
        }
    }

    private static StudyDescription averages(String name) {
        return new StudyDescription(
                name,
                "",
                List.of(new Parameter.Whole("length", 20, 1, 5000), source()),
                List.of("value"));
    }

    private static Parameter source() {
        return new Parameter.Choice(
                "source",
                "close",
                List.of("open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4"));
    }

    /** Appends slots, and grows the rows when they are full, as an engine does. */
    public SlotResolver slots() {
        return key ->
                slots.computeIfAbsent(
                        key,
                        k -> {
                            int slot = slots.size();
                            if (slot >= rows.stride()) {
                                rows.grow(rows.stride() * 2);
                            }
                            return slot;
                        });
    }

    public Rule rule(String text) {
        return rule(RuleSource.of("patterns/test.js", text));
    }

    public Rule rule(RuleSource source) {
        return switch (compiler.compile(source)) {
            case RuleLoad.Loaded loaded -> loaded.rule();
            case RuleLoad.Rejected rejected -> throw new AssertionError(rejected.toString());
        };
    }

    public RuleLoad.Rejected rejected(RuleSource source) {
        return switch (compiler.compile(source)) {
            case RuleLoad.Loaded loaded ->
                    throw new AssertionError("was accepted:\n" + source.text());
            case RuleLoad.Rejected rejected -> rejected;
        };
    }

    public Kernel bind(Rule rule) {
        return context.bind(rule, slots(), list);
    }

    /** A pattern over three bar values with one clause. */
    public static String pattern(String clause) {
        return """
        import { pattern, bar } from 'shikra';
        export default pattern({
          id: 'test', name: 'Test', every: '1m',
          inputs: { a: bar.close, b: bar.open, c: bar.volume },
          when: { 'clause': %s },
          then: x => ({ direction: 'long', confidence: 0.5 }),
        });
        """
                .formatted(clause);
    }

    @Override
    public void close() {
        context.close();
        watchdog.close();
        trees.close();
        runtime.close();
    }
}
