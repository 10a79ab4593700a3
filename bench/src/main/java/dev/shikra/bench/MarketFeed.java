package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A stretch of a market in memory: frames of full snapshots with five levels of depth, cumulative
 * volume and prices from a seeded walk, as a file source would write them. The stretch ends at the
 * prices it begins with, so it can be run again and again; {@link #moveTo} gives it another time
 * and another base of volume, so that no packet is ever one the engine has seen, unless it was made
 * as a duplicate.
 *
 * <p>One update in five changes only the quote. An exchange time is a whole second, up to a second
 * before receipt. Not thread-safe.
 */
final class MarketFeed {
    static final int INSTRUMENTS = 174;
    static final int TICKS_A_FRAME = 100;

    /** Where a full snapshot's fields lie in its entry, as {@link TickFrame} says. */
    private static final int TIME_AT = 5;

    private static final int VOLUME_AT = 13 + 24;
    private static final int LAST_TRADE_AT = 13 + 80;
    private static final int ENTRY = 326;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final double TICK_SIZE = 0.05;
    private static final int MINUTE_MS = 60_000;

    /**
     * What a stretch is like.
     *
     * @param frames of {@link #TICKS_A_FRAME} ticks each
     * @param secondsBetweenTicks of one instrument, in market time
     * @param duplicates share of entries that repeat the instrument's packet before, 0 to 1
     * @param chains of {@link BenchChains#OPTIONS} options, each with its index and future, beside the equities
     */
    record Shape(
            int frames, double secondsBetweenTicks, double duplicates, long seed, int chains) {
        Shape(int frames, double secondsBetweenTicks, double duplicates, long seed) {
            this(frames, secondsBetweenTicks, duplicates, seed, 0);
        }
    }

    private final Shape shape;
    private final List<Instrument> instruments;
    private final int count;
    private final BenchChains chains;
    private final byte[][] frames;
    private final int[] instrumentOf;
    private final int[] exchangeMs;
    private final double[] volumeSoFar;
    private final double[] volumeOfStretch;
    private final double[] volumeBase;
    private final double frameMs;
    private final double[] firstPrices;
    private long startMs;

    MarketFeed(Shape shape) {
        this.shape = shape;
        chains = new BenchChains(INSTRUMENTS, shape.chains());
        instruments = Stream.concat(equities().stream(), chains.instruments().stream()).toList();
        count = instruments.size();
        volumeOfStretch = new double[count];
        volumeBase = new double[count];
        firstPrices = new double[count];
        frameMs = shape.secondsBetweenTicks() * 1000 * TICKS_A_FRAME / count;
        int ticks = shape.frames() * TICKS_A_FRAME;
        frames = new byte[shape.frames()][];
        instrumentOf = new int[ticks];
        exchangeMs = new int[ticks];
        volumeSoFar = new double[ticks];
        generate(new SplittableRandom(shape.seed()));
    }

    private static List<Instrument> equities() {
        var list = new ArrayList<Instrument>();
        for (int i = 0; i < INSTRUMENTS; i++) {
            list.add(
                    new Instrument(
                            1_000L + i,
                            "STOCK" + i,
                            "NSE",
                            "NSE",
                            Instrument.Kind.EQUITY,
                            TICK_SIZE,
                            1,
                            true,
                            null));
        }
        return List.copyOf(list);
    }

    private void generate(SplittableRandom random) {
        double[][] walks = walks(random);
        int minutes = (int) (spanMs() / MINUTE_MS) + 2;
        double[][] busy = new double[count][minutes];
        for (double[] each : busy) {
            for (int m = 0; m < minutes; m++) {
                each[m] = Math.exp(0.7 * random.nextGaussian());
            }
        }
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        var steps = new int[count];
        var lastEntry = new int[count];
        Arrays.fill(lastEntry, -1);
        var writer = new TickFrame.Writer();
        var tick = new Tick();
        for (int f = 0; f < frames.length; f++) {
            writer.clear();
            long receiptMs = (long) (f * frameMs);
            for (int k = 0; k < TICKS_A_FRAME; k++) {
                int n = f * TICKS_A_FRAME + k;
                if (n % count == 0) {
                    shuffle(order, random);
                }
                int row = order[n % count];
                int before = lastEntry[row];
                instrumentOf[n] = row;
                boolean repeats = before >= 0 && random.nextDouble() < shape.duplicates();
                exchangeMs[n] = repeats ? exchangeMs[before] : (int) (receiptMs - receiptMs % 1000);
                if (!repeats) {
                    double units =
                            n % 5 == 4
                                    ? 0
                                    : Math.ceil(
                                            -60
                                                    * Math.log(1 - random.nextDouble())
                                                    * busy[row][(int) (receiptMs / MINUTE_MS)]);
                    volumeOfStretch[row] += units;
                    fill(tick, row, walks[row][steps[row]++], units, n, random);
                    lastEntry[row] = n;
                }
                volumeSoFar[n] = volumeOfStretch[row];
                writer.fullSnapshot(tick);
                if (repeats) {
                    copyEntry(writer.bytes(), before, n, f);
                }
            }
            frames[f] = Arrays.copyOf(writer.bytes(), writer.length());
        }
    }

    private void copyEntry(byte[] current, int from, int to, int frame) {
        byte[] source = from / TICKS_A_FRAME == frame ? current : frames[from / TICKS_A_FRAME];
        System.arraycopy(
                source,
                1 + from % TICKS_A_FRAME * ENTRY,
                current,
                1 + to % TICKS_A_FRAME * ENTRY,
                ENTRY);
    }

    /** Prices that come back to where they began: the second half is the first one backwards. */
    private double[][] walks(SplittableRandom random) {
        int length = shape.frames() * TICKS_A_FRAME / count + 2;
        double step = 0.0004 * Math.sqrt(shape.secondsBetweenTicks() * 2);
        var walks = new double[count][length];
        for (int row = 0; row < INSTRUMENTS; row++) {
            double price = 60 * Math.exp(random.nextDouble() * 4);
            firstPrices[row] = price;
            for (int i = 0; i <= length / 2; i++) {
                walks[row][i] = Math.round(price / TICK_SIZE) * TICK_SIZE;
                walks[row][length - 1 - i] = walks[row][i];
                price *= Math.exp(step * random.nextGaussian());
            }
        }
        chains.walk(walks, step, random);
        for (int row = INSTRUMENTS; row < count; row++) {
            firstPrices[row] = walks[row][0];
        }
        return walks;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    private void fill(
            Tick tick, int row, double price, double units, int number, SplittableRandom random) {
        tick.clear();
        tick.kind = Tick.Kind.SNAPSHOT;
        tick.instrument = row;
        tick.lastPrice = price;
        tick.lastQuantity = units;
        tick.averagePrice = price;
        tick.totalBuyQuantity = 100_000 + number; // no two packets are equal
        tick.totalSellQuantity = 100_000 + random.nextInt(10_000);
        tick.open = price;
        tick.high = price * 1.01;
        tick.low = price * 0.99;
        tick.close = price * 0.995;
        tick.openInterest = chains.interest(row, number);
        tick.openInterestDayHigh = 0;
        tick.openInterestDayLow = 0;
        tick.depth = Tick.DEPTH;
        for (int level = 0; level < Tick.DEPTH; level++) {
            tick.bidPrice[level] = price - (level + 1) * TICK_SIZE;
            tick.bidQuantity[level] = 1 + random.nextInt(5_000);
            tick.bidOrders[level] = 1 + random.nextInt(40);
            tick.askPrice[level] = price + (level + 1) * TICK_SIZE;
            tick.askQuantity[level] = 1 + random.nextInt(5_000);
            tick.askOrders[level] = 1 + random.nextInt(40);
        }
    }

    List<Instrument> instruments() {
        return instruments;
    }

    int frameCount() {
        return frames.length;
    }

    int tickCount() {
        return frames.length * TICKS_A_FRAME;
    }

    byte[] frame(int f) {
        return frames[f];
    }

    /** {@return receipt time of a frame, epoch ms} */
    long receiptMs(int f) {
        return startMs + (long) (f * frameMs);
    }

    /** {@return market time from the first frame to the end of the last, ms} */
    long spanMs() {
        return (long) Math.ceil(shape.frames() * frameMs);
    }

    /** {@return the price at which an instrument's walk begins and ends} */
    double firstPrice(int row) {
        return firstPrices[row];
    }

    /**
     * Gives the frames other times and volumes.
     *
     * @param start receipt time of the first frame, epoch ms, a whole second, later than all before
     * @param newSession whether cumulative volume begins anew; else it goes on
     */
    void moveTo(long start, boolean newSession) {
        for (int row = 0; row < count; row++) {
            volumeBase[row] =
                    newSession || startMs == 0 ? 10_000 : volumeBase[row] + volumeOfStretch[row];
        }
        startMs = start;
        for (int n = 0; n < instrumentOf.length; n++) {
            byte[] bytes = frames[n / TICKS_A_FRAME];
            int at = 1 + n % TICKS_A_FRAME * ENTRY;
            long ms = start + exchangeMs[n];
            LONG.set(bytes, at + TIME_AT, ms);
            LONG.set(bytes, at + LAST_TRADE_AT, ms);
            LONG.set(
                    bytes,
                    at + VOLUME_AT,
                    Double.doubleToRawLongBits(volumeBase[instrumentOf[n]] + volumeSoFar[n]));
        }
    }
}
