package dev.shikra.api.source;

import dev.shikra.api.market.Instrument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pf4j.ExtensionPoint;

/** Extension point: all that a venue lists, of which a session follows a part. Any thread. */
public interface InstrumentCatalog extends ExtensionPoint {
    /** {@return id of the {@link DataSource} that it belongs to} */
    String id();

    /**
     * {@return today's instruments, in the venue's order}
     *
     * @param settings the source's section of the configuration
     * @param cacheDirectory where it may keep what it downloads, as in {@link SourceRequest}
     * @throws IOException if there is none and none can be had; the message says what to do
     * @throws IllegalArgumentException if a setting is wrong; the message names it
     */
    List<Instrument> instruments(Map<String, String> settings, Path cacheDirectory)
            throws IOException, InterruptedException;
}
