package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * Chaikin oscillator, in units of volume: fast less slow exponential average of the
 * accumulation/distribution line (see {@link Accumulation}), both started with its first value;
 * shown from bar {@code slow} on, its warm-up.
 */
final class AccumulationOscillator extends StreamingStudy {
    private static final int FAST = RunningTotal.SIZE;
    private static final int SLOW = FAST + Smoothing.SIZE;
    private static final int TAKEN = SLOW + Smoothing.SIZE;

    private final int slow;
    private final double fastWeight;
    private final double slowWeight;

    AccumulationOscillator(StudySpec spec) {
        super(VALUE, spec.whole("slow"), TAKEN + 1);
        int fast = spec.whole("fast");
        this.slow = spec.whole("slow");
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "adosc fast=" + fast + " slow=" + slow + ": fast is below slow");
        }
        this.fastWeight = Smoothing.weight(fast);
        this.slowWeight = Smoothing.weight(slow);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        double line = RunningTotal.next(state, at, Accumulation.ofBar(bar), keep);
        double fastAverage = Smoothing.next(state, at + FAST, 1, fastWeight, line, keep);
        double slowAverage = Smoothing.next(state, at + SLOW, 1, slowWeight, line, keep);
        double taken = Math.min(state[at + TAKEN] + 1, slow);
        if (keep) {
            state[at + TAKEN] = taken;
        }
        out[outAt] = taken >= slow ? fastAverage - slowAverage : Double.NaN;
    }
}
