package dev.shikra.plugins.kite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickSink;
import java.util.stream.LongStream;

/**
 * Runs the saved inputs as a normal test; with {@code JAZZER_FUZZ=1} in the environment it looks
 * for new ones.
 */
class KiteDecoderFuzzTest {
    /** Every segment with exchange tokens 0 to 15: short inputs hit instruments, too. */
    private final KiteDecoder decoder =
            new KiteDecoder(Ticks.instruments(LongStream.range(0, 4096).toArray()));

    @FuzzTest(maxDuration = "5m")
    void decodesAnything(byte[] frame) {
        decoder.decode(
                frame,
                0,
                frame.length,
                new TickSink() {
                    @Override
                    public void tick(Tick tick) {
                        if (tick.instrument < 0
                                || tick.packetAt + tick.packetLength > frame.length) {
                            throw new IllegalStateException("packet at " + tick.packetAt);
                        }
                    }

                    @Override
                    public void fault(Fault fault, int at) {
                        if (at < 0 || at > frame.length) {
                            throw new IllegalStateException(fault + " at " + at);
                        }
                    }
                });
        new KiteInspector().inspectFrame(frame);
        new KiteInspector().inspectPackets(frame);
    }
}
