package dev.shikra.host.plugin;

import dev.shikra.api.plugin.PluginKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Holds a plugin's section of the configuration against the keys that the plugin declares. */
final class SectionCheck {
    private SectionCheck() {}

    /** {@return what is wrong, in the keys' order; empty if nothing} Values are not shown: they may
     * be secret. */
    static List<String> problems(
            String plugin, List<PluginKey> keys, Map<String, String> section) {
        var problems = new ArrayList<String>();
        new TreeMap<>(section).forEach((name, value) -> {
            String place = "plugins." + plugin + "." + name;
            PluginKey key =
                    keys.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
            if (key == null) {
                problems.add(
                        place
                                + ": there is no such key"
                                + (keys.isEmpty()
                                        ? ": the plugin has none"
                                        : ": did you mean '" + nearest(name, keys) + "'?"));
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

    private static String nearest(String name, List<PluginKey> keys) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (PluginKey key : keys) {
            int distance = distance(name.toLowerCase(Locale.ROOT), key.name().toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = key.name();
            }
        }
        return best;
    }

    /** Edits (insert, delete, replace) that make one text the other: Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
