package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;

/**
 * The {@link VolumeProfile} of the last {@code length} bars, whatever their sessions; while there
 * are fewer, of those there are. Made anew from those bars at each bar and tick, so that nothing
 * that left the window remains: work grows with {@code length}. In the slice: rings of highs, lows,
 * closes and volumes.
 *
 * <p>It has working memory of its own, which holds nothing between two calls.
 */
final class RollingVolumeProfile extends StreamingStudy {
    private static final int COLUMNS = 4;

    private final VolumeProfile profile;
    private final int length;
    private final double[] rows;
    private final Bar bar = new Bar();

    RollingVolumeProfile(StudySpec spec) {
        super(VolumeProfile.OUTPUTS, 1, COLUMNS * Ring.size(spec.whole("length")));
        profile = new VolumeProfile(spec);
        length = spec.whole("length");
        rows = new double[profile.stateSize()];
    }

    @Override
    boolean accepts(Bar bar) {
        return profile.accepts(bar);
    }

    @Override
    void step(Bar newest, double[] state, int at, boolean keep, double[] out, int outAt) {
        java.util.Arrays.fill(rows, 0);
        int highs = at;
        int lows = at + Ring.size(length);
        int closes = at + 2 * Ring.size(length);
        int volumes = at + 3 * Ring.size(length);
        bar.tickSize = newest.tickSize;
        for (int age = held(state, at) - 1; age >= 0; age--) {
            bar.high = back(state, highs, length, age);
            bar.low = back(state, lows, length, age);
            bar.close = back(state, closes, length, age);
            bar.volume = back(state, volumes, length, age);
            profile.take(bar, rows, 0);
        }
        profile.take(newest, rows, 0);
        undefined(out, outAt);
        profile.describeAt(newest.close, rows, 0, out, outAt);
        if (keep) {
            push(state, highs, length, newest.high);
            push(state, lows, length, newest.low);
            push(state, closes, length, newest.close);
            push(state, volumes, length, newest.volume);
        }
    }

    /** The newest bar is the window's last, so the oldest of a full ring is out. */
    private int held(double[] state, int at) {
        return Math.min(Ring.held(state, at), length - 1);
    }

    private static double back(double[] state, int ring, int length, int age) {
        return Ring.back(state, ring + Ring.HEAD, length, age);
    }

    private static void push(double[] state, int ring, int length, double x) {
        Ring.push(state, ring, ring + Ring.HEAD, length, x);
    }
}
