package dev.shikra.plugins.sourceredis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Frames that another host received and its Redis projection wrote: the decoder is that of the
 * source which received them, and time is what the stream tells. Settings: see {@link Connection}
 * and {@link StreamSession.Group}.
 */
@Extension
public final class RedisSource implements DataSource {
    @Override
    public String id() {
        return "redis";
    }

    @Override
    public SourceSession open(SourceRequest request) throws IOException {
        Connection connection = Connection.of(request.settings());
        var group = StreamSession.Group.of(request.settings());
        String prefix = request.settings().getOrDefault("prefix", "");
        try (RedisClient client = connection.client()) {
            Map<String, String> journal = client.hgetAll(prefix + StreamSession.JOURNAL);
            String source = journal.getOrDefault("source", "");
            String list = journal.getOrDefault("instruments", "");
            String text = client.get(prefix + StreamSession.INSTRUMENTS + list);
            if (source.isEmpty() || text == null) {
                throw new IOException(
                        connection
                                + " has no frames under '"
                                + prefix
                                + StreamSession.STREAM
                                + "': start the host that receives them first, with redis.enabled:"
                                + " true and this server in its config/redis.yaml");
            }
            List<Instrument> instruments =
                    InstrumentList.parse(
                            prefix + StreamSession.INSTRUMENTS + list, text.lines().toList());
            return new StreamSession(
                    connection,
                    group,
                    prefix,
                    new StreamSession.Origin(
                            source, list, instruments),
                    Progress.in(request.cacheDirectory(), connection, prefix, group.name()),
                    request.skipFrames());
        } catch (JedisException e) {
            throw new IOException(
                    connection
                            + " does not answer ("
                            + e.getMessage()
                            + "): check host, port and password under plugins.source-redis",
                    e);
        }
    }

    /** Nothing is known of frames before a session is open: whoever received them reads them. */
    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        throw new IllegalStateException(
                "frames in Redis are read by the decoder of the source that received them");
    }
}
