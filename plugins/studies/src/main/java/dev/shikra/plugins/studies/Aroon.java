package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Chande's Aroon: 100 * ({@code length} - bars since the highest high, or lowest low, of the last
 * {@code length + 1} bars) / {@code length}, each 0 to 100; of equal extremes the latest counts.
 * The oscillator is up - down, -100 to 100. Warm-up {@code length + 1} bars.
 */
final class Aroon extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("up", "down", "oscillator");

    private static final int LOWS = Extreme.HEAD;
    private static final int BODIES = 2 * Extreme.HEAD;

    private final int length;
    private final int lowBody;

    Aroon(StudySpec spec) {
        super(
                OUTPUTS,
                spec.whole("length") + 1,
                BODIES,
                2 * Extreme.size(spec.whole("length") + 1));
        this.length = spec.whole("length");
        this.lowBody = BODIES + Extreme.body(length + 1);
    }

    @Override
    boolean accepts(Bar bar) {
        return usable(bar.high) && usable(bar.low);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        int window = length + 1;
        if (Extreme.completes(state, at, window)) {
            double high = Extreme.ageWith(state, at, Extreme.HIGHEST, bar.high);
            double low = Extreme.ageWith(state, at + LOWS, Extreme.LOWEST, bar.low);
            out[outAt] = 100 * (length - high) / length;
            out[outAt + 1] = 100 * (length - low) / length;
            out[outAt + 2] = 100 * (low - high) / length;
        } else {
            undefined(out, outAt);
        }
        if (keep) {
            Extreme.push(state, at, at + BODIES, window, Extreme.HIGHEST, bar.high);
            Extreme.push(state, at + LOWS, at + lowBody, window, Extreme.LOWEST, bar.low);
        }
    }
}
