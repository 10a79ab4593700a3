package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.DataSourceContract;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.plugins.simulator.Market;
import dev.shikra.plugins.simulator.Mode;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Against the simulated exchange for all but the frames, which a venue of few words sends. */
class KiteContractTest extends DataSourceContract {
    private static final int FRAMES = 60;
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

    @Override
    protected KnownFeed feed() throws Exception {
        SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174);
        FrameVenue venue = FrameVenue.open();
        return new KnownFeed() {
            @Override
            public SourceRequest request(Path folder) {
                Map<String, String> settings = Feed.settings(exchange, folder);
                settings.put("websocketUrl", venue.address());
                settings.put("muteAfterMs", "60000");
                settings.put("readTimeoutMs", "60000");
                return new SourceRequest(
                        List.of(), "", SourceRequest.MAX_SPEED, 0, settings, folder);
            }

            @Override
            public List<byte[]> frames() {
                return goodFrames();
            }

            @Override
            public void send() {
                venue.awaitSubscription();
                frames().forEach(venue::broadcast);
            }

            @Override
            public void close() throws Exception {
                venue.stop();
                exchange.close();
            }
        };
    }
}
