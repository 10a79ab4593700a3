package com.example.strength;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** This plugin has no settings: a key in its section is an error, and not overlooked. */
@Extension
public final class StrengthKeys implements PluginKeys {
    @Override
    public List<PluginKey> keys() {
        return List.of();
    }
}
