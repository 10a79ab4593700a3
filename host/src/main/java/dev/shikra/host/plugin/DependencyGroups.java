package dev.shikra.host.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.PluginDependency;

/** Parts plugins into groups that no dependency crosses. */
final class DependencyGroups {
    private DependencyGroups() {}

    /**
     * {@return the groups; within each the order of {@code plugins}}
     *
     * @param plugins each after the ones it depends on
     */
    static List<List<PluginStore.Unpacked>> of(List<PluginStore.Unpacked> plugins) {
        Map<String, List<PluginStore.Unpacked>> byId = new HashMap<>();
        var groups = new ArrayList<List<PluginStore.Unpacked>>();
        for (PluginStore.Unpacked plugin : plugins) {
            List<PluginStore.Unpacked> own = new ArrayList<>();
            for (PluginDependency dependency : plugin.descriptor().getDependencies()) {
                List<PluginStore.Unpacked> other = byId.get(dependency.getPluginId());
                if (other != null && other != own) {
                    groups.remove(other);
                    own.addAll(other);
                    other.forEach(each -> byId.put(each.id(), own));
                }
            }
            own.add(plugin);
            byId.put(plugin.id(), own);
            groups.add(own);
        }
        return groups;
    }
}
