package dev.shikra.bench;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * TA-Lib's Java port: functions over the last 200 bars again for each tick, candle functions for
 * the last bar only, which is the best that its interface allows.
 */
final class TaLibPeer {
    static final int BARS = 200;
    static final int FUNCTIONS = 17;

    private final Core core = new Core();
    private final double[] open = new double[BARS];
    private final double[] high = new double[BARS];
    private final double[] low = new double[BARS];
    private final double[] close = new double[BARS];
    private final double[] volume = new double[BARS];
    private final double[] one = new double[BARS];
    private final double[] two = new double[BARS];
    private final double[] three = new double[BARS];
    private final int[] signals = new int[BARS];
    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();
    private final List<MethodHandle> candles = new ArrayList<>();

    TaLibPeer(StudySample sample, int end) {
        for (int i = 0; i < BARS; i++) {
            open[i] = sample.bars[end - BARS + i].open;
            high[i] = sample.bars[end - BARS + i].high;
            low[i] = sample.bars[end - BARS + i].low;
            close[i] = sample.bars[end - BARS + i].close;
            volume[i] = sample.bars[end - BARS + i].volume;
        }
        for (Method method : Core.class.getMethods()) {
            List<Class<?>> types = Arrays.asList(method.getParameterTypes());
            if (method.getName().startsWith("cdl") && types.contains(double[].class)) {
                candles.add(bound(method, types.contains(double.class)));
            }
        }
    }

    private MethodHandle bound(Method method, boolean penetration) {
        try {
            MethodHandle handle = MethodHandles.lookup().unreflect(method).bindTo(core);
            if (penetration) {
                handle = MethodHandles.insertArguments(handle, 6, 0.3);
            }
            return MethodHandles.insertArguments(
                    handle, 0, BARS - 1, BARS - 1, open, high, low, close, begin, count, signals);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not public", e);
        }
    }

    int candles() {
        return candles.size();
    }

    /** All candle functions for the last bar. */
    double lastCandles(double price) {
        close[BARS - 1] = price;
        double sum = 0;
        try {
            for (MethodHandle candle : candles) {
                RetCode code = (RetCode) candle.invokeExact();
                sum += code == RetCode.Success ? signals[0] : Double.NaN;
            }
        } catch (Throwable e) {
            throw new IllegalStateException("a candle function failed", e);
        }
        return sum;
    }

    /** All functions over all bars. */
    double tick(double price) {
        int last = BARS - 1;
        close[last] = price;
        double sum = 0;
        core.sma(0, last, close, 20, begin, count, one);
        sum += one[0];
        core.ema(0, last, close, 9, begin, count, one);
        sum += one[0];
        core.ema(0, last, close, 21, begin, count, one);
        sum += one[0];
        core.wma(0, last, close, 20, begin, count, one);
        sum += one[0];
        core.macd(0, last, close, 12, 26, 9, begin, count, one, two, three);
        sum += one[0];
        core.rsi(0, last, close, 14, begin, count, one);
        sum += one[0];
        core.stoch(
                0,
                last,
                high,
                low,
                close,
                14,
                3,
                MAType.Sma,
                3,
                MAType.Sma,
                begin,
                count,
                one,
                two);
        sum += one[0];
        core.stochRsi(0, last, close, 14, 14, 3, MAType.Sma, begin, count, one, two);
        sum += one[0];
        core.willR(0, last, high, low, close, 14, begin, count, one);
        sum += one[0];
        core.cci(0, last, high, low, close, 20, begin, count, one);
        sum += one[0];
        core.roc(0, last, close, 10, begin, count, one);
        sum += one[0];
        core.adx(0, last, high, low, close, 14, begin, count, one);
        sum += one[0];
        core.sar(0, last, high, low, 0.02, 0.2, begin, count, one);
        sum += one[0];
        core.atr(0, last, high, low, close, 14, begin, count, one);
        sum += one[0];
        core.bbands(0, last, close, 20, 2, 2, MAType.Sma, begin, count, one, two, three);
        sum += one[0];
        core.obv(0, last, close, volume, begin, count, one);
        sum += one[0];
        core.mfi(0, last, high, low, close, volume, 14, begin, count, one);
        return sum + one[0];
    }
}
