package dev.shikra.plugins.replay;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** What the source's section of the configuration may hold. */
@Extension
public final class ReplayKeys implements PluginKeys {
    @Override
    public List<PluginKey> keys() {
        return List.of(
                new PluginKey(
                        ReplaySource.LONGEST_WAIT,
                        new PluginKey.Decimal(0, Double.MAX_VALUE),
                        "",
                        "Longest pause between two frames at a speed, in ms; without it none is cut."));
    }
}
