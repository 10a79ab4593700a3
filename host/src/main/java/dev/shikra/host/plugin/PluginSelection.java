package dev.shikra.host.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.VersionManager;

/** Which of the unpacked plugins fit this host and one another; says of each other one why not. */
final class PluginSelection {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final VersionManager versions = new DefaultVersionManager();
    private final String apiVersion;
    private final Consumer<PluginProblem> refused;

    PluginSelection(String apiVersion, Consumer<PluginProblem> refused) {
        this.apiVersion = apiVersion;
        this.refused = refused;
    }

    /** {@return those that fit, each after the ones it depends on} */
    List<PluginStore.Unpacked> select(List<PluginStore.Unpacked> all) {
        Map<String, PluginStore.Unpacked> byId = new HashMap<>();
        for (PluginStore.Unpacked plugin : all) {
            List<String> faults = faults(plugin.descriptor());
            if (!faults.isEmpty()) {
                refuse(plugin, String.join("; ", faults));
                continue;
            }
            PluginStore.Unpacked other = byId.get(plugin.descriptor().getPluginId());
            if (other == null) {
                byId.put(plugin.descriptor().getPluginId(), plugin);
            } else if (newer(plugin, other)) {
                byId.put(plugin.descriptor().getPluginId(), plugin);
                refuse(other, sameId(plugin));
            } else {
                refuse(plugin, sameId(other));
            }
        }
        return inOrder(all.stream().filter(byId.values()::contains).toList());
    }

    private List<PluginStore.Unpacked> inOrder(List<PluginStore.Unpacked> candidates) {
        Map<String, PluginStore.Unpacked> taken = new HashMap<>();
        var order = new ArrayList<PluginStore.Unpacked>();
        var waiting = new ArrayList<>(candidates);
        boolean progress = true;
        while (progress) {
            progress = false;
            for (PluginStore.Unpacked plugin : List.copyOf(waiting)) {
                if (missing(plugin.descriptor(), taken).isEmpty()) {
                    waiting.remove(plugin);
                    order.add(plugin);
                    taken.put(plugin.descriptor().getPluginId(), plugin);
                    progress = true;
                }
            }
        }
        for (PluginStore.Unpacked plugin : waiting) {
            refuse(
                    plugin,
                    "needs the plugin "
                            + missing(plugin.descriptor(), taken)
                            + ", which is not installed, does not fit, or needs this one in turn");
        }
        return order;
    }

    private String missing(PluginDescriptor descriptor, Map<String, PluginStore.Unpacked> taken) {
        for (PluginDependency dependency : descriptor.getDependencies()) {
            PluginStore.Unpacked found = taken.get(dependency.getPluginId());
            boolean fits =
                    found != null
                            && fits(
                                    found.descriptor().getVersion(),
                                    dependency.getPluginVersionSupport());
            if (!fits && !dependency.isOptional()) {
                return dependency.getPluginId() + " " + dependency.getPluginVersionSupport();
            }
        }
        return "";
    }

    /** {@return what is wrong with the descriptor} */
    List<String> faults(PluginDescriptor descriptor) {
        var faults = new ArrayList<String>();
        String id = descriptor.getPluginId();
        if (id == null || !ID.matcher(id).matches()) {
            faults.add(
                    "plugin.id is "
                            + quoted(id)
                            + "; it is 1 to 64 of a-z, 0-9 and -, for example notifier-console");
        }
        try {
            versions.compareVersions(String.valueOf(descriptor.getVersion()), "0.0.0");
        } catch (RuntimeException e) {
            faults.add(
                    "plugin.version is "
                            + quoted(descriptor.getVersion())
                            + "; it is a semantic version, for example 1.2.0");
        }
        String requires = descriptor.getRequires();
        try {
            if (!versions.checkVersionConstraint(apiVersion, String.valueOf(requires))) {
                faults.add(
                        "works with plugin API "
                                + requires
                                + "; this host has "
                                + apiVersion
                                + ": install a version of the plugin that fits");
            }
        } catch (RuntimeException e) {
            faults.add(
                    "plugin.requires is "
                            + quoted(requires)
                            + "; it is a range of plugin API versions, for example >=0.1.0 & <1.0.0");
        }
        return faults;
    }

    private boolean fits(String version, String range) {
        try {
            return versions.checkVersionConstraint(version, range);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean newer(PluginStore.Unpacked a, PluginStore.Unpacked b) {
        return versions.compareVersions(a.descriptor().getVersion(), b.descriptor().getVersion())
                > 0;
    }

    private static String sameId(PluginStore.Unpacked winner) {
        return "has the id "
                + winner.descriptor().getPluginId()
                + " of "
                + winner.zip().getFileName()
                + " "
                + winner.descriptor().getVersion()
                + ", which is loaded: remove one of the two";
    }

    private void refuse(PluginStore.Unpacked plugin, String reason) {
        refused.accept(new PluginProblem(plugin.zip(), reason));
    }

    private static String quoted(@Nullable String text) {
        return text == null || text.isBlank() ? "missing" : "'" + text + "'";
    }
}
