package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.kind;

import java.util.List;

/** Studies of volume without regard to the session. */
final class VolumeKinds {
    static final List<StudyKind> ALL =
            List.of(
                    kind(
                            "obv",
                            "On-balance volume, in units; only its changes mean something",
                            List.of(),
                            VALUE,
                            spec -> new OnBalanceVolume()),
                    kind(
                            "ad",
                            "Accumulation/distribution line, in units; only its changes mean"
                                    + " something",
                            List.of(),
                            VALUE,
                            spec -> new Accumulation()),
                    kind(
                            "adosc",
                            "Chaikin oscillator: fast less slow average of the"
                                    + " accumulation/distribution line, in units",
                            List.of(bars("fast", 3), bars("slow", 10)),
                            VALUE,
                            AccumulationOscillator::new),
                    kind(
                            "cmf",
                            "Chaikin money flow, -1 to 1",
                            List.of(bars("length", 20)),
                            VALUE,
                            ChaikinFlow::new),
                    kind(
                            "mfi",
                            "Money flow index, 0 to 100",
                            List.of(bars("length", 14)),
                            VALUE,
                            MoneyFlow::new));

    private VolumeKinds() {}
}
