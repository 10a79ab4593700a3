package dev.shikra.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TickFrameTest {
    private final TickFrame.Writer writer = new TickFrame.Writer();

    @Test
    void aFullSnapshotCarriesEverythingATickHas() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Tick written = randomSnapshot(random);
            writer.clear();
            writer.fullSnapshot(written);
            List<String> read = decode(writer.bytes(), 0, writer.length(), 10);
            assertThat(read).containsExactly(text(written, 1, writer.length() - 1));
        }
    }

    @Test
    void eachKindOfEntryReadsBackAsItWasWritten() {
        writer.clear();
        writer.trade(3, 1_000, 101.5, 0.25);
        writer.trade(1, 2_000, 7, 8, 6, 60, 9, 90, 500);
        writer.quote(2, 0, Double.NaN, 6, 60, Double.NaN, Double.NaN, Double.NaN);
        writer.snapshot(0, 3_000, 23_000.05);
        writer.bar(4, 60_000, 1, 3, 0.5, 2, 77, Double.NaN);
        assertThat(writer.entries()).isEqualTo(5);
        assertThat(decode(writer.bytes(), 0, writer.length(), 5))
                .satisfiesExactly(
                        t -> assertThat(t).startsWith("TRADE 3 1000 0 101.5 0.25 "),
                        t ->
                                assertThat(t)
                                        .startsWith("TRADE 1 2000 0 7.0 8.0 ")
                                        .contains("[6.0x60.0x0 9.0x90.0x0]")
                                        .contains(" 500.0 "),
                        t ->
                                assertThat(t)
                                        .startsWith("QUOTE 2 0 0 NaN NaN ")
                                        .contains("[6.0x60.0x0 NaNxNaNx0]"),
                        t -> assertThat(t).startsWith("SNAPSHOT 0 3000 0 23000.05 NaN "),
                        t ->
                                assertThat(t)
                                        .startsWith(
                                                "BAR 4 60000 0 2.0 NaN NaN 77.0 NaN NaN 1.0 3.0 0.5 2.0"));
    }

    @Test
    void passesOverAnUnknownInstrumentAndAnImpossibleNumber() {
        writer.clear();
        writer.trade(5, 1, 10, 1);
        writer.trade(0, 1, Double.POSITIVE_INFINITY, 1);
        writer.bar(0, 1, 1, 1, 2, 1, 1, 0);
        writer.trade(1, 1, 10, 1);
        assertThat(decode(writer.bytes(), 0, writer.length(), 5))
                .satisfiesExactly(
                        t -> assertThat(t).isEqualTo("UNKNOWN_INSTRUMENT at 1"),
                        t -> assertThat(t).isEqualTo("BAD_VALUE at 30"),
                        t -> assertThat(t).isEqualTo("BAD_VALUE at 59"),
                        t -> assertThat(t).startsWith("TRADE 1 "));
    }

    @Test
    void endsTheFrameAtATruncatedOrUnknownEntry() {
        writer.clear();
        writer.trade(0, 1, 10, 1);
        writer.trade(0, 1, 11, 1);
        assertThat(decode(writer.bytes(), 0, writer.length() - 1, 1))
                .satisfiesExactly(
                        t -> assertThat(t).startsWith("TRADE"),
                        t -> assertThat(t).isEqualTo("TRUNCATED at 30"));
        writer.bytes()[30] = 99;
        assertThat(decode(writer.bytes(), 0, writer.length(), 1)).endsWith("UNKNOWN_PACKET at 30");
        assertThat(decode(new byte[0], 0, 0, 1)).containsExactly("TRUNCATED at 0");
        assertThat(decode(new byte[4], 2, 9, 1)).containsExactly("TRUNCATED at 0");
        assertThat(decode(new byte[] {9}, 0, 1, 1)).containsExactly("UNKNOWN_PACKET at 0");
    }

    @Test
    void neverThrowsForAnyBytes() {
        long seed = 20260105;
        Random random = new Random(seed);
        var decoder = new TickFrame.Decoder(20);
        long[] seen = new long[2];
        TickSink sink =
                new TickSink() {
                    @Override
                    public void tick(Tick tick) {
                        seen[0]++;
                        if (!(tick.instrument >= 0 && tick.instrument < 20)) {
                            throw new AssertionError("seed " + seed + ": " + tick.instrument);
                        }
                    }

                    @Override
                    public void fault(Fault fault, int at) {
                        seen[1]++;
                    }
                };
        byte[] frame = new byte[0];
        for (int i = 0; i < 1_000_000; i++) {
            if (i % 64 == 0) {
                frame = randomFrame(random);
            }
            byte[] mutated = frame.clone();
            int kind = random.nextInt(4);
            int length = mutated.length;
            if (kind == 0) {
                random.nextBytes(mutated);
                mutated[0] = TickFrame.VERSION;
            } else if (kind == 1) {
                length = random.nextInt(length + 1);
            } else {
                for (int n = random.nextInt(6); n >= 0; n--) {
                    mutated[random.nextInt(length)] = (byte) random.nextInt();
                }
            }
            decoder.decode(mutated, 0, length, sink);
        }
        assertThat(seen[0]).as("ticks, seed %s", seed).isPositive();
        assertThat(seen[1]).as("faults, seed %s", seed).isPositive();
    }

    private byte[] randomFrame(Random random) {
        writer.clear();
        for (int n = random.nextInt(4); n >= 0; n--) {
            switch (random.nextInt(5)) {
                case 0 -> writer.trade(random.nextInt(22), random.nextLong(), 1, 2);
                case 1 -> writer.quote(random.nextInt(22), 5, 1, 2, 3, 4, 5, 6);
                case 2 -> writer.fullSnapshot(randomSnapshot(random));
                case 3 -> writer.bar(random.nextInt(22), 5, 1, 2, 1, 2, 5, 6);
                default -> writer.quoteSnapshot(randomSnapshot(random));
            }
        }
        return Arrays.copyOf(writer.bytes(), writer.length());
    }

    private static Tick randomSnapshot(Random random) {
        Tick tick = new Tick();
        tick.clear();
        tick.kind = Tick.Kind.SNAPSHOT;
        tick.instrument = random.nextInt(10);
        tick.exchangeTimeMs = random.nextInt(1_000_000);
        tick.lastTradeTimeMs = random.nextInt(1_000_000);
        tick.lastPrice = random.nextDouble(1_000);
        tick.lastQuantity = random.nextInt(1_000);
        tick.averagePrice = random.nextDouble(1_000);
        tick.volume = random.nextInt(1_000_000);
        tick.totalBuyQuantity = random.nextInt(1_000_000);
        tick.totalSellQuantity = random.nextInt(1_000_000);
        tick.open = random.nextDouble();
        tick.high = random.nextDouble();
        tick.low = random.nextDouble();
        tick.close = random.nextDouble();
        tick.openInterest = random.nextInt(1_000_000);
        tick.openInterestDayHigh = random.nextInt(1_000_000);
        tick.openInterestDayLow = random.nextInt(1_000_000);
        tick.depth = random.nextInt(6);
        for (int i = 0; i < tick.depth; i++) {
            tick.bidPrice[i] = random.nextDouble();
            tick.bidQuantity[i] = random.nextInt(100);
            tick.bidOrders[i] = random.nextInt(100);
            tick.askPrice[i] = random.nextDouble();
            tick.askQuantity[i] = random.nextInt(100);
            tick.askOrders[i] = random.nextInt(100);
        }
        return tick;
    }

    private static List<String> decode(byte[] bytes, int offset, int length, int instruments) {
        List<String> found = new ArrayList<>();
        new TickFrame.Decoder(instruments)
                .decode(
                        bytes,
                        offset,
                        length,
                        new TickSink() {
                            @Override
                            public void tick(Tick tick) {
                                found.add(text(tick, tick.packetAt, tick.packetLength));
                            }

                            @Override
                            public void fault(Fault fault, int at) {
                                found.add(fault + " at " + at);
                            }
                        });
        return found;
    }

    private static String text(Tick t, int packetAt, int packetLength) {
        var text = new StringBuilder();
        text.append(t.kind).append(' ').append(t.instrument).append(' ').append(t.exchangeTimeMs);
        text.append(' ').append(t.lastTradeTimeMs);
        for (double value :
                new double[] {
                    t.lastPrice,
                    t.lastQuantity,
                    t.averagePrice,
                    t.volume,
                    t.totalBuyQuantity,
                    t.totalSellQuantity,
                    t.open,
                    t.high,
                    t.low,
                    t.close,
                    t.openInterest,
                    t.openInterestDayHigh,
                    t.openInterestDayLow
                }) {
            text.append(' ').append(value);
        }
        text.append(' ').append(packetAt).append('+').append(packetLength);
        for (int i = 0; i < t.depth; i++) {
            text.append(" [").append(t.bidPrice[i]).append('x').append(t.bidQuantity[i]);
            text.append('x').append(t.bidOrders[i]).append(' ').append(t.askPrice[i]).append('x');
            text.append(t.askQuantity[i]).append('x').append(t.askOrders[i]).append(']');
        }
        return text.toString();
    }
}
