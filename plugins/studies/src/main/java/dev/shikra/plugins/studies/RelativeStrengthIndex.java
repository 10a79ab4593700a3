package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/** Wilder's RSI, see {@link RelativeStrength}. Warm-up {@code length + 1} bars. */
final class RelativeStrengthIndex extends SeriesStudy {
    private final int length;

    RelativeStrengthIndex(StudySpec spec) {
        super(Source.of(spec), VALUE, spec.whole("length") + 1, RelativeStrength.SIZE);
        this.length = spec.whole("length");
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        out[outAt] = RelativeStrength.next(state, at, length, x, keep);
    }
}
