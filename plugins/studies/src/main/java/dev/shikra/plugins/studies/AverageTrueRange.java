package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Wilder's average of the true range, in price units; with {@link Scale#PERCENT_OF_CLOSE} the same
 * in percent of the close ({@code NaN} where that is 0). The first range needs a previous close, so
 * the seed is the mean of the ranges of bars 1 to {@code length} (warm-up {@code length + 1} bars);
 * {@code tr0=true} takes high - low of bar 0 as the first one (warm-up {@code length} bars).
 */
final class AverageTrueRange extends StreamingStudy {
    /** In which unit the average is given. */
    enum Scale {
        PRICE,
        PERCENT_OF_CLOSE
    }

    static final int SIZE = TrueRange.SIZE + Smoothing.SIZE;

    private final int length;
    private final boolean fromFirst;
    private final Scale scale;

    AverageTrueRange(int length, boolean fromFirst, Scale scale) {
        super(VALUE, fromFirst ? length : length + 1, SIZE);
        this.length = length;
        this.fromFirst = fromFirst;
        this.scale = scale;
    }

    static AverageTrueRange inPrice(StudySpec spec) {
        return new AverageTrueRange(
                spec.whole("length"), spec.text("tr0").equals("true"), Scale.PRICE);
    }

    static AverageTrueRange inPercent(StudySpec spec) {
        return new AverageTrueRange(spec.whole("length"), false, Scale.PERCENT_OF_CLOSE);
    }

    /** {@return the average true range; NaN for the first {@code length} bars} */
    static double next(double[] state, int at, int length, Bar bar, boolean keep) {
        return Smoothing.wilder(
                state, at + TrueRange.SIZE, length, TrueRange.next(state, at, bar, keep), keep);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double average =
                fromFirst
                        ? Smoothing.wilder(
                                state,
                                at + TrueRange.SIZE,
                                length,
                                TrueRange.nextFromFirst(state, at, bar, keep),
                                keep)
                        : next(state, at, length, bar, keep);
        out[outAt] =
                switch (scale) {
                    case PRICE -> average;
                    case PERCENT_OF_CLOSE ->
                            bar.close == 0 ? Double.NaN : 100 * average / bar.close;
                };
    }
}
