package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StreamingStudy.VALUE;
import static dev.shikra.plugins.studies.StudyKind.bars;
import static dev.shikra.plugins.studies.StudyKind.flag;
import static dev.shikra.plugins.studies.StudyKind.kind;
import static dev.shikra.plugins.studies.StudyKind.number;

import java.util.List;

/** Volatility, bands and channels. */
final class RangeKinds {
    static final List<StudyKind> ALL =
            List.of(
                    kind(
                            "atr",
                            "Wilder's average true range, in price units",
                            List.of(bars("length", 14), flag("tr0")),
                            VALUE,
                            AverageTrueRange::inPrice),
                    kind(
                            "natr",
                            "Average true range in percent of the close",
                            List.of(bars("length", 14)),
                            VALUE,
                            AverageTrueRange::inPercent),
                    kind(
                            "trange",
                            "True range, in price units",
                            List.of(),
                            VALUE,
                            spec -> new TrueRangeStudy()),
                    kind(
                            "bbands",
                            "Bollinger's bands, in the source's unit; width as a fraction of the middle, percentB as a fraction of the width",
                            List.of(
                                    bars("length", 20),
                                    number("deviations", 2, 0, 100),
                                    Source.PARAMETER),
                            Deviation.Bands.OUTPUTS,
                            Deviation.Bands::new),
                    kind(
                            "stddev",
                            "Standard deviation, in the source's unit",
                            List.of(bars("length", 20), flag("sample"), Source.PARAMETER),
                            VALUE,
                            Deviation::new),
                    kind(
                            "min",
                            "Lowest of a window, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            spec -> new WindowExtreme(Extreme.LOWEST, spec)),
                    kind(
                            "max",
                            "Highest of a window, in the source's unit",
                            List.of(bars("length", 20), Source.PARAMETER),
                            VALUE,
                            spec -> new WindowExtreme(Extreme.HIGHEST, spec)),
                    kind(
                            "keltner",
                            "Keltner channel, in price units",
                            List.of(
                                    bars("length", 20),
                                    bars("atrLength", 10),
                                    number("multiplier", 2, 0, 100)),
                            Keltner.OUTPUTS,
                            Keltner::new),
                    kind(
                            "donchian",
                            "Donchian channel, in price units; previous=true leaves the newest bar out",
                            List.of(bars("length", 20), flag("previous")),
                            Keltner.OUTPUTS,
                            Donchian::new),
                    kind(
                            "psar",
                            "Parabolic stop and reverse, in price units",
                            List.of(number("step", 0.02, 0, 1), number("max", 0.2, 0, 1)),
                            VALUE,
                            ParabolicStop::new),
                    kind(
                            "supertrend",
                            "Supertrend line and bands, in price units, and direction 1 or -1",
                            List.of(bars("length", 10), number("multiplier", 3, 0, 100)),
                            Supertrend.OUTPUTS,
                            Supertrend::new),
                    kind(
                            "ichimoku",
                            "Ichimoku's lines unshifted, in price units",
                            List.of(bars("tenkan", 9), bars("kijun", 26), bars("senkou", 52)),
                            Ichimoku.OUTPUTS,
                            Ichimoku::new),
                    kind(
                            "heikinashi",
                            "Heikin-Ashi bars, in price units",
                            List.of(),
                            HeikinAshi.OUTPUTS,
                            spec -> new HeikinAshi()));

    private RangeKinds() {}
}
