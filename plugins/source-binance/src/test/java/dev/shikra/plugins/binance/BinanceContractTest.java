package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.DataSourceContract;
import dev.shikra.api.source.SourceRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

class BinanceContractTest extends DataSourceContract {
    private static final long TIME = 1_672_515_782_136L;

    @Override
    protected DataSource source() {
        return new BinanceSource();
    }

    @Override
    protected List<Instrument> instruments() {
        return BinanceSettings.parse(Map.of(), () -> null).instruments();
    }

    @Override
    protected List<byte[]> goodFrames() {
        var frames = new ArrayList<byte[]>();
        for (int i = 0; i < 200; i++) {
            String symbol = i % 3 == 0 ? "ETHUSDT" : "BTCUSDT";
            frames.add(
                    Venue.trade(symbol, i, "4200" + i + ".01000000", "0.0001000" + i, TIME + i)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return frames;
    }

    @Override
    protected KnownFeed feed() throws Exception {
        Venue venue = Venue.open();
        return new KnownFeed() {
            @Override
            public SourceRequest request(Path folder) {
                return new SourceRequest(
                        List.of(),
                        "",
                        SourceRequest.MAX_SPEED,
                        0,
                        Map.of("websocketUrl", venue.address()),
                        folder);
            }

            @Override
            public List<byte[]> frames() {
                return goodFrames();
            }

            @Override
            public void send() {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !venue.getConnections().isEmpty());
                frames().forEach(frame ->
                        venue.broadcast(new String(frame, StandardCharsets.UTF_8)));
            }

            @Override
            public void close() throws Exception {
                venue.close();
            }
        };
    }
}
