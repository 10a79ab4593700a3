package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.of;
import static dev.shikra.plugins.studies.StudyKind.oneOf;

import java.util.List;

/** Moving averages and what is built on them. */
final class AverageKinds {
    static final List<StudyKind> ALL =
            List.of(
                    of(
                            "sma",
                            "Simple moving average, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            SimpleAverage::new),
                    of(
                            "ema",
                            "Exponential moving average, in the source's unit",
                            List.of(
                                    bars("length", 20),
                                    Source.PARAMETER,
                                    oneOf("seed", "sma", "first")),
                            VALUE,
                            ExponentialAverage::new));

    private AverageKinds() {}
}
