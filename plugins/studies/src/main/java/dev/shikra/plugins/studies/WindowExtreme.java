package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Highest or lowest of the last {@code length} numbers, in their unit. Warm-up {@code length} bars.
 */
final class WindowExtreme extends SeriesStudy {
    private final int side;
    private final int length;

    /**
     * @param side {@link Extreme#HIGHEST} or {@link Extreme#LOWEST}
     */
    WindowExtreme(int side, StudySpec spec) {
        super(
                Source.of(spec),
                VALUE,
                spec.whole("length"),
                Extreme.HEAD,
                Extreme.size(spec.whole("length")));
        this.side = side;
        this.length = spec.whole("length");
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] =
                Extreme.completes(state, at, length)
                        ? Extreme.with(state, at, side, x)
                        : Double.NaN;
        if (keep) {
            Extreme.push(state, at, at + Extreme.HEAD, length, side, x);
        }
    }
}
