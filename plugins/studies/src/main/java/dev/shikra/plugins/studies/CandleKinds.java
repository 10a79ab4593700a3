package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.kind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Candle functions: all in one study, and each by its name. */
final class CandleKinds {
    static final List<StudyKind> ALL =
            Stream.concat(
                            Stream.of(
                                    kind(
                                            "candles",
                                            "All 61 candle functions together: 0, or a signal from"
                                                    + " -200 to 200; with a trend, only after the"
                                                    + " one that a pattern needs",
                                            Trend.PARAMETERS,
                                            Candles.allNames(),
                                            Candles::all)),
                            Arrays.stream(CandleFunction.values()).map(CandleKinds::one))
                    .toList();

    private CandleKinds() {}

    private static StudyKind one(CandleFunction function) {
        return kind(
                function.name().toLowerCase(Locale.ROOT),
                "Candle function " + function.name() + ": 0, or a signal from -200 to 200",
                Trend.PARAMETERS,
                VALUE,
                spec -> Candles.of(function, spec));
    }
}
