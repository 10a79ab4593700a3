package dev.shikra.host;

import dev.shikra.host.plugin.KeptPlugins;
import java.io.IOException;
import java.nio.file.Path;

/** Loads plugins from the zips that are kept beside a journal. */
@FunctionalInterface
public interface PluginLoader {
    /** Has none. */
    PluginLoader NONE =
            (manifest, contents) -> {
                throw new IOException("plugins that are kept can't be loaded here");
            };

    /**
     * {@return the plugins that {@code manifest} lists}
     *
     * @param contents directory of the zips, by SHA-256
     * @throws IOException if one can't be read or does not load here
     */
    KeptPlugins load(String manifest, Path contents) throws IOException;
}
