package dev.shikra.bench;

import dev.shikra.api.market.Bar;
import java.util.Random;

/** Minute bars of a seeded walk in sessions of 375, as ours and the peers' columns. */
final class StudySample {
    static final int BARS_PER_SESSION = 375;
    private static final long FIRST_OPEN_MS = 1_740_000_000_000L;
    private static final long DAY_MS = 86_400_000;
    private static final long MINUTE_MS = 60_000;

    final Bar[] bars;

    StudySample(int count) {
        var random = new Random(20_250_301);
        bars = new Bar[count];
        double price = 250;
        for (int i = 0; i < count; i++) {
            var bar = new Bar();
            bar.sessionOpenMs = FIRST_OPEN_MS + i / BARS_PER_SESSION * DAY_MS;
            bar.startMs = bar.sessionOpenMs + i % BARS_PER_SESSION * MINUTE_MS;
            bar.endMs = bar.startMs + MINUTE_MS;
            bar.open = ticks(price);
            bar.close = ticks(price * (1 + 0.001 * random.nextGaussian()));
            bar.high = ticks(Math.max(bar.open, bar.close) + 0.2 * random.nextDouble());
            bar.low = ticks(Math.min(bar.open, bar.close) - 0.2 * random.nextDouble());
            bar.volume = 1 + random.nextInt(20_000);
            bar.turnover = bar.volume * bar.typicalPrice();
            price = bar.close;
            bars[i] = bar;
        }
    }

    private static double ticks(double price) {
        return Math.round(price / 0.05) * 0.05;
    }

    /** {@return bars [from, from + count) as they would stand some ticks before they close} */
    Bar[] forming(int from, int count) {
        var forming = new Bar[count];
        for (int i = 0; i < count; i++) {
            forming[i] = new Bar();
            forming[i].set(bars[from]);
            forming[i].close = bars[from + i].close;
            forming[i].high = Math.max(forming[i].high, forming[i].close);
            forming[i].low = Math.min(forming[i].low, forming[i].close);
        }
        return forming;
    }
}
