package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.TickSink;
import dev.shikra.plugins.kite.KiteDecoder;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How many packets a second one thread decodes, by packet kind, and what that allocates. Frames of
 * many packets over 9,000 instruments, in a working set larger than the nearest caches.
 */
public final class DecodeBench {
    private static final int INSTRUMENTS = 9_000;
    private static final int FRAMES = 256;
    private static final int PACKETS_A_FRAME = 64;

    private DecodeBench() {}

    /** Arguments: {@code --quick} measures for a tenth of the time. */
    public static void main(String[] arguments) {
        run(List.of(arguments).contains("--quick") ? 200 : 2_000, System.out);
    }

    /**
     * Measures each packet kind and prints a line for speed and one for allocation.
     *
     * @param millis how long each of five rounds runs; the best counts
     */
    public static void run(int millis, PrintStream out) {
        measure("full", 184, 1, millis, out);
        measure("quote", 44, 1, millis, out);
        measure("index", 32, 9, millis, out);
        measure("ltp", 8, 1, millis, out);
    }

    private static void measure(
            String name, int packetLength, int segment, int millis, PrintStream out) {
        List<Instrument> instruments =
                IntStream.range(0, INSTRUMENTS).mapToObj(i -> instrument(i, segment)).toList();
        FrameDecoder decoder = new KiteDecoder(instruments);
        byte[][] frames = frames(packetLength, instruments);
        var sum = new Sum();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double best = 0;
        double bytesEach = Double.NaN;
        for (int round = 0; round < 5; round++) {
            long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            long end = start + millis * 1_000_000L;
            long packets = 0;
            long now = start;
            while (now < end) {
                for (byte[] frame : frames) {
                    decoder.decode(frame, 0, frame.length, sum);
                }
                packets += (long) FRAMES * PACKETS_A_FRAME;
                now = System.nanoTime();
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
            double rate = packets * 1e9 / (now - start);
            if (rate > best) {
                best = rate;
                bytesEach = (double) allocated / packets;
            }
        }
        if (sum.faults > 0 || sum.price == 0) {
            throw new IllegalStateException(
                    name + ": " + sum.faults + " faults, prices add up to " + sum.price);
        }
        line(out, name, best, "packets/s");
        line(out, name + "-allocation", bytesEach, "bytes/packet");
    }

    private static void line(PrintStream out, String name, double value, String unit) {
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"decode\",\"case\":\"%s\",\"value\":%s,\"unit\":\"%s\"}%n",
                name,
                value >= 1
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, "%.6f", value),
                unit);
    }

    private static byte[][] frames(int packetLength, List<Instrument> instruments) {
        var random = new SplittableRandom(7);
        byte[][] frames = new byte[FRAMES][2 + PACKETS_A_FRAME * (2 + packetLength)];
        for (byte[] frame : frames) {
            random.nextBytes(frame);
            ByteBuffer bytes = ByteBuffer.wrap(frame).putShort((short) PACKETS_A_FRAME);
            for (int packet = 0; packet < PACKETS_A_FRAME; packet++) {
                bytes.putShort((short) packetLength);
                int at = bytes.position();
                Instrument instrument = instruments.get(random.nextInt(instruments.size()));
                bytes.putInt((int) instrument.token()).putInt(random.nextInt(1, 10_000_000));
                bytes.position(at + packetLength);
            }
        }
        return frames;
    }

    private static Instrument instrument(int number, int segment) {
        return new Instrument(
                (long) (number + 1) << 8 | segment,
                "I" + number,
                "NSE",
                "NSE",
                Instrument.Kind.EQUITY,
                0.05,
                1,
                true,
                null);
    }

    /** Reads enough of each tick that decoding can't be left out. */
    private static final class Sum implements TickSink {
        private double price;
        private long faults;

        @Override
        public void tick(Tick tick) {
            price += tick.lastPrice + tick.instrument;
            if (tick.depth > 0) {
                price += tick.bidQuantity[4] + tick.askQuantity[4];
            }
        }

        @Override
        public void fault(Fault fault, int at) {
            faults++;
        }
    }
}
