package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * Volume-weighted average of the typical price (h + l + c) / 3 over the last {@code length} bars,
 * whatever their sessions, and the volume-weighted population deviation around it, both in price
 * units. {@code NaN} while the window has no volume. Warm-up {@code length} bars.
 */
final class RollingVwap extends StreamingStudy {
    private static final int HELD = 0;
    private static final int IDLE_BARS = Ring.HEAD;
    private static final int MOMENTS = IDLE_BARS + 1;
    private static final int HEAD = MOMENTS + MovingMoments.HEAD;
    private static final int BODIES = HEAD;
    private static final int PRICES_HELD = BODIES + MovingMoments.BODY;
    private static final int VOLUMES = PRICES_HELD + Ring.HEAD;

    private final int length;
    private final int prices;
    private final double deviations;

    RollingVwap(int length, double deviations) {
        super(AnchoredVwap.OUTPUTS, length, HEAD, VOLUMES + 2 * Ring.body(length));
        this.length = length;
        this.deviations = deviations;
        this.prices = VOLUMES + Ring.body(length);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double x = bar.typicalPrice();
        double idle = bar.volume > 0 ? 0 : Math.min(state[at + IDLE_BARS] + 1, length);
        boolean complete = Ring.completes(state, at + HELD, length);
        int moments = at + MOMENTS;
        if (complete && idle < length) {
            out[outAt] = MovingMoments.mean(state, moments, bar.volume, x);
            out[outAt + 1] = Math.sqrt(MovingMoments.variance(state, moments, bar.volume, x));
            AnchoredVwap.bands(deviations, out, outAt);
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            state[at + IDLE_BARS] = idle;
            push(bar.volume, x, state, at);
        }
    }

    private void push(double volume, double price, double[] state, int at) {
        boolean wraps = Ring.wraps(state, at + VOLUMES, length);
        double leavingVolume = Ring.push(state, at + HELD, at + VOLUMES, length, volume);
        double leaving = Ring.push(state, at + PRICES_HELD, at + prices, length, price);
        MovingMoments.push(
                state,
                at + MOMENTS,
                at + BODIES,
                volume,
                price,
                leavingVolume,
                leaving,
                wraps,
                Ring.wraps(state, at + VOLUMES, length));
    }
}
