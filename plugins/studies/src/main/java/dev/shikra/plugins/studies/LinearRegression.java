package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Least-squares line through the last {@code length} numbers: its value at the newest, in the
 * input's unit, and its slope per bar. Warm-up {@code length} bars.
 */
final class LinearRegression extends SeriesStudy {
    static final List<String> OUTPUTS = List.of("value", "slope");

    private final int length;
    private final double places;
    private final double spread;

    LinearRegression(StudySpec spec) {
        super(
                Source.of(spec),
                OUTPUTS,
                spec.whole("length"),
                WeightedSum.HEAD,
                WeightedSum.size(spec.whole("length")));
        this.length = spec.whole("length");
        double n = length;
        this.places = n * (n + 1) / 2;
        this.spread = n * (n * (n + 1) * (2 * n + 1) / 6) - places * places;
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        if (WeightedSum.completes(state, at, length)) {
            double plain = WeightedSum.plain(state, at, x);
            double weighted = WeightedSum.weighted(state, at, length, x);
            double slope = (length * weighted - places * plain) / spread;
            out[outAt] = plain / length + slope * (length - 1) / 2;
            out[outAt + 1] = slope;
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            WeightedSum.push(state, at, at + WeightedSum.HEAD, length, x);
        }
    }
}
