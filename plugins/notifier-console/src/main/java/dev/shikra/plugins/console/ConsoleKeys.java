package dev.shikra.plugins.console;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** What the notifier's section of the configuration may hold. */
@Extension
public final class ConsoleKeys implements PluginKeys {
    @Override
    public List<PluginKey> keys() {
        return List.of(
                new PluginKey(
                        "colours",
                        new PluginKey.Choice(List.of("on", "off")),
                        "off",
                        "Colours; on where the console is a terminal."));
    }
}
