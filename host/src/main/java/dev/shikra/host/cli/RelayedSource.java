package dev.shikra.host.cli;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.host.plugin.PluginCalls;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * A source as the configuration names it. Where its session says that another source received the
 * frames, that one's decoder reads them and the journal bears its name, so it can be replayed as
 * that of the host which received them.
 */
final class RelayedSource implements DataSource {
    private final DataSource reader;
    private final Function<String, DataSource> sources;
    private volatile DataSource venue;

    /**
     * @param sources gives the source of an id
     */
    RelayedSource(DataSource reader, Function<String, DataSource> sources) {
        this.reader = reader;
        this.sources = sources;
        venue = reader;
    }

    @Override
    public String id() {
        return venue.id();
    }

    @Override
    public SourceSession open(SourceRequest request) throws IOException {
        SourceSession session = PluginCalls.call(reader, () -> reader.open(request));
        try {
            session.relayedFrom().ifPresent(id -> venue = sources.apply(id));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        return PluginCalls.<FrameDecoder, RuntimeException>call(
                venue, () -> venue.decoder(instruments));
    }
}
