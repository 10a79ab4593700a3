package dev.shikra.host.cli;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.host.plugin.PluginCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Captured frames: one plugin reads the file, another knows what the frames mean. The journal bears
 * the name of the latter, so it can be replayed as that of a live session.
 */
record CapturedSource(DataSource reader, DataSource venue) implements DataSource {
    /** Format by which the reader takes captures. */
    static final String FORMAT = "capture";

    /** Source whose captures its own decoder reads. */
    static final String READER = "replay";

    /**
     * {@return id of the live source whose frames the captures hold; empty if the files are
     * anything else}
     *
     * @param format as the user gave it: a source's id, {@code capture} or nothing
     * @throws CommandFailed if the captures are of different sources
     */
    static Optional<String> venueOf(List<Path> files, String format, List<String> sources) {
        boolean named = sources.contains(format) && !format.equals(READER);
        if (!named && !format.isEmpty() && !format.equals(FORMAT)) {
            return Optional.empty();
        }
        Optional<String> found = named ? Optional.of(format) : Optional.empty();
        for (Path file : files) {
            Optional<String> said = saidBeside(file);
            if (found.isPresent() && said.isPresent() && !found.equals(said)) {
                throw new CommandFailed(
                        file
                                + ": holds frames of "
                                + said.get()
                                + ", not of "
                                + found.get()
                                + (named
                                        ? ": leave out --format " + format
                                        : ": replay the files one by one"));
            }
            found = found.or(() -> said);
        }
        return found.filter(id -> !id.equals(READER));
    }

    private static Optional<String> saidBeside(Path capture) {
        Path list = InstrumentList.beside(capture);
        try {
            return Files.exists(list) ? InstrumentList.source(list) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailed(list + ": can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String id() {
        return venue.id();
    }

    @Override
    public SourceSession open(SourceRequest request) throws IOException {
        return PluginCalls.call(reader, () -> reader.open(request));
    }

    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        return PluginCalls.<FrameDecoder, RuntimeException>call(
                venue, () -> venue.decoder(instruments));
    }
}
