package dev.shikra.host;

import dev.shikra.api.signal.Notifier;
import dev.shikra.host.plugin.PluginCalls;
import dev.shikra.host.plugin.PluginInfo;
import dev.shikra.host.plugin.Plugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Which notifiers alerts go to: those that the configuration names, and those of plugins that
 * somebody installed. To install one is to want it; {@code plugins disable} takes it out again.
 *
 * @param chosen in the configuration's order, then by plugin
 * @param missing ids that the configuration names and no plugin brings
 * @param problems notifiers that are left out, for people
 */
public record NotifierChoice(
        List<Notifier> chosen, List<String> missing, List<String> problems) {
    public NotifierChoice {
        chosen = List.copyOf(chosen);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /**
     * @param enabled ids from the configuration
     */
    public static NotifierChoice of(Plugins plugins, List<String> enabled) {
        var byId = new LinkedHashMap<String, Notifier>();
        var installed = new ArrayList<String>();
        var problems = new ArrayList<String>();
        for (Notifier notifier : plugins.extensions(Notifier.class)) {
            PluginInfo plugin = plugins.infoOf(notifier);
            String id;
            try {
                id = String.valueOf(PluginCalls.call(notifier, notifier::id));
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                problems.add("plugin " + plugin.id() + ": its notifier's id() threw " + e);
                continue;
            }
            Notifier other = byId.putIfAbsent(id, notifier);
            if (other != null) {
                problems.add(
                        "plugin "
                                + plugin.id()
                                + ": its notifier '"
                                + id
                                + "' is left out, "
                                + plugins.pluginOf(other)
                                + " brings one of that id: remove or disable one of the two");
            } else if (plugin.origin() == PluginInfo.Origin.INSTALLED) {
                installed.add(id);
            }
        }
        var chosen = new ArrayList<Notifier>();
        var missing = new ArrayList<String>();
        for (String id : enabled) {
            Notifier notifier = byId.get(id);
            if (notifier == null) {
                missing.add(id);
            } else {
                chosen.add(notifier);
            }
        }
        for (String id : installed) {
            Notifier notifier = byId.get(id);
            if (notifier != null && !enabled.contains(id)) {
                chosen.add(notifier);
            }
        }
        return new NotifierChoice(chosen, missing, problems);
    }
}
