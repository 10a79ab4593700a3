package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.of;

import java.util.List;

/** Oscillators and rates of change. */
final class MomentumKinds {
    static final List<StudyKind> ALL =
            List.of(
                    of(
                            "rsi",
                            "Wilder's relative strength index, 0 to 100",
                            List.of(bars("length", 14), Source.PARAMETER),
                            VALUE,
                            RelativeStrengthIndex::new));

    private MomentumKinds() {}
}
