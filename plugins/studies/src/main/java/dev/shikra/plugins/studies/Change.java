package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Change over {@code length} bars: as a difference in the input's unit (momentum), or in percent of
 * the older number (rate of change; {@code NaN} where that is 0). Warm-up {@code length + 1} bars.
 */
final class Change extends SeriesStudy {
    /** How the change is given. */
    enum Form {
        DIFFERENCE,
        PERCENT
    }

    private final Form form;
    private final int length;

    Change(Form form, StudySpec spec) {
        super(Source.of(spec), VALUE, spec.whole("length") + 1, Ring.size(spec.whole("length")));
        this.form = form;
        this.length = spec.whole("length");
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        double old = Ring.full(state, at, length) ? Ring.oldest(state, at) : Double.NaN;
        if (keep) {
            Ring.push(state, at, length, x);
        }
        out[outAt] =
                switch (form) {
                    case DIFFERENCE -> x - old;
                    case PERCENT -> old == 0 ? Double.NaN : 100 * (x / old - 1);
                };
    }
}
