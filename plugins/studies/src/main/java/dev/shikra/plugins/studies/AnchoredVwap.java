package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.List;

/**
 * Volume-weighted average of the typical price (h + l + c) / 3 since the session's first bar or
 * since the first bar of all, the volume-weighted population deviation around it, and bands that
 * many deviations above and below, all in price units. {@code NaN} while no volume has come; bars
 * without volume change nothing. A bar of a session that is over is not taken and gives {@code
 * NaN}. Weighted form of Welford's recurrence.
 */
final class AnchoredVwap extends StreamingStudy {
    /** Where the sums start. */
    enum Anchor {
        SESSION,
        START
    }

    static final List<String> OUTPUTS = List.of("value", "deviation", "upper", "lower");

    private static final int WEIGHT = Session.SIZE;
    private static final int MEAN = WEIGHT + 1;
    private static final int SQUARES = WEIGHT + 2;

    private final Anchor anchor;
    private final double deviations;

    /**
     * @param deviations how far the bands stand from the average
     */
    AnchoredVwap(Anchor anchor, double deviations) {
        super(OUTPUTS, 1, SQUARES + 1);
        this.anchor = anchor;
        this.deviations = deviations;
    }

    /** Fills upper and lower from value and deviation. */
    static void bands(double deviations, double[] out, int outAt) {
        out[outAt + 2] = out[outAt] + deviations * out[outAt + 1];
        out[outAt + 3] = out[outAt] - deviations * out[outAt + 1];
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        boolean restarts = anchor == Anchor.SESSION && Session.begins(state, at, bar);
        if (anchor == Anchor.SESSION && Session.isOver(state, at, bar)) {
            undefined(out, outAt);
            return;
        }
        double weight = restarts ? 0 : state[at + WEIGHT];
        double mean = restarts ? 0 : state[at + MEAN];
        double squares = restarts ? 0 : state[at + SQUARES];
        if (bar.volume > 0) {
            weight += bar.volume;
            double distance = bar.typicalPrice() - mean;
            mean += distance * (bar.volume / weight);
            squares += bar.volume * distance * (bar.typicalPrice() - mean);
        }
        if (keep) {
            Session.enter(state, at, bar);
            state[at + WEIGHT] = weight;
            state[at + MEAN] = mean;
            state[at + SQUARES] = squares;
        }
        out[outAt] = weight > 0 ? mean : Double.NaN;
        out[outAt + 1] = weight > 0 ? Math.sqrt(Math.max(0, squares / weight)) : Double.NaN;
        bands(deviations, out, outAt);
    }
}
