package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Candle functions, see {@link CandleFunction}: all of them together, or one. Each output is {@code
 * NaN} until its own function has the bars it needs; warm-up is that of the last one. A bar without
 * four usable prices gives {@code NaN} and is not taken. With a {@link Trend}, a signal that does
 * not come after the trend that its {@linkplain CandleMeaning meaning} needs is 0, and {@code NaN}
 * while the trend is not known.
 *
 * <p>It has working memory of its own, which holds nothing between two calls: one object serves one
 * engine thread.
 */
final class Candles extends StreamingStudy {
    private static final int HIKKAKE = CandleWindow.SIZE;
    private static final int TREND = HIKKAKE + 2 * Hikkake.SIZE;

    private final CandleFunction[] functions;
    private final long[] needs;
    private final int longestBefore;
    private final CandleMeaning[] meanings;
    private final @Nullable Trend trend;
    private final CandleWindow window = new CandleWindow();

    private Candles(List<String> outputs, Optional<Trend> trend, CandleFunction... functions) {
        super(
                outputs,
                Math.max(
                        barsBefore(functions) + 1,
                        trend.map(t -> t.warmUpBars() + longest(functions)).orElse(1)),
                TREND + trend.map(Trend::stateSize).orElse(0));
        this.functions = functions;
        this.trend = trend.orElse(null);
        needs = Arrays.stream(functions).mapToLong(f -> f.needs).toArray();
        longestBefore = barsBefore(functions);
        meanings = Arrays.stream(functions).map(CandleMeaning::of).toArray(CandleMeaning[]::new);
    }

    /** All functions; outputs have their names. */
    static Candles all(StudySpec spec) {
        return new Candles(allNames(), Trend.of(spec), CandleFunction.values());
    }

    static Candles of(CandleFunction function, StudySpec spec) {
        return new Candles(VALUE, Trend.of(spec), function);
    }

    private static int longest(CandleFunction... functions) {
        return Arrays.stream(functions).mapToInt(f -> CandleMeaning.of(f).bars()).max().orElse(1);
    }

    static List<String> allNames() {
        return Arrays.stream(CandleFunction.values()).map(Enum::name).toList();
    }

    private static int barsBefore(CandleFunction... functions) {
        return Arrays.stream(functions).mapToInt(f -> f.barsBefore).max().orElse(0);
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usable(bar.open);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        window.load(bar, state, at);
        long facts = CandleFacts.of(window);
        for (int i = 0; i < needs.length; i++) {
            boolean asked = (facts & needs[i]) == needs[i];
            out[outAt + i] = asked ? functions[i].value(window, state, at + HIKKAKE, keep) : 0;
        }
        if (window.taken < longestBefore) {
            for (int i = 0; i < functions.length; i++) {
                if (window.taken < functions[i].barsBefore) {
                    out[outAt + i] = Double.NaN;
                }
            }
        }
        Trend asked = trend;
        if (asked != null) {
            requireTrend(asked, state, at + TREND, out, outAt);
        }
        if (keep) {
            window.keep(state, at);
            if (asked != null) {
                asked.keep(bar, state, at + TREND);
            }
        }
    }

    private void requireTrend(Trend asked, double[] state, int at, double[] out, int outAt) {
        for (int i = 0; i < functions.length; i++) {
            double signal = out[outAt + i];
            double before = asked.before(state, at, meanings[i].bars());
            if (Double.isNaN(before)) {
                out[outAt + i] = Double.NaN;
            } else if (signal != 0
                    && !Double.isNaN(signal)
                    && !meanings[i].fits(signal, (int) before)) {
                out[outAt + i] = 0;
            }
        }
    }
}
