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

    private static final int SHORT = TrueRange.SIZE;
    private static final int MEDIUM = SHORT + 2 * MovingTotal.HEAD;
    private static final int LONG = MEDIUM + 2 * MovingTotal.HEAD;
    private static final int HEAD = LONG + 2 * MovingTotal.HEAD;

    private final int shortLength;
    private final int mediumLength;
    private final int longLength;
    private final int mediumBody;
    private final int longBody;

    UltimateOscillator(StudySpec spec) {
        super(
                VALUE,
                spec.whole("long") + 1,
                HEAD,
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
        this.mediumBody = HEAD + 2 * MovingTotal.body(shortLength);
        this.longBody = mediumBody + 2 * MovingTotal.body(mediumLength);
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
        double s = ratio(state, at + SHORT, at + HEAD, shortLength, pressure, range, keep);
        double m = ratio(state, at + MEDIUM, at + mediumBody, mediumLength, pressure, range, keep);
        double l = ratio(state, at + LONG, at + longBody, longLength, pressure, range, keep);
        out[outAt] = 100 * (4 * s + 2 * m + l) / 7;
    }

    private static double ratio(
            double[] state,
            int head,
            int body,
            int length,
            double pressure,
            double range,
            boolean keep) {
        double pressures = MovingTotal.next(state, head, body, length, pressure, keep);
        double ranges =
                MovingTotal.next(
                        state,
                        head + MovingTotal.HEAD,
                        body + MovingTotal.body(length),
                        length,
                        range,
                        keep);
        return ranges < STILL ? 0 : pressures / ranges;
    }
}
