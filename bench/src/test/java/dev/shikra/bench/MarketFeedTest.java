package dev.shikra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickFrame;
import dev.shikra.api.source.TickSink;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketFeedTest {
    private static final long START = 1_709_523_902_000L;

    /** Reads a feed as the engine would, and counts. */
    private static final class Reader implements TickSink {
        private final double[] volume = new double[MarketFeed.INSTRUMENTS];
        private final long[] time = new long[MarketFeed.INSTRUMENTS];
        private final Set<String> packets = new HashSet<>();
        private byte[] frame = {};
        private int ticks;
        private int repeated;
        private int traded;

        @Override
        public void tick(Tick tick) {
            ticks++;
            assertThat(tick.depth).isEqualTo(Tick.DEPTH);
            assertThat(tick.lastPrice).isPositive();
            byte[] packet =
                    Arrays.copyOfRange(frame, tick.packetAt, tick.packetAt + tick.packetLength);
            if (!packets.add(Arrays.toString(packet))) {
                repeated++;
                return;
            }
            assertThat(tick.volume).isGreaterThanOrEqualTo(volume[tick.instrument]);
            assertThat(tick.exchangeTimeMs).isGreaterThanOrEqualTo(time[tick.instrument]);
            if (tick.volume > volume[tick.instrument]) {
                traded++;
            }
            volume[tick.instrument] = tick.volume;
            time[tick.instrument] = tick.exchangeTimeMs;
        }

        @Override
        public void fault(Fault fault, int at) {
            throw new AssertionError(fault + " at " + at);
        }

        void read(MarketFeed feed) {
            var decoder = new TickFrame.Decoder(feed.instruments().size());
            for (int f = 0; f < feed.frameCount(); f++) {
                frame = feed.frame(f);
                decoder.decode(frame, 0, frame.length, this);
            }
        }
    }

    @Test
    void makesEveryPacketNewStretchAfterStretch() {
        var feed = new MarketFeed(new MarketFeed.Shape(30, 0.5, 0, 11));
        var reader = new Reader();
        feed.moveTo(START, true);
        reader.read(feed);
        feed.moveTo(START + (feed.spanMs() / 1000 + 1) * 1000, false);
        reader.read(feed);
        assertThat(reader.ticks).isEqualTo(2 * feed.tickCount());
        assertThat(reader.repeated).isZero();
        assertThat(reader.traded).isBetween(feed.tickCount(), 2 * feed.tickCount());
    }

    @Test
    void repeatsTheShareThatWasAskedFor() {
        var feed = new MarketFeed(new MarketFeed.Shape(100, 0.5, 0.25, 11));
        var reader = new Reader();
        feed.moveTo(START, true);
        reader.read(feed);
        assertThat((double) reader.repeated / reader.ticks).isBetween(0.2, 0.3);
    }
}
