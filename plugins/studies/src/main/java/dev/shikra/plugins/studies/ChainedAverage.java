package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;

/**
 * Exponential averages of exponential averages E1, E2, E3 of one length, each seeded by the mean of
 * its own first {@code length} numbers. DEMA: 2 E1 - E2, warm-up {@code 2 length - 1} bars. TEMA: 3
 * E1 - 3 E2 + E3, warm-up {@code 3 length - 2} bars. TRIX: change of E3 from bar to bar in percent
 * ({@code NaN} where E3 was 0), warm-up {@code 3 length - 1} bars.
 */
final class ChainedAverage extends SeriesStudy {
    /** What is made of the chain. */
    enum Form {
        DOUBLE,
        TRIPLE,
        TRIPLE_CHANGE
    }

    private static final int SECOND = Smoothing.SIZE;
    private static final int THIRD = 2 * Smoothing.SIZE;
    private static final int STARTED = 3 * Smoothing.SIZE;
    private static final int PREVIOUS = STARTED + 1;

    private final Form form;
    private final int length;
    private final double weight;

    ChainedAverage(Form form, StudySpec spec) {
        super(Source.of(spec), VALUE, warmUp(form, spec.whole("length")), PREVIOUS + 1);
        this.form = form;
        this.length = spec.whole("length");
        this.weight = Smoothing.weight(length);
    }

    private static int warmUp(Form form, int length) {
        return switch (form) {
            case DOUBLE -> 2 * length - 1;
            case TRIPLE -> 3 * length - 2;
            case TRIPLE_CHANGE -> 3 * length - 1;
        };
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        double first = Smoothing.next(state, at, length, weight, x, keep);
        double second = Smoothing.next(state, at + SECOND, length, weight, first, keep);
        double third = Smoothing.next(state, at + THIRD, length, weight, second, keep);
        out[outAt] =
                switch (form) {
                    case DOUBLE -> 2 * first - second;
                    case TRIPLE -> 3 * first - 3 * second + third;
                    case TRIPLE_CHANGE -> change(state, at, third, keep);
                };
    }

    private static double change(double[] state, int at, double third, boolean keep) {
        boolean started = state[at + STARTED] != 0;
        double previous = state[at + PREVIOUS];
        if (keep && !Double.isNaN(third)) {
            state[at + STARTED] = 1;
            state[at + PREVIOUS] = third;
        }
        return started && previous != 0 ? 100 * (third / previous - 1) : Double.NaN;
    }
}
