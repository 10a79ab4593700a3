package dev.shikra.api.plugin;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: says which keys a plugin's section of the configuration may hold. The host asks
 * before it makes any other extension of the plugin; a section with another key, or a value that is
 * not allowed, keeps the plugin from starting, and the message names the key, the value and what
 * would be right. A plugin without one is given its section unchecked. Needs a public constructor
 * without parameters.
 */
public interface PluginKeys extends ExtensionPoint {
    /** {@return the keys, in the order in which a person would like to read them} */
    List<PluginKey> keys();
}
