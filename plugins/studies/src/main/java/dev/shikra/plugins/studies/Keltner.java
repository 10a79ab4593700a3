package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Keltner channel, in price units: exponential average of the close (started with the mean of
 * {@code length} closes) and {@code multiplier} Wilder average true ranges of {@code atrLength}
 * above and below. All shown together. Warm-up the longer of {@code length} and {@code atrLength +
 * 1} bars.
 */
final class Keltner extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("upper", "middle", "lower");

    private final int length;
    private final int atrLength;
    private final double weight;
    private final double multiplier;

    Keltner(StudySpec spec) {
        super(
                OUTPUTS,
                Math.max(spec.whole("length"), spec.whole("atrLength") + 1),
                Smoothing.SIZE + AverageTrueRange.SIZE);
        this.length = spec.whole("length");
        this.atrLength = spec.whole("atrLength");
        this.weight = Smoothing.weight(length);
        this.multiplier = spec.decimal("multiplier");
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double middle = Smoothing.next(state, at, length, weight, bar.close, keep);
        double range = AverageTrueRange.next(state, at + Smoothing.SIZE, atrLength, bar, keep);
        out[outAt] = middle + multiplier * range;
        out[outAt + 1] = Double.isNaN(range) ? Double.NaN : middle;
        out[outAt + 2] = middle - multiplier * range;
    }
}
