package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Bars as columns, with the plainest possible ways to look at a window of them. */
final class Series {
    final int size;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    final double[] typical;

    /** Where the bar's session begins. */
    final int[] sessionStart;

    Series(List<Bar> bars) {
        size = bars.size();
        open = bars.stream().mapToDouble(b -> b.open).toArray();
        high = bars.stream().mapToDouble(b -> b.high).toArray();
        low = bars.stream().mapToDouble(b -> b.low).toArray();
        close = bars.stream().mapToDouble(b -> b.close).toArray();
        volume = bars.stream().mapToDouble(b -> b.volume).toArray();
        typical = bars.stream().mapToDouble(Bar::typicalPrice).toArray();
        sessionStart = new int[size];
        for (int i = 1; i < size; i++) {
            boolean same = bars.get(i).sessionOpenMs == bars.get(i - 1).sessionOpenMs;
            sessionStart[i] = same ? sessionStart[i - 1] : i;
        }
    }

    double[] column(IntToDoubleFunction of) {
        double[] column = new double[size];
        Arrays.setAll(column, of);
        return column;
    }

    double[] trueRange() {
        return column(i ->
                i == 0
                        ? Double.NaN
                        : Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]));
    }

    static double sum(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += x[i];
        }
        return sum;
    }

    static double mean(double[] x, int i, int length) {
        return i < length - 1 ? Double.NaN : sum(x, i - length + 1, i) / length;
    }

    static double highest(double[] x, int i, int length) {
        return i < length - 1
                ? Double.NaN
                : Arrays.stream(x, i - length + 1, i + 1).max().orElseThrow();
    }

    static double lowest(double[] x, int i, int length) {
        return i < length - 1
                ? Double.NaN
                : Arrays.stream(x, i - length + 1, i + 1).min().orElseThrow();
    }

    /** Population variance in two passes. */
    static double variance(double[] x, int i, int length) {
        double mean = mean(x, i, length);
        double sum = 0;
        for (int j = i - length + 1; j <= i && i >= length - 1; j++) {
            sum += (x[j] - mean) * (x[j] - mean);
        }
        return i < length - 1 ? Double.NaN : sum / length;
    }

    /**
     * Exponential average seeded by the mean of the first {@code seed} numbers that are not NaN.
     */
    static double[] smooth(double[] x, int seed, double weight) {
        double[] average = new double[x.length];
        Arrays.fill(average, Double.NaN);
        int first = 0;
        while (first < x.length && Double.isNaN(x[first])) {
            first++;
        }
        for (int i = first + seed - 1; i < x.length; i++) {
            average[i] =
                    i == first + seed - 1
                            ? sum(x, first, i) / seed
                            : average[i - 1] + weight * (x[i] - average[i - 1]);
        }
        return average;
    }

    static double[] ema(double[] x, int length) {
        return smooth(x, length, 2.0 / (length + 1));
    }

    /** Wilder's average, in the arithmetic of its definition. */
    static double[] wilder(double[] x, int length) {
        double[] average = smooth(x, length, 1.0 / length);
        for (int i = 1; i < x.length; i++) {
            if (!Double.isNaN(average[i - 1])) {
                average[i] = (average[i - 1] * (length - 1) + x[i]) / length;
            }
        }
        return average;
    }
}
