package dev.shikra.api.plugin;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the host hands to a plugin's extensions: an extension class has either a public constructor
 * without parameters or one with a {@code PluginContext}. Safe for any thread.
 */
public interface PluginContext {
    /** {@return the plugin's id, from its descriptor} */
    String pluginId();

    /** {@return the plugin's section of the configuration: key to value} */
    Map<String, String> settings();

    /** {@return a directory of the plugin's own, which exists and survives restarts} */
    Path dataDirectory();

    /** {@return where text for the person at the console goes} */
    PrintStream console();
}
