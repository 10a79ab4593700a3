package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.kind;

import java.util.List;

/** Oscillators and rates of change. */
final class MomentumKinds {
    static final List<StudyKind> ALL =
            List.of(
                    kind(
                            "rsi",
                            "Wilder's relative strength index, 0 to 100",
                            List.of(bars("length", 14), Source.PARAMETER),
                            VALUE,
                            RelativeStrengthIndex::new),
                    kind(
                            "stoch",
                            "Stochastic oscillator, 0 to 100",
                            List.of(bars("k", 14), bars("smooth", 3), bars("d", 3)),
                            Stochastic.OUTPUTS,
                            spec ->
                                    new Stochastic(
                                            spec.whole("k"),
                                            spec.whole("smooth"),
                                            spec.whole("d"))),
                    kind(
                            "stochf",
                            "Fast stochastic oscillator, 0 to 100",
                            List.of(bars("k", 14), bars("d", 3)),
                            Stochastic.OUTPUTS,
                            spec -> new Stochastic(spec.whole("k"), 1, spec.whole("d"))),
                    kind(
                            "stochrsi",
                            "Fast stochastic oscillator of the RSI, 0 to 100",
                            List.of(
                                    bars("length", 14),
                                    bars("k", 14),
                                    bars("d", 3),
                                    Source.PARAMETER),
                            Stochastic.OUTPUTS,
                            StochasticRelativeStrength::new),
                    kind(
                            "willr",
                            "Williams' %R, -100 to 0",
                            List.of(bars("length", 14)),
                            VALUE,
                            WilliamsRange::new),
                    kind(
                            "cci",
                            "Commodity channel index, mostly -200 to 200; work grows with the length",
                            List.of(bars("length", 20)),
                            VALUE,
                            CommodityChannel::new),
                    kind(
                            "roc",
                            "Change over some bars in percent",
                            List.of(bars("length", 10), Source.PARAMETER),
                            VALUE,
                            spec -> new Change(Change.Form.PERCENT, spec)),
                    kind(
                            "mom",
                            "Change over some bars, in the source's unit",
                            List.of(bars("length", 10), Source.PARAMETER),
                            VALUE,
                            spec -> new Change(Change.Form.DIFFERENCE, spec)),
                    kind(
                            "trix",
                            "Change of a triple exponential average from bar to bar in percent",
                            List.of(bars("length", 15), Source.PARAMETER),
                            VALUE,
                            spec -> new ChainedAverage(ChainedAverage.Form.TRIPLE_CHANGE, spec)),
                    kind(
                            "ultosc",
                            "Ultimate oscillator, 0 to 100",
                            List.of(bars("short", 7), bars("medium", 14), bars("long", 28)),
                            VALUE,
                            UltimateOscillator::new),
                    kind(
                            "adx",
                            "Wilder's directional movement: trend strength and directions, 0 to 100",
                            List.of(bars("length", 14, 2)),
                            DirectionalMovement.OUTPUTS,
                            DirectionalMovement::new),
                    kind(
                            "aroon",
                            "Aroon up and down, 0 to 100, and their difference",
                            List.of(bars("length", 14)),
                            Aroon.OUTPUTS,
                            Aroon::new));

    private MomentumKinds() {}
}
