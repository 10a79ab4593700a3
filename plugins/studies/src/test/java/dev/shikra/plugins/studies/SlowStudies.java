package dev.shikra.plugins.studies;

import static dev.shikra.plugins.studies.Series.ema;
import static dev.shikra.plugins.studies.Series.highest;
import static dev.shikra.plugins.studies.Series.lowest;
import static dev.shikra.plugins.studies.Series.mean;
import static dev.shikra.plugins.studies.Series.smooth;
import static dev.shikra.plugins.studies.Series.sum;
import static dev.shikra.plugins.studies.Series.variance;
import static dev.shikra.plugins.studies.Series.wilder;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Studies from their definitions, each value from its window, for comparison. */
final class SlowStudies {
    private static final double NONE = Double.NaN;

    private SlowStudies() {}

    private static double[] of(double... values) {
        return values;
    }

    static IntFunction<double[]> sma(Series s, int n) {
        return i -> of(mean(s.close, i, n));
    }

    static IntFunction<double[]> wma(Series s, int n) {
        return i -> {
            double sum = 0;
            for (int j = 0; j < n && i >= n - 1; j++) {
                sum += (j + 1) * s.close[i - n + 1 + j];
            }
            return of(i < n - 1 ? NONE : sum / (n * (n + 1) / 2.0));
        };
    }

    static IntFunction<double[]> dema(Series s, int n) {
        double[] one = ema(s.close, n);
        double[] two = ema(one, n);
        return i -> of(2 * one[i] - two[i]);
    }

    static IntFunction<double[]> tema(Series s, int n) {
        double[] one = ema(s.close, n);
        double[] two = ema(one, n);
        double[] three = ema(two, n);
        return i -> of(3 * one[i] - 3 * two[i] + three[i]);
    }

    static IntFunction<double[]> trix(Series s, int n) {
        double[] three = ema(ema(ema(s.close, n), n), n);
        return i -> of(i == 0 ? NONE : 100 * (three[i] - three[i - 1]) / three[i - 1]);
    }

    static IntFunction<double[]> kama(Series s, int n) {
        double[] value = s.column(i -> NONE);
        for (int i = n; i < s.size; i++) {
            double path = 0;
            for (int j = i - n + 1; j <= i; j++) {
                path += Math.abs(s.close[j] - s.close[j - 1]);
            }
            double ratio =
                    path == 0 ? 1 : Math.min(1, Math.abs(s.close[i] - s.close[i - n]) / path);
            double weight = Math.pow(ratio * (2.0 / 3 - 2.0 / 31) + 2.0 / 31, 2);
            double last = i == n ? s.close[n - 1] : value[i - 1];
            value[i] = last + weight * (s.close[i] - last);
        }
        return i -> of(value[i]);
    }

    static IntFunction<double[]> macd(Series s, int fast, int slow, int signal) {
        double[] late = s.column(i -> i < slow - fast ? NONE : s.close[i]);
        double[] quick = ema(late, fast);
        double[] lazy = ema(s.close, slow);
        double[] line = s.column(i -> quick[i] - lazy[i]);
        double[] average = ema(line, signal);
        return i -> of(line[i] + 0 * average[i], average[i], line[i] - average[i]);
    }

    static double[] strength(Series s, int n) {
        double[] up = s.column(i -> i == 0 ? NONE : Math.max(0, s.close[i] - s.close[i - 1]));
        double[] down = s.column(i -> i == 0 ? NONE : Math.max(0, s.close[i - 1] - s.close[i]));
        double[] gain = wilder(up, n);
        double[] loss = wilder(down, n);
        return s.column(i -> gain[i] + loss[i] < 1e-14 ? 0 : 100 * (gain[i] / (gain[i] + loss[i])));
    }

    static IntFunction<double[]> rsi(Series s, int n) {
        double[] value = strength(s, n);
        return i -> of(value[i]);
    }

    private static double raw(double x, double low, double high) {
        return high == low ? 0 : 100 * (x - low) / (high - low);
    }

    static IntFunction<double[]> stoch(Series s, int n, int smooth, int d) {
        double[] raw = s.column(i -> raw(s.close[i], lowest(s.low, i, n), highest(s.high, i, n)));
        double[] k = s.column(i -> mean(raw, i, smooth));
        return i -> {
            double mean = mean(k, i, d);
            return of(k[i] + 0 * mean, mean);
        };
    }

    static IntFunction<double[]> stochrsi(Series s, int n, int window, int d) {
        double[] rsi = strength(s, n);
        double[] k =
                s.column(i ->
                        i < n + window - 1
                                ? NONE
                                : raw(rsi[i], lowest(rsi, i, window), highest(rsi, i, window)));
        return i -> {
            double mean = mean(k, i, d);
            return of(k[i] + 0 * mean, mean);
        };
    }

    static IntFunction<double[]> willr(Series s, int n) {
        return i -> {
            double high = highest(s.high, i, n);
            double low = lowest(s.low, i, n);
            return of(high == low ? 0 : -100 * (high - s.close[i]) / (high - low));
        };
    }

    static IntFunction<double[]> cci(Series s, int n) {
        return i -> {
            double mean = mean(s.typical, i, n);
            double distances = 0;
            for (int j = Math.max(0, i - n + 1); j <= i; j++) {
                distances += Math.abs(s.typical[j] - mean);
            }
            boolean flat = distances / n <= 1e-13 * mean;
            return of(flat ? 0 : (s.typical[i] - mean) / (0.015 * distances / n));
        };
    }

    static IntFunction<double[]> roc(Series s, int n) {
        return i -> of(i < n ? NONE : 100 * (s.close[i] - s.close[i - n]) / s.close[i - n]);
    }

    static IntFunction<double[]> mom(Series s, int n) {
        return i -> of(i < n ? NONE : s.close[i] - s.close[i - n]);
    }

    static IntFunction<double[]> ultosc(Series s, int a, int b, int c) {
        double[] range = s.trueRange();
        double[] pressure =
                s.column(i -> i == 0 ? NONE : s.close[i] - Math.min(s.low[i], s.close[i - 1]));
        return i -> {
            if (i < c) {
                return of(NONE);
            }
            double value = 0;
            int[] lengths = {a, b, c};
            int[] weights = {4, 2, 1};
            for (int j = 0; j < 3; j++) {
                double ranges = sum(range, i - lengths[j] + 1, i);
                double pressures = sum(pressure, i - lengths[j] + 1, i);
                value += ranges == 0 ? 0 : weights[j] * pressures / ranges;
            }
            return of(100 * value / 7);
        };
    }

    static IntFunction<double[]> stddev(Series s, int n) {
        return i -> of(Math.sqrt(variance(s.close, i, n)));
    }

    static IntFunction<double[]> bbands(Series s, int n, double k) {
        return i -> {
            double middle = mean(s.close, i, n);
            double distance = k * Math.sqrt(variance(s.close, i, n));
            boolean flat = i >= n - 1 && highest(s.close, i, n) == lowest(s.close, i, n);
            distance = flat ? 0 : distance;
            return of(
                    middle + distance,
                    middle,
                    middle - distance,
                    2 * distance / middle,
                    flat ? NONE : (s.close[i] - middle + distance) / (2 * distance));
        };
    }

    static IntFunction<double[]> linreg(Series s, int n) {
        return i -> {
            if (i < n - 1) {
                return of(NONE, NONE);
            }
            double centre = (n - 1) / 2.0;
            double mean = mean(s.close, i, n);
            double products = 0;
            double squares = 0;
            for (int j = 0; j < n; j++) {
                products += (j - centre) * (s.close[i - n + 1 + j] - mean);
                squares += (j - centre) * (j - centre);
            }
            double slope = products / squares;
            return of(mean + slope * (n - 1 - centre), slope);
        };
    }

    static IntFunction<double[]> min(Series s, int n) {
        return i -> of(lowest(s.close, i, n));
    }

    static IntFunction<double[]> max(Series s, int n) {
        return i -> of(highest(s.close, i, n));
    }

    static IntFunction<double[]> atr(Series s, int n) {
        double[] value = wilder(s.trueRange(), n);
        return i -> of(value[i]);
    }

    static IntFunction<double[]> keltner(Series s, int n, int ranges, double k) {
        double[] middle = ema(s.close, n);
        double[] range = wilder(s.trueRange(), ranges);
        return i ->
                of(middle[i] + k * range[i], middle[i] + 0 * range[i], middle[i] - k * range[i]);
    }

    static IntFunction<double[]> donchian(Series s, int n, int back) {
        return i -> {
            double high = i < back ? NONE : highest(s.high, i - back, n);
            double low = i < back ? NONE : lowest(s.low, i - back, n);
            return of(high, (high + low) / 2, low);
        };
    }

    static IntFunction<double[]> ichimoku(Series s) {
        return i -> {
            double tenkan = (highest(s.high, i, 9) + lowest(s.low, i, 9)) / 2;
            double kijun = (highest(s.high, i, 26) + lowest(s.low, i, 26)) / 2;
            double senkou = (highest(s.high, i, 52) + lowest(s.low, i, 52)) / 2;
            return of(tenkan, kijun, (tenkan + kijun) / 2, senkou);
        };
    }

    static IntFunction<double[]> aroon(Series s, int n) {
        return i -> {
            if (i < n) {
                return of(NONE, NONE, NONE);
            }
            int high = i - n;
            int low = i - n;
            for (int j = i - n; j <= i; j++) {
                high = s.high[j] >= s.high[high] ? j : high;
                low = s.low[j] <= s.low[low] ? j : low;
            }
            double up = 100.0 * (n - (i - high)) / n;
            double down = 100.0 * (n - (i - low)) / n;
            return of(up, down, up - down);
        };
    }

    private static double[] accumulation(Series s) {
        return s.column(i ->
                s.high[i] == s.low[i]
                        ? 0
                        : s.volume[i]
                                * (2 * s.close[i] - s.low[i] - s.high[i])
                                / (s.high[i] - s.low[i]));
    }

    private static double[] line(double[] x) {
        double[] line = new double[x.length];
        double high = 0;
        double low = 0;
        for (int i = 0; i < x.length; i++) {
            double sum = high + x[i];
            low += Exact.sumError(high, x[i], sum);
            high = sum;
            line[i] = high + low;
        }
        return line;
    }

    static IntFunction<double[]> ad(Series s) {
        double[] line = line(accumulation(s));
        return i -> of(line[i]);
    }

    static IntFunction<double[]> adosc(Series s, int fast, int slow) {
        double[] line = line(accumulation(s));
        double[] quick = smooth(line, 1, 2.0 / (fast + 1));
        double[] lazy = smooth(line, 1, 2.0 / (slow + 1));
        return i -> of(i < slow - 1 ? NONE : quick[i] - lazy[i]);
    }

    static IntFunction<double[]> obv(Series s) {
        double[] line =
                line(
                        s.column(i ->
                                i == 0
                                        ? s.volume[0]
                                        : s.volume[i] * Math.signum(s.close[i] - s.close[i - 1])));
        return i -> of(line[i]);
    }

    static IntFunction<double[]> cmf(Series s, int n) {
        double[] flow = accumulation(s);
        return i -> of(i < n - 1 ? NONE : sum(flow, i - n + 1, i) / sum(s.volume, i - n + 1, i));
    }

    static IntFunction<double[]> mfi(Series s, int n) {
        return i -> {
            double up = 0;
            double down = 0;
            for (int j = i - n + 1; j <= i && i >= n; j++) {
                double flow = s.typical[j] * s.volume[j];
                up += s.typical[j] > s.typical[j - 1] ? flow : 0;
                down += s.typical[j] < s.typical[j - 1] ? flow : 0;
            }
            return of(i < n ? NONE : up + down < 1 ? 0 : 100 * up / (up + down));
        };
    }

    static IntFunction<double[]> vwap(Series s, IntFunction<Integer> start) {
        return i -> {
            int from = start.apply(i);
            double volume = from < 0 ? 0 : sum(s.volume, from, i);
            if (volume == 0) {
                return of(NONE, NONE, NONE, NONE);
            }
            double products = 0;
            for (int j = from; j <= i; j++) {
                products += s.typical[j] * s.volume[j];
            }
            double mean = products / volume;
            double squares = 0;
            for (int j = from; j <= i; j++) {
                squares += s.volume[j] * (s.typical[j] - mean) * (s.typical[j] - mean);
            }
            double deviation = Math.sqrt(squares / volume);
            return of(mean, deviation, mean + 2 * deviation, mean - 2 * deviation);
        };
    }

    static IntFunction<double[]> adx(Series s, int n) {
        double[] up = s.column(i -> i == 0 ? 0 : s.high[i] - s.high[i - 1]);
        double[] down = s.column(i -> i == 0 ? 0 : s.low[i - 1] - s.low[i]);
        double[] plus = wilderSum(s.column(i -> up[i] > 0 && up[i] > down[i] ? up[i] : 0), n);
        double[] minus = wilderSum(s.column(i -> down[i] > 0 && down[i] > up[i] ? down[i] : 0), n);
        double[] range = wilderSum(s.trueRange(), n);
        double[] dx = s.column(i -> NONE);
        for (int i = n; i < s.size; i++) {
            double both = plus[i] + minus[i];
            dx[i] =
                    100 * both / range[i] < 1e-14 || range[i] == 0
                            ? (i == n ? 0 : dx[i - 1])
                            : 100 * Math.abs(plus[i] - minus[i]) / both;
        }
        double[] adx = wilder(dx, n);
        return i ->
                of(
                        adx[i],
                        range[i] == 0 ? 0 : 100 * plus[i] / range[i],
                        range[i] == 0 ? 0 : 100 * minus[i] / range[i],
                        dx[i],
                        i < n - 1 ? NONE : (adx[i] + adx[i - n + 1]) / 2);
    }

    private static double[] wilderSum(double[] x, int n) {
        double[] sums = new double[x.length];
        Arrays.fill(sums, NONE);
        for (int i = n; i < x.length; i++) {
            double last = i == n ? sum(x, 1, n - 1) : sums[i - 1];
            sums[i] = last * (n - 1) / n + x[i];
        }
        return sums;
    }

    static IntFunction<double[]> heikinashi(Series s) {
        double[] close = s.column(i -> (s.open[i] + s.high[i] + s.low[i] + s.close[i]) / 4);
        double[] open = new double[s.size];
        for (int i = 0; i < s.size; i++) {
            open[i] = i == 0 ? (s.open[0] + s.close[0]) / 2 : (open[i - 1] + close[i - 1]) / 2;
        }
        return i ->
                of(
                        open[i],
                        Arrays.stream(of(s.high[i], open[i], close[i])).max().orElseThrow(),
                        Arrays.stream(of(s.low[i], open[i], close[i])).min().orElseThrow(),
                        close[i]);
    }

    /** Rows of one tick; without nodes. */
    static IntFunction<double[]> volumeProfile(Series s, double tick, double area) {
        return i -> {
            var rows = new TreeMap<Long, Double>();
            for (int j = s.sessionStart[i]; j <= i; j++) {
                long low = (long) Math.floor(s.low[j] / tick + 1e-6);
                long high = (long) Math.floor(s.high[j] / tick + 1e-6);
                for (long row = low; s.volume[j] > 0 && row <= high; row++) {
                    rows.merge(row, s.volume[j] / (high - low + 1), Double::sum);
                }
            }
            if (rows.isEmpty()) {
                return of(NONE, NONE, NONE);
            }
            double total = rows.values().stream().mapToDouble(v -> v).sum();
            double most = rows.values().stream().mapToDouble(v -> v).max().orElseThrow();
            long poc =
                    rows.entrySet().stream()
                            .filter(e -> e.getValue() == most)
                            .findFirst()
                            .orElseThrow()
                            .getKey();
            long bottom = poc;
            long top = poc;
            double held = most;
            while (held < area * total && (bottom > rows.firstKey() || top < rows.lastKey())) {
                double above = top < rows.lastKey() ? rows.getOrDefault(top + 1, 0.0) : -1;
                double below = bottom > rows.firstKey() ? rows.getOrDefault(bottom - 1, 0.0) : -1;
                held += Math.max(above, below);
                if (above >= below) {
                    top++;
                } else {
                    bottom--;
                }
            }
            return of(poc * tick, top * tick, bottom * tick);
        };
    }

    static IntFunction<double[]> pivots(Series s) {
        return i -> {
            int start = s.sessionStart[i];
            if (start == 0) {
                return of(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
            }
            int from = s.sessionStart[start - 1];
            double high = highest(s.high, start - 1, start - from);
            double low = lowest(s.low, start - 1, start - from);
            double p = (high + low + s.close[start - 1]) / 3;
            double middle = (high + low) / 2;
            return of(
                    p,
                    2 * p - low,
                    p + high - low,
                    high + 2 * (p - low),
                    2 * p - high,
                    p - high + low,
                    low - 2 * (high - p),
                    2 * p - middle,
                    middle);
        };
    }

    /** Pivots whose levels stand around the pivot or the close, by parts of the range. */
    static IntFunction<double[]> pivotsAround(Series s, boolean close, double... parts) {
        IntFunction<double[]> classic = pivots(s);
        return i -> {
            double[] levels = classic.apply(i);
            int start = s.sessionStart[i];
            if (start == 0) {
                return levels;
            }
            double range = levels[2] - levels[0];
            double centre = close ? s.close[start - 1] : levels[0];
            for (int level = 0; level < 3; level++) {
                levels[1 + level] = centre + parts[level] * range;
                levels[4 + level] = centre - parts[level] * range;
            }
            return levels;
        };
    }

    static IntFunction<double[]> levels(Series s, int lookback, double tolerance, int wing) {
        return i -> {
            double[] swings =
                    IntStream.rangeClosed(Math.max(wing, i - lookback + 1), i - wing)
                            .boxed()
                            .flatMapToDouble(j -> {
                                double high = s.high[j];
                                double low = s.low[j];
                                boolean top =
                                        highest(s.high, j - 1, wing) < high
                                                && highest(s.high, j + wing, wing) <= high;
                                boolean bottom =
                                        lowest(s.low, j - 1, wing) > low
                                                && lowest(s.low, j + wing, wing) >= low;
                                return DoubleStream.concat(
                                        top ? DoubleStream.of(high) : DoubleStream.empty(),
                                        bottom ? DoubleStream.of(low) : DoubleStream.empty());
                            })
                            .toArray();
            double close = s.close[i];
            double support = Arrays.stream(swings).filter(x -> x <= close).max().orElse(NONE);
            double resistance = Arrays.stream(swings).filter(x -> x > close).min().orElse(NONE);
            return of(
                    support,
                    resistance,
                    touches(swings, support, tolerance),
                    touches(swings, resistance, tolerance));
        };
    }

    private static double touches(double[] swings, double level, double tolerance) {
        return Double.isNaN(level)
                ? NONE
                : Arrays.stream(swings)
                        .filter(x -> Math.abs(x - level) <= tolerance * level)
                        .count();
    }
}
