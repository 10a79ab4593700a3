package dev.shikra.host.plugin;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds a plugin's section of the configuration against the keys that the plugin declares. */
final class SectionCheck {
    private SectionCheck() {}

    /**
     * {@return what is wrong, in the keys' order; empty if nothing} Values are not shown: they may
     * be secret.
     */
    static List<String> problems(String plugin, List<PluginKey> keys, Map<String, String> section) {
        var problems = new ArrayList<String>();
        new TreeMap<>(section)
                .forEach((name, value) -> {
                    String place = "plugins." + plugin + "." + name;
                    PluginKey key =
                            keys.stream()
                                    .filter(each -> each.name().equals(name))
                                    .findFirst()
                                    .orElse(null);
                    if (key == null) {
                        problems.add(
                                place
                                        + ": there is no such key"
                                        + (keys.isEmpty()
                                                ? ": the plugin has none"
                                                : ": did you mean '"
                                                        + NearestName.closest(name, names(keys))
                                                        + "'?"));
                    } else if (!key.kind().allows(value)) {
                        String shown =
                                name.matches("(?i).*(secret|token|password|key).*")
                                        ? ""
                                        : " is '" + value + "'";
                        problems.add(place + shown + ": give " + key.kind().allowed());
                    }
                });
        return problems;
    }

    private static List<String> names(List<PluginKey> keys) {
        return keys.stream().map(PluginKey::name).toList();
    }
}
