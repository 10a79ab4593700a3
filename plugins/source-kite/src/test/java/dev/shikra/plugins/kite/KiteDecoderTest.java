package dev.shikra.plugins.kite;

import static dev.shikra.plugins.kite.Packets.BSE_USDINR;
import static dev.shikra.plugins.kite.Packets.NIFTY;
import static dev.shikra.plugins.kite.Packets.NIFTY_CALL;
import static dev.shikra.plugins.kite.Packets.RELIANCE;
import static dev.shikra.plugins.kite.Packets.USDINR;
import static dev.shikra.plugins.kite.Packets.frame;
import static dev.shikra.plugins.kite.Packets.full;
import static dev.shikra.plugins.kite.Packets.ltp;
import static dev.shikra.plugins.kite.Packets.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KiteDecoderTest {
    private final KiteDecoder decoder =
            new KiteDecoder(Ticks.instruments(RELIANCE, NIFTY, NIFTY_CALL, USDINR, BSE_USDINR));

    @Test
    void readsEveryFieldOfAFullPacket() {
        Tick tick = only(frame(full(RELIANCE, 141_235, 1_700_000_001, 1_700_000_002)));

        assertThat(tick.kind).isEqualTo(Tick.Kind.SNAPSHOT);
        assertThat(tick.instrument).isZero();
        assertThat(tick.lastPrice).isEqualTo(1412.35);
        assertThat(tick.lastQuantity).isEqualTo(25);
        assertThat(tick.averagePrice).isEqualTo(1412.28);
        assertThat(tick.volume).isEqualTo(1_234_567);
        assertThat(tick.totalBuyQuantity).isEqualTo(900);
        assertThat(tick.totalSellQuantity).isEqualTo(800);
        assertThat(tick.open).isEqualTo(1411.85);
        assertThat(tick.high).isEqualTo(1413.25);
        assertThat(tick.low).isEqualTo(1411.55);
        assertThat(tick.close).isEqualTo(1412.15);
        assertThat(tick.lastTradeTimeMs).isEqualTo(1_700_000_001_000L);
        assertThat(tick.exchangeTimeMs).isEqualTo(1_700_000_002_000L);
        assertThat(tick.openInterest).isEqualTo(5_000);
        assertThat(tick.openInterestDayHigh).isEqualTo(6_000);
        assertThat(tick.openInterestDayLow).isEqualTo(4_000);
        assertThat(tick.depth).isEqualTo(5);
        assertThat(tick.bidPrice).containsExactly(1412.30, 1412.29, 1412.28, 1412.27, 1412.26);
        assertThat(tick.bidQuantity).containsExactly(100, 101, 102, 103, 104);
        assertThat(tick.bidOrders).containsExactly(10, 11, 12, 13, 14);
        assertThat(tick.askPrice).containsExactly(1412.40, 1412.41, 1412.42, 1412.43, 1412.44);
        assertThat(tick.askQuantity).containsExactly(200, 201, 202, 203, 204);
        assertThat(tick.askOrders).containsExactly(20, 21, 22, 23, 24);
        assertThat(tick.packetAt).isEqualTo(4);
        assertThat(tick.packetLength).isEqualTo(184);
    }

    @Test
    void leavesOutWhatAQuotePacketDoesNotCarry() {
        Tick tick = only(frame(of(44, NIFTY_CALL, 12_050, 75, 11_990, 9_000, 1, 2, 3, 4, 5, 6)));

        assertThat(tick.instrument).isEqualTo(2);
        assertThat(tick.lastPrice).isEqualTo(120.50);
        assertThat(new double[] {tick.open, tick.high, tick.low, tick.close})
                .containsExactly(0.03, 0.04, 0.05, 0.06);
        assertThat(tick.openInterest).isNaN();
        assertThat(tick.exchangeTimeMs).isZero();
        assertThat(tick.lastTradeTimeMs).isZero();
        assertThat(tick.depth).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 32})
    void readsAnIndexAsHighLowOpenClose(int length) {
        Tick tick =
                only(
                        frame(
                                of(
                                        length,
                                        Arrays.copyOf(
                                                new int[] {
                                                    NIFTY,
                                                    2_450_005,
                                                    2_460_010,
                                                    2_440_015,
                                                    2_445_020,
                                                    2_448_025,
                                                    1_980,
                                                    1_700_000_002
                                                },
                                                length / 4))));

        assertThat(tick.lastPrice).isEqualTo(24_500.05);
        assertThat(tick.high).isEqualTo(24_600.10);
        assertThat(tick.low).isEqualTo(24_400.15);
        assertThat(tick.open).isEqualTo(24_450.20);
        assertThat(tick.close).isEqualTo(24_480.25);
        assertThat(tick.volume).isNaN();
        assertThat(tick.exchangeTimeMs).isEqualTo(length == 32 ? 1_700_000_002_000L : 0);
    }

    @Test
    void dividesByTheSegmentsScale() {
        assertThat(only(frame(ltp(USDINR, 847_525_000))).lastPrice).isEqualTo(84.7525);
        assertThat(only(frame(ltp(BSE_USDINR, 847_525))).lastPrice).isEqualTo(84.7525);
        assertThat(only(frame(ltp(RELIANCE, 110))).lastPrice).isEqualTo(1.10);
        assertThat(KitePacket.divisor(12)).as("NSE commodities").isEqualTo(10_000);
    }

    @Test
    void takesPricesAsSignedAndQuantitiesAsUnsigned() {
        byte[] packet = full(RELIANCE, -2_917, 0, 0);
        ByteBuffer.wrap(packet).putInt(16, 0xFFFF_FFFF).putShort(64 + 8, (short) 0xFFFF);
        Tick tick = only(frame(packet));

        assertThat(tick.lastPrice).isEqualTo(-29.17);
        assertThat(tick.volume).isEqualTo(4_294_967_295.0);
        assertThat(tick.bidOrders[0]).isEqualTo(65_535);
    }

    @Test
    void findsAnInstrumentWhoseTokenHasTheTopBitSet() {
        long token = 0xFFFF_FF01L;
        var found = Ticks.of(new KiteDecoder(Ticks.instruments(token)), frame(ltp((int) token, 5)));

        assertThat(found.ticks).singleElement().extracting(tick -> tick.instrument).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void takesATimeOfZeroOrLessAsNone(int seconds) {
        Tick tick = only(frame(full(RELIANCE, 100, seconds, seconds)));

        assertThat(tick.exchangeTimeMs).isZero();
        assertThat(tick.lastTradeTimeMs).isZero();
    }

    @Test
    void givesAnEmptyDepthLevelNoPrice() {
        byte[] packet = full(RELIANCE, 100, 1, 1);
        Arrays.fill(packet, 124, 184, (byte) 0);
        Tick tick = only(frame(packet));

        assertThat(tick.askPrice).containsOnly(Double.NaN);
        assertThat(tick.askQuantity).containsOnly(0);
        assertThat(tick.bidPrice[0]).isEqualTo(0.95);
    }

    @Test
    void takesAnySingleByteAsHeartbeat() {
        for (int value = 0; value < 256; value++) {
            var found = Ticks.of(decoder, new byte[] {(byte) value});
            assertThat(found.ticks).isEmpty();
            assertThat(found.faults).isEmpty();
        }
    }

    @Test
    void keepsTheGoodPacketsBeforeAndAfterAnUnknownOne() {
        var found =
                Ticks.of(decoder, frame(ltp(RELIANCE, 1), new byte[16], ltp(NIFTY, 2), ltp(7, 3)));

        assertThat(found.ticks).extracting(tick -> tick.instrument).containsExactly(0, 1);
        assertThat(found.faults).containsExactly("UNKNOWN_PACKET@12", "UNKNOWN_INSTRUMENT@40");
    }

    @Test
    void namesTheByteAtWhichAFrameBreaksOff() {
        byte[] whole = frame(ltp(RELIANCE, 1), full(NIFTY_CALL, 2, 3, 4));
        for (int length = 2; length < whole.length; length++) {
            var found = Ticks.of(decoder, Arrays.copyOf(whole, length));
            assertThat(found.ticks).hasSize(length < 12 ? 0 : 1);
            assertThat(found.faults).containsExactly("TRUNCATED@" + (length < 12 ? 2 : 12));
        }
        assertThat(Ticks.of(decoder, new byte[0]).faults).containsExactly("TRUNCATED@0");
        assertThat(Ticks.of(decoder, Arrays.copyOf(whole, whole.length + 3)).faults)
                .containsExactly("TRAILING_BYTES@" + whole.length);
    }

    @Test
    void countsFaultsFromTheFramesStartAndPacketsFromTheArrays() {
        byte[] frame = frame(ltp(RELIANCE, 1), ltp(7, 1));
        byte[] shifted = new byte[frame.length + 20];
        System.arraycopy(frame, 0, shifted, 13, frame.length);
        var found = new Ticks();
        decoder.decode(shifted, 13, frame.length, found);

        assertThat(found.faults).containsExactly("UNKNOWN_INSTRUMENT@12");
        assertThat(found.ticks).singleElement().extracting(tick -> tick.packetAt).isEqualTo(17);
    }

    @Test
    void refusesTwoInstrumentsOfOneToken() {
        assertThatThrownBy(() -> new KiteDecoder(Ticks.instruments(9, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token 9")
                .hasMessageContaining("NSE:T9");
    }

    @Test
    void survivesAMillionRandomAndMutatedFrames() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        List<Integer> tokens = List.of(RELIANCE, NIFTY, NIFTY_CALL, USDINR, BSE_USDINR, 7);
        var bounds = new WithinTheFrame();
        for (int run = 0; run < 1_000_000; run++) {
            byte[] frame;
            if (random.nextInt(4) == 0) {
                frame = new byte[random.nextInt(64)];
                random.nextBytes(frame);
            } else {
                frame = mutated(Packets.randomFrame(random, tokens, 4), random);
            }
            int before = random.nextInt(3);
            byte[] array = new byte[frame.length + before];
            System.arraycopy(frame, 0, array, before, frame.length);
            bounds.expect("seed " + seed + ", run " + run, before, frame.length);
            decoder.decode(array, before, frame.length, bounds);
        }
        assertThat(bounds.ticks).isPositive();
        assertThat(bounds.faults).isPositive();
    }

    private static byte[] mutated(byte[] frame, SplittableRandom random) {
        byte[] result = frame;
        for (int change = random.nextInt(4); change > 0; change--) {
            switch (random.nextInt(3)) {
                case 0 -> result = Arrays.copyOf(result, random.nextInt(result.length + 1));
                case 1 -> result = Arrays.copyOf(result, result.length + random.nextInt(8));
                default -> {
                    if (result.length > 0) {
                        result[random.nextInt(Math.min(result.length, 16))] =
                                (byte) random.nextInt();
                    }
                }
            }
        }
        return result;
    }

    private Tick only(byte[] frame) {
        Ticks found = Ticks.of(decoder, frame);
        assertThat(found.faults).isEmpty();
        assertThat(found.ticks).hasSize(1);
        return found.ticks.getFirst();
    }

    /** Checks that nothing is said of bytes outside the frame. */
    private static final class WithinTheFrame implements TickSink {
        private final List<String> wrong = new ArrayList<>();
        private String place = "";
        private int offset;
        private int length;
        private long ticks;
        private long faults;

        void expect(String newPlace, int newOffset, int newLength) {
            assertThat(wrong).isEmpty();
            place = newPlace;
            offset = newOffset;
            length = newLength;
        }

        @Override
        public void tick(Tick tick) {
            ticks++;
            if (tick.packetAt < offset || tick.packetAt + tick.packetLength > offset + length) {
                wrong.add(place + ": packet at " + tick.packetAt);
            }
        }

        @Override
        public void fault(Fault fault, int at) {
            faults++;
            if (at < 0 || at > length) {
                wrong.add(place + ": " + fault + " at " + at);
            }
        }
    }
}
