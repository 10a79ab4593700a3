package dev.shikra.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What {@link FrameDecoder} promises: pure, nothing remembered, nothing allocated, nothing thrown,
 * whatever the bytes. A plugin's test extends this and gives frames as its venue sends them. Random
 * seeds are printed; {@code -Dseed=N} repeats a run.
 */
public abstract class FrameDecoderContract {
    private static final int MUTATIONS = 200_000;
    private static final int SOME = 50;

    /** {@return what is tested} */
    protected abstract DataSource source();

    /** {@return instruments that the frames are about} */
    protected abstract List<Instrument> instruments();

    /** {@return good frames, at least two that differ} */
    protected abstract List<byte[]> goodFrames();

    @Test
    void itsIdIsShortAndLowerCase() {
        assertThat(source().id()).matches("[a-z0-9][a-z0-9-]*");
        assertThat(source().id()).isEqualTo(source().id());
    }

    @Test
    void goodFramesHoldTicksOfTheirInstrumentsAndNoFault() {
        FrameDecoder decoder = source().decoder(instruments());
        for (byte[] frame : goodFrames()) {
            List<String> said = decoded(decoder, frame, 0);
            assertThat(said).isNotEmpty().noneMatch(each -> each.startsWith("fault"));
        }
    }

    @Test
    void theSameBytesGiveTheSameWhereverTheyStand() {
        List<Instrument> instruments = instruments();
        for (byte[] frame : goodFrames()) {
            List<String> first = decoded(source().decoder(instruments), frame, 0);
            FrameDecoder other = source().decoder(instruments);
            assertThat(decoded(other, frame, 0)).isEqualTo(first);
            assertThat(decoded(other, frame, 17)).isEqualTo(first);
            assertThat(decoded(other, frame, 0)).isEqualTo(first);
        }
    }

    @Test
    void remembersNothingBetweenFrames() {
        var random = random("remembersNothingBetweenFrames");
        List<Instrument> instruments = instruments();
        FrameDecoder used = source().decoder(instruments);
        List<byte[]> good = goodFrames();
        var frames = new ArrayList<>(good.subList(0, Math.min(SOME, good.size())));
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(frames, random);
            for (byte[] frame : frames) {
                assertThat(decoded(used, frame, 0))
                        .isEqualTo(decoded(source().decoder(instruments), frame, 0));
                decoded(used, mutated(frame, random), 0); // what is broken leaves no trace either
            }
        }
    }

    @Test
    void neverThrowsAndPointsIntoTheFrame() {
        var random = random("neverThrowsAndPointsIntoTheFrame");
        FrameDecoder decoder = source().decoder(instruments());
        List<byte[]> good = goodFrames();
        int instruments = instruments().size();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes =
                    i % 8 == 0
                            ? noise(random)
                            : mutated(good.get(random.nextInt(good.size())), random);
            decoder.decode(
                    bytes,
                    0,
                    bytes.length,
                    new TickSink() {
                        @Override
                        public void tick(Tick tick) {
                            assertThat(tick.instrument).isBetween(0, instruments - 1);
                            assertThat(tick.packetAt).isNotNegative();
                            assertThat(tick.packetAt + tick.packetLength)
                                    .isLessThanOrEqualTo(bytes.length);
                        }

                        @Override
                        public void fault(Fault fault, int at) {
                            assertThat(at).as("%s", fault).isBetween(0, bytes.length);
                        }
                    });
        }
    }

    @Test
    void allocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        FrameDecoder decoder = source().decoder(instruments());
        List<byte[]> good = goodFrames();
        List<byte[]> frames = good.subList(0, Math.min(SOME, good.size()));
        var sum = new double[1];
        var sink =
                new TickSink() {
                    @Override
                    public void tick(Tick tick) {
                        sum[0] += tick.lastPrice;
                    }

                    @Override
                    public void fault(Fault fault, int at) {
                        sum[0]++;
                    }
                };
        decodeOften(decoder, frames, sink);
        long before = threads.getCurrentThreadAllocatedBytes();
        decodeOften(decoder, frames, sink);
        // A long loop may be compiled anew on the way, which the JVM counts as ours.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000);
    }

    private static void decodeOften(FrameDecoder decoder, List<byte[]> frames, TickSink sink) {
        for (int i = 0; i < 2_000; i++) {
            for (int k = 0; k < frames.size(); k++) {
                byte[] frame = frames.get(k);
                decoder.decode(frame, 0, frame.length - i % 2, sink);
            }
        }
    }

    final Random random(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + "." + test + ": seed " + seed);
        return new Random(seed);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(byte[] frame, Random random) {
        byte[] bytes =
                random.nextInt(3) == 0
                        ? Arrays.copyOf(frame, random.nextInt(frame.length + 8))
                        : frame.clone();
        for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** {@return all that a decoder says of a frame, with {@code before} bytes in front of it} */
    private static List<String> decoded(FrameDecoder decoder, byte[] frame, int before) {
        byte[] bytes = new byte[before + frame.length + before];
        Arrays.fill(bytes, (byte) '7');
        System.arraycopy(frame, 0, bytes, before, frame.length);
        var said = new ArrayList<String>();
        decoder.decode(
                bytes,
                before,
                frame.length,
                new TickSink() {
                    @Override
                    public void tick(Tick tick) {
                        said.add(text(tick, before));
                    }

                    @Override
                    public void fault(Fault fault, int at) {
                        said.add("fault " + fault + " at " + at);
                    }
                });
        return said;
    }

    private static String text(Tick tick, int before) {
        var text = new StringBuilder();
        text.append(tick.kind).append(' ').append(tick.instrument);
        text.append(' ').append(tick.exchangeTimeMs).append(' ').append(tick.lastTradeTimeMs);
        for (double value :
                new double[] {
                    tick.lastPrice,
                    tick.lastQuantity,
                    tick.averagePrice,
                    tick.volume,
                    tick.totalBuyQuantity,
                    tick.totalSellQuantity,
                    tick.open,
                    tick.high,
                    tick.low,
                    tick.close,
                    tick.openInterest,
                    tick.openInterestDayHigh,
                    tick.openInterestDayLow
                }) {
            text.append(' ').append(value);
        }
        for (int level = 0; level < tick.depth; level++) {
            text.append(" | ").append(tick.bidPrice[level]).append('x');
            text.append(tick.bidQuantity[level]).append('x').append(tick.bidOrders[level]);
            text.append(' ').append(tick.askPrice[level]).append('x');
            text.append(tick.askQuantity[level]).append('x').append(tick.askOrders[level]);
        }
        text.append(" @").append(tick.packetAt - before).append('+').append(tick.packetLength);
        return text.toString();
    }
}
