package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.kind;
import static dev.shikra.plugins.studies.StudyKind.oneOf;

import java.util.List;

/** Moving averages and what is built on them. */
final class AverageKinds {
    static final List<StudyKind> ALL =
            List.of(
                    kind(
                            "sma",
                            "Simple moving average, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            SimpleAverage::new),
                    kind(
                            "ema",
                            "Exponential moving average, in the source's unit",
                            List.of(
                                    bars("length", 20),
                                    Source.PARAMETER,
                                    oneOf("seed", "sma", "first")),
                            VALUE,
                            ExponentialAverage::new),
                    kind(
                            "wma",
                            "Linearly weighted moving average, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            WeightedAverage::new),
                    kind(
                            "dema",
                            "Double exponential moving average, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            spec -> new ChainedAverage(ChainedAverage.Form.DOUBLE, spec)),
                    kind(
                            "tema",
                            "Triple exponential moving average, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            spec -> new ChainedAverage(ChainedAverage.Form.TRIPLE, spec)),
                    kind(
                            "kama",
                            "Kaufman's adaptive moving average, in the source's unit",
                            List.of(bars("length", 10), Source.PARAMETER),
                            VALUE,
                            AdaptiveAverage::new),
                    kind(
                            "macd",
                            "Moving average convergence and divergence, in the source's unit",
                            List.of(
                                    bars("fast", 12),
                                    bars("slow", 26),
                                    bars("signal", 9),
                                    oneOf("seed", "talib", "own", "first"),
                                    Source.PARAMETER),
                            Macd.OUTPUTS,
                            Macd::new),
                    kind(
                            "linreg",
                            "Least-squares line: value at the newest bar, in the source's unit, and slope per bar",
                            List.of(bars("length", 14, 2), Source.PARAMETER),
                            LinearRegression.OUTPUTS,
                            LinearRegression::new));

    private AverageKinds() {}
}
