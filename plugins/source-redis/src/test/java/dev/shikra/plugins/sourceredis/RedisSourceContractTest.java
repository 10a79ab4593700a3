package dev.shikra.plugins.sourceredis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.DataSourceContract;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;

class RedisSourceContractTest extends DataSourceContract {
    private static final int FRAMES = 200;

    @TempDir private Path servers;
    private int started;

    /** With the decoder of whoever received the frames, which is how the host reads them. */
    @Override
    protected DataSource source() {
        var redis = new RedisSource();
        return new DataSource() {
            @Override
            public String id() {
                return redis.id();
            }

            @Override
            public SourceSession open(SourceRequest request) throws IOException {
                return redis.open(request);
            }

            @Override
            public FrameDecoder decoder(List<Instrument> instruments) {
                return new TickFrame.Decoder(instruments.size());
            }
        };
    }

    @Override
    protected List<Instrument> instruments() {
        return ReceivingHost.INSTRUMENTS;
    }

    @Override
    protected List<byte[]> goodFrames() {
        return LongStream.rangeClosed(1, FRAMES).mapToObj(ReceivingHost::frame).toList();
    }

    @Override
    protected KnownFeed feed() throws Exception {
        LoopbackRedis redis = LoopbackRedis.start(servers.resolve("server-" + started++));
        var host = new ReceivingHost(redis).begin();
        return new KnownFeed() {
            @Override
            public SourceRequest request(Path folder) {
                return new SourceRequest(
                        List.of(),
                        "",
                        SourceRequest.MAX_SPEED,
                        0,
                        Map.of("host", "127.0.0.1", "port", Integer.toString(redis.port())),
                        folder);
            }

            @Override
            public List<byte[]> frames() {
                return goodFrames();
            }

            @Override
            public void send() {
                host.write(FRAMES);
            }

            @Override
            public void close() throws Exception {
                host.close();
                redis.close();
            }
        };
    }
}
