package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.List;

/** A study of a single series of numbers, taken from each bar by a {@link Source}. */
abstract class SeriesStudy extends StreamingStudy {
    private final Source source;

    SeriesStudy(Source source, List<String> outputs, int warmUpBars, int stateSize) {
        this(source, outputs, warmUpBars, stateSize, stateSize);
    }

    /** As {@link StreamingStudy#StreamingStudy(List, int, int, int)}. */
    SeriesStudy(
            Source source, List<String> outputs, int warmUpBars, int previewSize, int stateSize) {
        super(outputs, warmUpBars, previewSize, stateSize);
        this.source = source;
    }

    /** As {@link StreamingStudy#step}, for the bar's number. */
    abstract void next(double x, double[] state, int at, boolean keep, double[] out, int outAt);

    @Override
    final boolean accepts(Bar bar) {
        return usable(source.of(bar));
    }

    /** As {@link StreamingStudy#preview}, without a call for each of its parts. */
    @Override
    public final void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
        double x = source.of(forming);
        if (usable(x)) {
            next(x, state, at, false, out, outAt);
        } else {
            undefined(out, outAt);
        }
    }

    @Override
    final void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        next(source.of(bar), state, at, keep, out, outAt);
    }
}
