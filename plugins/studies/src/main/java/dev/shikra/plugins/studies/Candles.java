package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.Arrays;
import java.util.List;

/**
 * Candle functions, see {@link CandleFunction}: all of them together, or one. Each output is {@code
 * NaN} until its own function has the bars it needs; warm-up is that of the last one. A bar without
 * four usable prices gives {@code NaN} and is not taken.
 *
 * <p>It has working memory of its own, which holds nothing between two calls: one object serves one
 * engine thread.
 */
final class Candles extends StreamingStudy {
    private static final int HIKKAKE = CandleWindow.SIZE;

    private final CandleFunction[] functions;
    private final CandleWindow window = new CandleWindow();

    private Candles(List<String> outputs, CandleFunction... functions) {
        super(outputs, barsBefore(functions) + 1, HIKKAKE + 2 * Hikkake.SIZE);
        this.functions = functions;
    }

    /** All functions; outputs have their names. */
    static Candles all() {
        return new Candles(allNames(), CandleFunction.values());
    }

    static Candles of(CandleFunction function) {
        return new Candles(VALUE, function);
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
        for (int i = 0; i < functions.length; i++) {
            CandleFunction function = functions[i];
            double value = function.value(window, state, at + HIKKAKE, keep);
            out[outAt + i] = window.taken >= function.barsBefore ? value : Double.NaN;
        }
        if (keep) {
            window.keep(state, at);
        }
    }
}
