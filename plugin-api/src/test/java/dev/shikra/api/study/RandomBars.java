package dev.shikra.api.study;

import dev.shikra.api.market.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bars made by a seeded walk on a grid of ticks, in sessions, with quiet and flat stretches. */
public final class RandomBars {
    private static final long FIRST_OPEN_MS = 1_740_000_000_000L;
    private static final long DAY_MS = 86_400_000;

    private RandomBars() {}

    /**
     * {@return {@code count} bars of {@code minutes} each}
     *
     * @param barsPerSession how many a session holds; about one in forty is missing
     */
    public static List<Bar> of(long seed, int count, int minutes, int barsPerSession) {
        var random = new Random(seed);
        var bars = new ArrayList<Bar>(count);
        double tick = random.nextBoolean() ? 0.05 : 0.01;
        double start = 20 + 400 * random.nextDouble();
        double price = start;
        long session = 0;
        int place = 0;
        int flatFor = 0;
        while (bars.size() < count) {
            if (place == barsPerSession) {
                place = 0;
                session += 1 + random.nextInt(3);
            }
            if (random.nextInt(40) != 0) {
                flatFor = flatFor > 0 ? flatFor - 1 : random.nextInt(150) == 0 ? 30 : 0;
                var bar = new Bar();
                bar.sessionOpenMs = FIRST_OPEN_MS + session * DAY_MS;
                bar.startMs = bar.sessionOpenMs + place * minutes * 60_000L;
                bar.endMs = bar.startMs + minutes * 60_000L;
                double swing = flatFor > 0 ? 0 : price * 0.003;
                bar.open = grid(price + swing * random.nextGaussian() / 4, tick);
                bar.close = grid(bar.open + swing * random.nextGaussian(), tick);
                double up = Math.abs(swing * random.nextGaussian() / 2);
                double down = Math.abs(swing * random.nextGaussian() / 2);
                bar.high = grid(Math.max(bar.open, bar.close) + up, tick);
                bar.low = grid(Math.max(tick, Math.min(bar.open, bar.close) - down), tick);
                bar.low = Math.min(bar.low, Math.min(bar.open, bar.close));
                bar.volume = flatFor > 0 ? 0 : random.nextInt(50_000);
                bar.turnover = bar.typicalPrice() * bar.volume;
                bar.referenceClose = 1000 + 50 * Math.sin(bars.size() / 9.0) + session;
                // A long walk would end at a tick, where nothing moves any more.
                price = Math.clamp(bar.close, start / 4, start * 4);
                bars.add(bar);
            }
            place++;
        }
        return bars;
    }

    private static double grid(double price, double tick) {
        return Math.max(tick, Math.round(price / tick) * tick);
    }
}
