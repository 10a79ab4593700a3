package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * Volume-weighted average of the typical price (h + l + c) / 3 over the last {@code length} bars,
 * whatever their sessions, and the volume-weighted population deviation around it, both in price
 * units. {@code NaN} while the window has no volume. Warm-up {@code length} bars.
 */
final class RollingVwap extends StreamingStudy {
    private static final int IDLE_BARS = 0;
    private static final int MOMENTS = 1;
    private static final int VOLUMES = MOMENTS + MovingMoments.SIZE;

    private final int length;
    private final int prices;
    private final double deviations;

    RollingVwap(int length, double deviations) {
        super(AnchoredVwap.OUTPUTS, length, VOLUMES + 2 * Ring.size(length));
        this.length = length;
        this.deviations = deviations;
        this.prices = VOLUMES + Ring.size(length);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double x = bar.typicalPrice();
        double idle = bar.volume > 0 ? 0 : Math.min(state[at + IDLE_BARS] + 1, length);
        boolean complete = Ring.completes(state, at + VOLUMES, length);
        boolean wraps = Ring.wraps(state, at + VOLUMES, length);
        double oldVolume = Ring.oldest(state, at + VOLUMES);
        double old = Ring.oldest(state, at + prices);
        int moments = at + MOMENTS;
        if (complete && idle < length) {
            out[outAt] = MovingMoments.mean(state, moments, bar.volume, x, oldVolume, old, wraps);
            out[outAt + 1] =
                    Math.sqrt(
                            MovingMoments.variance(
                                    state, moments, bar.volume, x, oldVolume, old, wraps));
            AnchoredVwap.bands(deviations, out, outAt);
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            state[at + IDLE_BARS] = idle;
            MovingMoments.push(state, moments, bar.volume, x, oldVolume, old, wraps);
            Ring.push(state, at + VOLUMES, length, bar.volume);
            Ring.push(state, at + prices, length, x);
        }
    }
}
