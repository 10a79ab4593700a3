package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Williams' ultimate oscillator, 0 to 100: buying pressure (close - lower of low and previous
 * close) over true range, summed over three lengths and weighted 4, 2, 1 from short to long; a
 * length without any range counts 0. Warm-up {@code long + 1} bars.
 */
final class UltimateOscillator extends StreamingStudy {
    private static final double STILL = 1e-14;
    private static final int PREVIOUS_CLOSE = 1;

    private final int shortLength;
    private final int mediumLength;
    private final int longLength;
    private final int mediumAt;
    private final int longAt;

    UltimateOscillator(StudySpec spec) {
        super(
                VALUE,
                spec.whole("long") + 1,
                TrueRange.SIZE
                        + 2
                                * (MovingTotal.size(spec.whole("short"))
                                        + MovingTotal.size(spec.whole("medium"))
                                        + MovingTotal.size(spec.whole("long"))));
        this.shortLength = spec.whole("short");
        this.mediumLength = spec.whole("medium");
        this.longLength = spec.whole("long");
        if (shortLength >= mediumLength || mediumLength >= longLength) {
            throw new IllegalArgumentException(
                    "ultosc short="
                            + shortLength
                            + " medium="
                            + mediumLength
                            + " long="
                            + longLength
                            + ": each is below the next");
        }
        this.mediumAt = TrueRange.SIZE + 2 * MovingTotal.size(shortLength);
        this.longAt = mediumAt + 2 * MovingTotal.size(mediumLength);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double previous = state[at + PREVIOUS_CLOSE];
        double range = TrueRange.next(state, at, bar, keep);
        double pressure =
                Double.isNaN(range) ? Double.NaN : bar.close - Math.min(bar.low, previous);
        double s = ratio(state, at + TrueRange.SIZE, shortLength, pressure, range, keep);
        double m = ratio(state, at + mediumAt, mediumLength, pressure, range, keep);
        double l = ratio(state, at + longAt, longLength, pressure, range, keep);
        out[outAt] = 100 * (4 * s + 2 * m + l) / 7;
    }

    private static double ratio(
            double[] state, int at, int length, double pressure, double range, boolean keep) {
        double pressures = MovingTotal.next(state, at, length, pressure, keep);
        double ranges = MovingTotal.next(state, at + MovingTotal.size(length), length, range, keep);
        return ranges < STILL ? 0 : pressures / ranges;
    }
}
