package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Moving average convergence and divergence: fast less slow exponential average, an exponential
 * average of that as signal, and their difference as histogram; in the input's unit.
 *
 * <p>{@code seed=talib}: both averages start at the same bar, the fast one with the mean of the
 * {@code fast} numbers up to it, and everything is shown once the signal is (warm-up {@code slow +
 * signal - 1} bars). {@code own}: each average starts with the mean of its own first numbers; all
 * else as before, but the line is shown as soon as it exists. {@code first}: each starts with its
 * first number, so warm-up is 1 bar.
 */
final class Macd extends SeriesStudy {
    static final List<String> OUTPUTS = List.of("macd", "signal", "histogram");

    private static final int FAST = 0;
    private static final int SLOW = Smoothing.SIZE;
    private static final int SIGNAL = 2 * Smoothing.SIZE;
    private static final int SKIPPED = 3 * Smoothing.SIZE;

    private final int fastSeed;
    private final int slowSeed;
    private final int signalSeed;
    private final double fastWeight;
    private final double slowWeight;
    private final double signalWeight;

    /** Numbers that the fast average does not see, so that both start together. */
    private final int skip;

    private final boolean shownTogether;

    Macd(StudySpec spec) {
        super(Source.of(spec), OUTPUTS, warmUp(spec), SKIPPED + 1);
        int fast = spec.whole("fast");
        int slow = spec.whole("slow");
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "macd fast=" + fast + " slow=" + slow + ": fast is below slow");
        }
        boolean first = spec.text("seed").equals("first");
        this.shownTogether = spec.text("seed").equals("talib");
        this.fastSeed = first ? 1 : fast;
        this.slowSeed = first ? 1 : slow;
        this.signalSeed = first ? 1 : spec.whole("signal");
        this.fastWeight = Smoothing.weight(fast);
        this.slowWeight = Smoothing.weight(slow);
        this.signalWeight = Smoothing.weight(spec.whole("signal"));
        this.skip = shownTogether ? slow - fast : 0;
    }

    private static int warmUp(StudySpec spec) {
        return spec.text("seed").equals("first")
                ? 1
                : spec.whole("slow") + spec.whole("signal") - 1;
    }

    @Override
    void next(double x, double[] state, int at, boolean keep, double[] out, int outAt) {
        boolean skips = state[at + SKIPPED] < skip;
        double fast =
                Smoothing.next(
                        state, at + FAST, fastSeed, fastWeight, skips ? Double.NaN : x, keep);
        double slow = Smoothing.next(state, at + SLOW, slowSeed, slowWeight, x, keep);
        if (keep && skips) {
            state[at + SKIPPED]++;
        }
        double line = fast - slow;
        double signal = Smoothing.next(state, at + SIGNAL, signalSeed, signalWeight, line, keep);
        out[outAt] = shownTogether && Double.isNaN(signal) ? Double.NaN : line;
        out[outAt + 1] = signal;
        out[outAt + 2] = line - signal;
    }
}
