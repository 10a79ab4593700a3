package dev.shikra.plugins.desktop;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** What the notifier's section of the configuration may hold. */
@Extension
public final class DesktopKeys implements PluginKeys {
    static final String PER_MINUTE = "perMinute";
    static final String PER_MINUTE_ABSENT = "20";

    @Override
    public List<PluginKey> keys() {
        return List.of(
                new PluginKey(
                        PER_MINUTE,
                        new PluginKey.Whole(1, 600),
                        PER_MINUTE_ABSENT,
                        "Notifications in any minute; what is above waits."));
    }
}
