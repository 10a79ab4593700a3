package dev.shikra.host.plugin;

import dev.shikra.api.plugin.PluginContext;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What one plugin is given. */
record HostPluginContext(
        String pluginId, Map<String, String> settings, Path data, PrintStream console)
        implements PluginContext {
    /** Made when first asked for: most plugins keep nothing. */
    @Override
    public Path dataDirectory() {
        try {
            return Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "plugin " + pluginId + ": its data directory " + data + " can't be made", e);
        }
    }
}
