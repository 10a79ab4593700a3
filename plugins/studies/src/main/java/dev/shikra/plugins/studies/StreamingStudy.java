package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Study;
import java.util.Arrays;
import java.util.List;

/**
 * A study written once for closed and forming bars: {@link #step} computes the outputs from the
 * slice and the bar, and writes the slice only if it shall keep the bar. So a preview cannot differ
 * from what a commit would give.
 */
abstract class StreamingStudy implements Study {
    static final List<String> VALUE = List.of("value");

    /** Magnitudes beyond this are taken for faults of the feed: their powers would overflow. */
    private static final double LARGEST = 1e75;

    private final List<String> outputs;
    private final int warmUpBars;
    private final int previewSize;
    private final int stateSize;

    /** A study whose previews may read all of its slice. */
    StreamingStudy(List<String> outputs, int warmUpBars, int stateSize) {
        this(outputs, warmUpBars, stateSize, stateSize);
    }

    /**
     * @param previewSize of how many doubles, at the slice's beginning, {@link #step} makes the
     *     outputs; it touches the others only to keep a bar
     */
    StreamingStudy(List<String> outputs, int warmUpBars, int previewSize, int stateSize) {
        this.outputs = outputs;
        this.warmUpBars = warmUpBars;
        this.previewSize = previewSize;
        this.stateSize = stateSize;
    }

    /**
     * Computes the outputs for a bar with usable input.
     *
     * @param keep whether the bar is closed: if not, the slice must stay as it is
     */
    abstract void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt);

    /** {@return whether this bar has all that the study needs} */
    abstract boolean accepts(Bar bar);

    @Override
    public final List<String> outputs() {
        return outputs;
    }

    @Override
    public final int warmUpBars() {
        return warmUpBars;
    }

    @Override
    public final int stateSize() {
        return stateSize;
    }

    @Override
    public final int previewSize() {
        return previewSize;
    }

    @Override
    public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
        if (accepts(bar)) {
            step(bar, state, at, true, out, outAt);
        } else {
            undefined(out, outAt);
        }
    }

    @Override
    public void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
        if (accepts(forming)) {
            step(forming, state, at, false, out, outAt);
        } else {
            undefined(out, outAt);
        }
    }

    final void undefined(double[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + outputs.size(), Double.NaN);
    }

    /** {@return whether {@code value} is a number of a sane size} */
    static boolean usable(double value) {
        return value >= -LARGEST && value <= LARGEST;
    }

    static boolean usableRange(Bar bar) {
        return usable(bar.high) && usable(bar.low) && usable(bar.close);
    }

    static boolean usableVolume(Bar bar) {
        return bar.volume >= 0 && bar.volume <= LARGEST;
    }
}
