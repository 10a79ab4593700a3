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

    private static final int OLDEST = Ring.HEAD;
    private static final int HEAD = OLDEST + 1;

    private final Form form;
    private final int length;

    Change(Form form, StudySpec spec) {
        super(
                Source.of(spec),
                VALUE,
                spec.whole("length") + 1,
                HEAD,
                HEAD + Ring.body(spec.whole("length")));
        this.form = form;
        this.length = spec.whole("length");
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        double old = Ring.full(state, at, length) ? state[at + OLDEST] : Double.NaN;
        if (keep) {
            state[at + OLDEST] = Ring.push(state, at, at + HEAD, length, x);
        }
        out[outAt] =
                switch (form) {
                    case DIFFERENCE -> x - old;
                    case PERCENT -> old == 0 ? Double.NaN : 100 * (x / old - 1);
                };
    }
}
