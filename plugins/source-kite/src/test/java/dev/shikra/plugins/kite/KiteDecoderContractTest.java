package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoderContract;
import dev.shikra.plugins.simulator.Market;
import dev.shikra.plugins.simulator.Mode;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

class KiteDecoderContractTest extends FrameDecoderContract {
    private static final int FRAMES = 20;
    private static final int PACKETS = 10;

    @Override
    protected DataSource source() {
        return new KiteSource();
    }

    @Override
    protected List<Instrument> instruments() {
        var market = new Market(LocalDate.of(2026, 1, 5), 5);
        return Ticks.instruments(
                market.listings().stream().mapToLong(listing -> listing.token()).toArray());
    }

    @Override
    protected List<byte[]> goodFrames() {
        var market = new Market(LocalDate.of(2026, 1, 5), 5);
        Mode[] modes = {Mode.LTP, Mode.QUOTE, Mode.FULL};
        var frames = new ArrayList<byte[]>();
        while (frames.size() < FRAMES) {
            market.advance();
            if (market.updates() < PACKETS) {
                continue;
            }
            ByteBuffer frame = ByteBuffer.allocate(PACKETS * 186 + 2);
            frame.putShort((short) PACKETS);
            for (int i = 0; i < PACKETS; i++) {
                int lengthAt = frame.position();
                frame.position(lengthAt + 2);
                ByteBuffer packet = ByteBuffer.allocate(184);
                int length = market.write(market.updated(i), modes[i % 3], packet);
                frame.putShort(lengthAt, (short) length);
                frame.put(packet.array(), 0, length);
            }
            byte[] bytes = new byte[frame.position()];
            frame.flip().get(bytes);
            frames.add(bytes);
        }
        return frames;
    }
}
