package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.flag;
import static dev.shikra.plugins.studies.StudyKind.of;

import java.util.List;

/** Volatility, bands and channels. */
final class RangeKinds {
    static final List<StudyKind> ALL =
            List.of(
                    of(
                            "atr",
                            "Wilder's average true range, in price units",
                            List.of(bars("length", 14), flag("tr0")),
                            VALUE,
                            AverageTrueRange::inPrice));

    private RangeKinds() {}
}
