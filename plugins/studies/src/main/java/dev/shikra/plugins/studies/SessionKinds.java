package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.kind;
import static dev.shikra.plugins.studies.StudyKind.number;
import static dev.shikra.plugins.studies.StudyKind.oneOf;

import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/** Studies that know the session and its clock. */
final class SessionKinds {
    static final List<StudyKind> ALL =
            List.of(
                    kind(
                            "vwap",
                            "Volume-weighted average price over hlc3, and the deviation around it,"
                                    + " in price units; length is for anchor=rolling",
                            List.of(
                                    oneOf("anchor", "session", "start", "rolling"),
                                    bars("length", 20)),
                            AnchoredVwap.OUTPUTS,
                            SessionKinds::vwap),
                    kind(
                            "rvol",
                            "Volume so far over its mean at this time of day in the last sessions;"
                                    + " 1 is usual",
                            List.of(
                                    new Parameter.Whole("days", 20, 1, 250),
                                    new Parameter.Whole("min", 5, 1, 250)),
                            VALUE,
                            RelativeVolume::new),
                    kind(
                            "openingrange",
                            "High and low of the session's first minutes, in price units",
                            List.of(new Parameter.Whole("minutes", 15, 1, 1440)),
                            OpeningRange.HIGH_LOW,
                            OpeningRange::new),
                    kind(
                            "initialbalance",
                            "High, low and middle of the session's first hour, in price units",
                            List.of(new Parameter.Whole("minutes", 60, 1, 1440)),
                            OpeningRange.WITH_MIDDLE,
                            OpeningRange::new),
                    kind(
                            "gap",
                            "The session's open less the close before, in price units and percent, and whether it was filled (1 or 0)",
                            List.of(),
                            Gap.OUTPUTS,
                            spec -> new Gap()),
                    kind(
                            "prevday",
                            "Open, high, low and close of the session before, in price units",
                            List.of(),
                            PreviousLevels.OUTPUTS,
                            spec -> new PreviousLevels(PreviousLevels.Period.SESSION)),
                    kind(
                            "prevweek",
                            "Open, high, low and close of the week before, in price units",
                            List.of(),
                            PreviousLevels.OUTPUTS,
                            spec -> new PreviousLevels(PreviousLevels.Period.WEEK)),
                    kind(
                            "relstrength",
                            "Percent change over length bars less that of the instrument against, in points, and the ratio of the closes",
                            List.of(
                                    new Parameter.Text(
                                            "against",
                                            "NSE:NIFTY 50",
                                            "an instrument such as NSE:NIFTY 50"),
                                    bars("length", 20)),
                            StrengthAgainst.OUTPUTS,
                            StrengthAgainst::new),
                    kind(
                            "volumeprofile",
                            "Volume by price: fullest row, value area and next nodes, in price units; work grows with rows, for anchor=rolling with length too",
                            List.of(
                                    oneOf("anchor", "session", "start", "rolling"),
                                    new Parameter.Whole("length", 60, 1, 1000),
                                    new Parameter.Whole("rows", 200, 10, 2000),
                                    number("tick", 0, 0, 1e6),
                                    number("valueArea", 0.70, 0.01, 1)),
                            VolumeProfile.OUTPUTS,
                            SessionKinds::volumeProfile),
                    kind(
                            "levels",
                            "Nearest support and resistance from swings, in price units, and how often each was touched; work grows with lookback",
                            List.of(
                                    new Parameter.Whole("lookback", 100, 1, 1000),
                                    number("tolerance", 0.002, 0, 0.1),
                                    new Parameter.Whole("wing", 2, 1, 20)),
                            Levels.OUTPUTS,
                            Levels::new),
                    kind(
                            "pivots",
                            "Pivot levels from the session before, in price units",
                            List.of(oneOf("kind", "classic", "fibonacci", "camarilla", "cpr")),
                            Pivots.OUTPUTS,
                            Pivots::new));

    private SessionKinds() {}

    private static Study volumeProfile(StudySpec spec) {
        return spec.text("anchor").equals("rolling")
                ? new RollingVolumeProfile(spec)
                : new VolumeProfile(spec);
    }

    private static Study vwap(StudySpec spec) {
        return switch (spec.text("anchor")) {
            case "session" -> new AnchoredVwap(AnchoredVwap.Anchor.SESSION);
            case "start" -> new AnchoredVwap(AnchoredVwap.Anchor.START);
            default -> new RollingVwap(spec.whole("length"));
        };
    }
}
