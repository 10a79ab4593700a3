package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Frames of full snapshots of 174 instruments, the n-th always the same, so that what two runs left
 * in Redis can be compared. Not thread-safe.
 */
final class RedisFeed {
    static final int INSTRUMENTS = 174;
    static final int TICKS_A_FRAME = 10;
    static final long START_MS = 1_767_584_700_000L;

    private final Tick tick = new Tick();
    private final TickFrame.Writer writer = new TickFrame.Writer();

    static List<Instrument> instruments() {
        var list = new ArrayList<Instrument>();
        for (int i = 0; i < INSTRUMENTS; i++) {
            list.add(
                    new Instrument(
                            1_000L + i,
                            "STOCK" + i,
                            "NSE",
                            "NSE",
                            Instrument.Kind.EQUITY,
                            0.05,
                            1,
                            true,
                            null));
        }
        return list;
    }

    /** {@return frame {@code n}, from 0} */
    byte[] frame(int n) {
        var random = new SplittableRandom(n);
        writer.clear();
        for (int i = 0; i < TICKS_A_FRAME; i++) {
            long number = (long) n * TICKS_A_FRAME + i;
            fill(random, (int) (number % INSTRUMENTS), number);
            writer.fullSnapshot(tick);
        }
        return Arrays.copyOf(writer.bytes(), writer.length());
    }

    private void fill(SplittableRandom random, int instrument, long number) {
        tick.clear();
        tick.kind = Tick.Kind.SNAPSHOT;
        tick.instrument = instrument;
        tick.exchangeTimeMs = START_MS + number / 20;
        tick.lastTradeTimeMs = tick.exchangeTimeMs;
        // A day's way up and down, and a few ticks to and fro on it.
        long way = Math.round(200 * Math.sin(instrument + number / 3e5));
        double price = (20_000 + way + random.nextInt(7) - 3) * 0.05;
        tick.lastPrice = price;
        tick.lastQuantity = 1 + random.nextInt(500);
        tick.averagePrice = 1000;
        tick.volume = number * 10;
        tick.totalBuyQuantity = random.nextInt(1_000_000);
        tick.totalSellQuantity = random.nextInt(1_000_000);
        tick.open = 1000;
        tick.high = 1020;
        tick.low = 1000;
        tick.close = 1000;
        tick.depth = Tick.DEPTH;
        for (int level = 0; level < Tick.DEPTH; level++) {
            tick.bidPrice[level] = price - 0.05 * (level + 1);
            tick.bidQuantity[level] = 100;
            tick.bidOrders[level] = 3;
            tick.askPrice[level] = price + 0.05 * (level + 1);
            tick.askQuantity[level] = 100;
            tick.askOrders[level] = 3;
        }
    }
}
