package dev.shikra.plugins.ta4j;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.OpenPriceIndicator;
import org.ta4j.core.indicators.helpers.TypicalPriceIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * An indicator of ta4j over the last {@code bars} bars, made anew from them for each value, in
 * doubles, with ta4j's own seeds; so it allocates and its work grows with {@code bars}. An average
 * that remembers for ever begins at the window's first bar. {@code NaN} until the bars that ta4j
 * calls unstable have passed, and while the window holds fewer than that. True and false are 1 and
 * 0. A bar without usable prices, or that does not end later than the one before, is not taken and
 * gives {@code NaN}.
 *
 * <p>In the slice: how many bars the ring holds, where the next goes, then start, end, open, high,
 * low, close and volume of each.
 */
final class Ta4jStudy implements Study {
    private static final int HELD = 0;
    private static final int NEXT = 1;
    private static final int BARS = 2;
    private static final int FIELDS = 7;
    private static final double LARGEST = 1e75;

    private final IndicatorMaker maker;
    private final String source;
    private final int length;
    private final int unstable;

    /**
     * @throws IllegalArgumentException if the indicator refuses its numbers, or needs more bars
     */
    Ta4jStudy(IndicatorMaker maker, String source, int length) {
        this.maker = maker;
        this.source = source;
        this.length = length;
        unstable = maker.make(empty(), sourceOf(empty())).getCountOfUnstableBars();
        if (unstable >= length) {
            throw new IllegalArgumentException(
                    "the indicator is unstable for "
                            + unstable
                            + " bars and the window holds "
                            + length
                            + ": give bars="
                            + (unstable + 1)
                            + " or more");
        }
    }

    private static BarSeries empty() {
        return new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    }

    private Indicator<Num> sourceOf(BarSeries series) {
        return switch (source) {
            case "open" -> new OpenPriceIndicator(series);
            case "high" -> new HighPriceIndicator(series);
            case "low" -> new LowPriceIndicator(series);
            case "volume" -> new VolumeIndicator(series);
            case "hlc3" -> new TypicalPriceIndicator(series);
            default -> new ClosePriceIndicator(series);
        };
    }

    @Override
    public List<String> outputs() {
        return Ta4jStudies.OUTPUTS;
    }

    @Override
    public int warmUpBars() {
        return unstable + 1;
    }

    @Override
    public int stateSize() {
        return BARS + FIELDS * length;
    }

    @Override
    public void commit(Bar bar, double[] state, int at, double[] out, int outAt) {
        preview(bar, state, at, out, outAt);
        if (accepts(bar, state, at)) {
            int next = (int) state[at + NEXT];
            int place = at + BARS + FIELDS * next;
            state[place] = bar.startMs;
            state[place + 1] = bar.endMs;
            state[place + 2] = bar.open;
            state[place + 3] = bar.high;
            state[place + 4] = bar.low;
            state[place + 5] = bar.close;
            state[place + 6] = bar.volume;
            state[at + NEXT] = (next + 1) % length;
            state[at + HELD] = Math.min(state[at + HELD] + 1, length);
        }
    }

    @Override
    public void preview(Bar forming, double[] state, int at, double[] out, int outAt) {
        int held = (int) state[at + HELD];
        if (!accepts(forming, state, at) || held < unstable) {
            out[outAt] = Double.NaN;
            return;
        }
        BarSeries series = empty();
        series.setMaximumBarCount(length);
        int kept = Math.min(held, length - 1);
        for (int age = kept; age >= 1; age--) {
            int place = Math.floorMod((int) state[at + NEXT] - age, length);
            int from = at + BARS + FIELDS * place;
            add(
                    series,
                    (long) state[from],
                    (long) state[from + 1],
                    state[from + 2],
                    state[from + 3],
                    state[from + 4],
                    state[from + 5],
                    state[from + 6]);
        }
        add(
                series,
                forming.startMs,
                forming.endMs,
                forming.open,
                forming.high,
                forming.low,
                forming.close,
                forming.volume);
        out[outAt] = number(maker.make(series, sourceOf(series)).getValue(series.getEndIndex()));
    }

    private static double number(Object value) {
        double number =
                switch (value) {
                    case Num num -> num.isNaN() ? Double.NaN : num.doubleValue();
                    case Boolean truth -> truth ? 1 : 0;
                    case Number plain -> plain.doubleValue();
                    default -> Double.NaN;
                };
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    private static void add(
            BarSeries series,
            long startMs,
            long endMs,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        series.barBuilder()
                .timePeriod(Duration.ofMillis(endMs - startMs))
                .endTime(Instant.ofEpochMilli(endMs))
                .openPrice(open)
                .highPrice(high)
                .lowPrice(low)
                .closePrice(close)
                .volume(volume)
                .add();
    }

    private boolean accepts(Bar bar, double[] state, int at) {
        int held = (int) state[at + HELD];
        int last = Math.floorMod((int) state[at + NEXT] - 1, length);
        return bar.endMs > bar.startMs
                && (held == 0 || bar.endMs > state[at + BARS + FIELDS * last + 1])
                && usable(bar.open)
                && usable(bar.high)
                && usable(bar.low)
                && usable(bar.close)
                && bar.volume >= 0
                && bar.volume <= LARGEST;
    }

    private static boolean usable(double value) {
        return value >= -LARGEST && value <= LARGEST;
    }
}
