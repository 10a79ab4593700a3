package dev.shikra.host.plugin;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where plugins lie and what they are given.
 *
 * @param var the host's own directory: installed zips lie in {@code plugins/}, a plugin's data in
 *     {@code plugin-data/<id>}
 * @param bundled directory of the zips that came with the host; it may be absent
 * @param settings plugin id to its section of the configuration
 * @param console where plugins print for the person at the console
 */
public record PluginSetup(
        Path var, Path bundled, Map<String, Map<String, String>> settings, PrintStream console) {
    public PluginSetup {
        var copy = new LinkedHashMap<String, Map<String, String>>();
        settings.forEach((plugin, section) -> copy.put(plugin, Map.copyOf(section)));
        settings = Map.copyOf(copy);
    }
}
