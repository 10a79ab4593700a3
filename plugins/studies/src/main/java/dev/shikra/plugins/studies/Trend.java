package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.StudyKind.number;
import static dev.shikra.plugins.studies.StudyKind.oneOf;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.StudySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trend before a candle pattern, in average true ranges (Wilder, 14 bars). {@code slope}: how
 * far the least-squares line through the last {@code trendLength} closes rises over them. {@code
 * ema}: how far the close stands above its exponential average of {@code trendLength} closes. There
 * is a trend where that is {@code trendStrength} or more either way; where the range is 0 there is
 * none.
 *
 * <p>In the slice: the measure's own, and its values at the last {@value CandleMeaning#LONGEST}
 * closed bars, the newest first. {@code NaN} until {@code trendLength} bars (15 at least) and the
 * pattern after them have closed.
 *
 * <p>It has working memory of its own, which holds nothing between two calls.
 */
final class Trend {
    /** What a user may say of the trend; {@code none} asks for none. */
    static final List<Parameter> PARAMETERS =
            List.of(
                    oneOf("trend", "none", "slope", "ema"),
                    new Parameter.Whole("trendLength", 20, 2, 500),
                    number("trendStrength", 1, 0, 100));

    private static final int RANGE_LENGTH = 14;

    private final SeriesStudy measure;
    private final boolean slope;
    private final int length;
    private final double strength;
    private final double[] now = new double[2];
    private final int rangeAt;
    private final int pastAt;

    private Trend(StudySpec spec) {
        slope = spec.text("trend").equals("slope");
        length = spec.whole("trendLength");
        strength = spec.decimal("trendStrength");
        Map<String, String> own = new LinkedHashMap<>();
        own.put("length", spec.text("trendLength"));
        own.put("source", "close");
        own.put("seed", "sma");
        measure =
                slope
                        ? new LinearRegression(new StudySpec("linreg", own))
                        : new ExponentialAverage(new StudySpec("ema", own));
        rangeAt = measure.stateSize();
        pastAt = rangeAt + AverageTrueRange.SIZE;
    }

    /** {@return the trend that the parameters ask for} */
    static Optional<Trend> of(StudySpec spec) {
        return spec.text("trend").equals("none") ? Optional.empty() : Optional.of(new Trend(spec));
    }

    int stateSize() {
        return pastAt + 1 + CandleMeaning.LONGEST;
    }

    /** {@return bars that must close before a trend is known} */
    int warmUpBars() {
        return Math.max(length, RANGE_LENGTH + 1);
    }

    /**
     * {@return the trend as of the bar that closed {@code bars} before the newest: 1 up, -1 down, 0
     * none; {@code NaN} while not known} Call before {@link #keep} of the newest.
     *
     * @param bars 1 to {@link CandleMeaning#LONGEST}
     */
    double before(double[] state, int at, int bars) {
        if (state[at + pastAt] < bars) {
            return Double.NaN;
        }
        double value = state[at + pastAt + bars];
        if (Double.isNaN(value)) {
            return Double.NaN;
        }
        return value >= strength && value > 0 ? 1 : value <= -strength && value < 0 ? -1 : 0;
    }

    /** Takes the newest bar, closed. */
    void keep(Bar bar, double[] state, int at) {
        measure.commit(bar, state, at, now, 0);
        double range = AverageTrueRange.next(state, at + rangeAt, RANGE_LENGTH, bar, true);
        double distance = slope ? now[1] * (length - 1) : bar.close - now[0];
        double value = range > 0 || Double.isNaN(range) ? distance / range : distance * 0;
        int past = at + pastAt;
        System.arraycopy(state, past + 1, state, past + 2, CandleMeaning.LONGEST - 1);
        state[past + 1] = value;
        state[past] = Math.min(state[past] + 1, CandleMeaning.LONGEST);
    }
}
