package com.example.strength;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Study;
import java.util.List;

/**
 * Where bars close in their range, 0 at the low to 1 at the high, as a mean that moves over {@code
 * length} bars. All that it remembers of an instrument is two doubles of the host's.
 */
final class CloseStrength implements Study {
    private static final int COUNT = 0;
    private static final int MEAN = 1;

    private final int length;

    CloseStrength(int length) {
        this.length = length;
    }

    @Override
    public List<String> outputs() {
        return List.of("value");
    }

    @Override
    public int warmUpBars() {
        return length;
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
        double mean = mean(bar, state, at);
        if (Double.isFinite(mean)) {
            state[at + COUNT] = Math.min(state[at + COUNT] + 1, length);
            state[at + MEAN] = mean;
            out[outAt] = state[at + COUNT] >= length ? mean : Double.NaN;
        } else {
            out[outAt] = Double.NaN; // such a bar says nothing, and leaves nothing
        }
    }

    @Override
    public void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
        double mean = mean(forming, state, at);
        out[outAt] =
                Double.isFinite(mean) && state[at + COUNT] + 1 >= length ? mean : Double.NaN;
    }

    private double mean(Bar bar, double[] state, int at) {
        double place = bar.high == bar.low ? 0.5 : (bar.close - bar.low) / (bar.high - bar.low);
        double weight = 1 / Math.min(state[at + COUNT] + 1, length);
        return state[at + MEAN] + weight * (place - state[at + MEAN]);
    }
}
