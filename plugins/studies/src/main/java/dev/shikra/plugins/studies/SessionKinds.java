package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.of;
import static dev.shikra.plugins.studies.StudyKind.oneOf;

import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/** Studies that know the session and its clock. */
final class SessionKinds {
    static final List<StudyKind> ALL =
            List.of(
                    of(
                            "vwap",
                            "Volume-weighted average price over hlc3, and the deviation around it,"
                                    + " in price units; length is for anchor=rolling",
                            List.of(
                                    oneOf("anchor", "session", "start", "rolling"),
                                    bars("length", 20)),
                            AnchoredVwap.OUTPUTS,
                            SessionKinds::vwap),
                    of(
                            "rvol",
                            "Volume so far over its mean at this time of day in the last sessions;"
                                    + " 1 is usual",
                            List.of(
                                    new Parameter.Whole("days", 20, 1, 250),
                                    new Parameter.Whole("min", 5, 1, 250)),
                            VALUE,
                            RelativeVolume::new),
                    of(
                            "openingrange",
                            "High and low of the session's first minutes, in price units",
                            List.of(new Parameter.Whole("minutes", 15, 1, 1440)),
                            List.of("high", "low"),
                            OpeningRange::new));

    private SessionKinds() {}

    private static Study vwap(StudySpec spec) {
        return switch (spec.text("anchor")) {
            case "session" -> new AnchoredVwap(AnchoredVwap.Anchor.SESSION);
            case "start" -> new AnchoredVwap(AnchoredVwap.Anchor.START);
            default -> new RollingVwap(spec.whole("length"));
        };
    }
}
