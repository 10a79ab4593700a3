package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Volume profiles that were given each trade, against volume counted price by price. */
class ProfileOfTradesTest {
    private static final double TICK = 0.05;
    private static final long OPEN_MS = 1_740_000_000_000L;
    private static final long MINUTE_MS = 60_000;
    private static final int BARS_PER_SESSION = 60;

    private record Trade(long ticks, double quantity) {
        double price() {
            return ticks * TICK;
        }
    }

    private static final class TradedBar {
        final Bar bar = new Bar();
        final List<Trade> trades = new ArrayList<>();
    }

    private static Study study(Map<String, String> given) {
        var studies = new Studies();
        return studies.create(
                studies.studies().stream()
                        .filter(d -> d.name().equals("volumeprofile"))
                        .findFirst()
                        .orElseThrow()
                        .spec(given),
                new SeriesShape(Timeframe.M1, BARS_PER_SESSION));
    }

    /** Bars of 1 to 20 trades, within 12 ticks, on a walk. */
    private static List<TradedBar> bars(long seed, int count) {
        var random = new Random(seed);
        var bars = new ArrayList<TradedBar>();
        long middle = 2_000 + random.nextInt(2_000);
        for (int i = 0; i < count; i++) {
            var traded = new TradedBar();
            int trades = 1 + random.nextInt(20);
            for (int t = 0; t < trades; t++) {
                long ticks = middle + random.nextInt(12) - 6;
                traded.trades.add(new Trade(ticks, 1 + random.nextInt(1_000)));
            }
            middle += random.nextInt(9) - 4;
            Bar bar = traded.bar;
            bar.sessionOpenMs = OPEN_MS + i / BARS_PER_SESSION * 86_400_000L;
            bar.startMs = bar.sessionOpenMs + i % BARS_PER_SESSION * MINUTE_MS;
            bar.endMs = bar.startMs + MINUTE_MS;
            bar.tickSize = TICK;
            fill(bar, traded.trades);
            bars.add(traded);
        }
        return bars;
    }

    private static void fill(Bar bar, List<Trade> trades) {
        bar.open = trades.getFirst().price();
        bar.close = trades.getLast().price();
        bar.high = trades.stream().mapToDouble(Trade::price).max().orElseThrow();
        bar.low = trades.stream().mapToDouble(Trade::price).min().orElseThrow();
        bar.volume = trades.stream().mapToDouble(Trade::quantity).sum();
    }

    /** poc, vah and val of a profile of ticks. */
    private static double[] area(List<Trade> trades) {
        var volumes = new TreeMap<Long, Double>();
        trades.forEach(t -> volumes.merge(t.ticks, t.quantity, Double::sum));
        long poc = volumes.firstKey();
        for (var row : volumes.entrySet()) {
            if (row.getValue() > volumes.getOrDefault(poc, 0.0)) {
                poc = row.getKey();
            }
        }
        double total = volumes.values().stream().mapToDouble(v -> v).sum();
        double held = volumes.getOrDefault(poc, 0.0);
        long top = poc;
        long bottom = poc;
        while (held < 0.70 * total) {
            double above = top < volumes.lastKey() ? volumes.getOrDefault(top + 1, 0.0) : -1;
            double below = bottom > volumes.firstKey() ? volumes.getOrDefault(bottom - 1, 0.0) : -1;
            if (above >= below) {
                top++;
                held += above;
            } else {
                bottom--;
                held += below;
            }
        }
        return new double[] {poc * TICK, top * TICK, bottom * TICK};
    }

    private static void assertArea(double[] out, List<Trade> trades, String what) {
        double[] expected = area(trades);
        for (int i = 0; i < expected.length; i++) {
            assertThat(out[i]).as("%s, output %d", what, i).isCloseTo(expected[i], within(1e-9));
        }
    }

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("ProfileOfTradesTest seed " + seed);
        return seed;
    }

    @Test
    void countsEachTradeAtItsPrice() {
        long seed = seed();
        List<TradedBar> bars = bars(seed, 150);
        Study study = study(Map.of("rows", "2000"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[5];
        var session = new ArrayList<Trade>();
        for (int i = 0; i < bars.size(); i++) {
            TradedBar traded = bars.get(i);
            if (i % BARS_PER_SESSION == 0) {
                session.clear();
            }
            String what = "seed " + seed + ", bar " + i;
            var soFar = new ArrayList<Trade>();
            for (Trade trade : traded.trades) {
                study.trade(traded.bar, trade.price(), trade.quantity, state, 0);
                soFar.add(trade);
                session.add(trade);
                var forming = new Bar();
                forming.set(traded.bar);
                fill(forming, soFar);
                study.preview(forming, state, 0, out, 0);
                assertArea(out, session, what + ", forming");
            }
            if (i + 1 < bars.size() && i % 3 == 0) { // the next bar begins before this one closes
                TradedBar next = bars.get(i + 1);
                Trade first = next.trades.removeFirst();
                next.trades.add(first);
                fill(next.bar, next.trades);
                study.trade(next.bar, first.price(), first.quantity, state, 0);
                next.trades.removeLast();
                study.commit(traded.bar, state, 0, out, 0);
                assertArea(out, session, what);
                if ((i + 1) % BARS_PER_SESSION == 0) {
                    session.clear();
                }
                session.add(first);
                for (Trade trade : next.trades) {
                    study.trade(next.bar, trade.price(), trade.quantity, state, 0);
                    session.add(trade);
                }
                study.commit(next.bar, state, 0, out, 0);
                assertArea(out, session, what + " and the next");
                i++;
            } else {
                study.commit(traded.bar, state, 0, out, 0);
                assertArea(out, session, what);
            }
        }
    }

    @Test
    void aRollingOneCountsTheTradesOfItsBars() {
        long seed = seed();
        List<TradedBar> bars = bars(seed, 150);
        int length = 7;
        Study study = study(Map.of("anchor", "rolling", "length", "" + length, "rows", "2000"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[5];
        for (int i = 0; i < bars.size(); i++) {
            TradedBar traded = bars.get(i);
            for (Trade trade : traded.trades) {
                study.trade(traded.bar, trade.price(), trade.quantity, state, 0);
            }
            List<Trade> window =
                    bars.subList(Math.max(0, i - length + 1), i + 1).stream()
                            .flatMap(b -> b.trades.stream())
                            .toList();
            String what = "seed " + seed + ", bar " + i;
            study.preview(traded.bar, state, 0, out, 0);
            assertArea(out, window, what + ", forming");
            state = state.clone(); // as after a restore
            study.commit(traded.bar, state, 0, out, 0);
            assertArea(out, window, what);
        }
    }

    @Test
    void spreadsWhatNoTradeWasKnownOf() {
        Study study = study(Map.of("tick", "1"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[5];
        Bar bar = bars(1, 1).getFirst().bar;
        bar.open = 100;
        bar.low = 100;
        bar.high = 103;
        bar.close = 103;
        bar.volume = 100;
        study.trade(bar, 102, 60, state, 0);
        study.trade(bar, 101, 0, state, 0);
        study.trade(bar, Double.NaN, 5, state, 0);
        study.trade(bar, Double.POSITIVE_INFINITY, 5, state, 0);
        study.trade(bar, 101, Double.NaN, state, 0);
        study.commit(bar, state, 0, out, 0);
        // 10 at each of four prices and 60 more at 102.
        assertThat(out[0]).isEqualTo(102);
        assertThat(out[1]).isEqualTo(102);
        assertThat(out[2]).isEqualTo(102);
        bar.startMs += MINUTE_MS;
        bar.endMs += MINUTE_MS;
        bar.volume = 400; // no trade of this one is known: the earlier ones do not count twice
        study.commit(bar, state, 0, out, 0);
        assertThat(out[0]).isEqualTo(102);
        assertThat(out[1] - out[2]).isGreaterThanOrEqualTo(2);
    }

    @Test
    void losesNoVolumeHoweverFarPricesRun() {
        long seed = seed();
        var random = new Random(seed);
        Study study = study(Map.of("rows", "16", "anchor", "start"));
        double[] state = new double[study.stateSize()];
        double[] out = new double[5];
        double volume = 0;
        for (TradedBar traded : bars(seed, 200)) {
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            traded.bar.volume = 0;
            for (int t = 0; t < 30; t++) {
                double price = TICK * (1 + random.nextInt(100_000));
                double quantity = 1 + random.nextInt(100);
                study.trade(traded.bar, price, quantity, state, 0);
                low = Math.min(low, price);
                high = Math.max(high, price);
                traded.bar.volume += quantity;
                volume += quantity;
            }
            traded.bar.low = low;
            traded.bar.high = high;
            traded.bar.close = low;
            study.commit(traded.bar, state, 0, out, 0);
        }
        double held = 0;
        for (int i = state.length - 16; i < state.length; i++) {
            held += state[i];
        }
        assertThat(held).as("seed %d", seed).isCloseTo(volume, within(1e-9 * volume));
        assertThat(out[2]).isLessThan(out[0]).isGreaterThanOrEqualTo(0);
        assertThat(out[1]).isGreaterThan(out[0]);
    }
}
