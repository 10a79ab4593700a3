package dev.shikra.host.plugin;

import dev.shikra.api.option.PricingModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Plugins that are loaded at one moment, and what they bring. Immutable; any thread. */
public final class LoadedPlugins {
    private final List<PluginGroup> groups;
    private final List<PluginInfo> plugins;
    private final List<PluginGroup.Extension> extensions;
    private final String manifest;

    LoadedPlugins(List<PluginGroup> groups) {
        this.groups = List.copyOf(groups);
        plugins =
                groups.stream()
                        .flatMap(group -> group.plugins().stream())
                        .sorted(Comparator.comparing(PluginInfo::id))
                        .toList();
        extensions =
                groups.stream()
                        .flatMap(group -> List.copyOf(group.extensions()).stream())
                        .sorted(
                                Comparator.comparing(PluginGroup.Extension::pluginId)
                                        .thenComparing(e -> e.instance().getClass().getName()))
                        .toList();
        manifest = write();
    }

    List<PluginGroup> groups() {
        return groups;
    }

    /** {@return the plugins, by id} */
    public List<PluginInfo> plugins() {
        return plugins;
    }

    /**
     * {@return the extensions of one extension point, by plugin id, then class name}
     *
     * @param type for example {@code Notifier.class}
     */
    public <T> List<T> extensions(Class<T> type) {
        var found = new ArrayList<T>();
        for (PluginGroup.Extension extension : extensions) {
            if (type.isInstance(extension.instance())) {
                found.add(type.cast(extension.instance()));
            }
        }
        return found;
    }

    /**
     * {@return the plugin that {@code extension} belongs to}
     *
     * @throws IllegalArgumentException if it is none of {@link #extensions}
     */
    public PluginInfo pluginOf(Object extension) {
        for (PluginGroup.Extension known : extensions) {
            if (known.instance() == extension) {
                return plugins.stream()
                        .filter(plugin -> plugin.id().equals(known.pluginId()))
                        .findFirst()
                        .orElseThrow();
            }
        }
        throw new IllegalArgumentException(
                extension.getClass().getName() + " is no extension of a loaded plugin");
    }

    /** {@return those that an engine computes with, by id, and those that they are tied to} */
    public List<PluginInfo> computing() {
        return groups.stream()
                .filter(group ->
                        group.extensions().stream()
                                .anyMatch(each -> Plugins.computes(each.instance())))
                .flatMap(group -> group.plugins().stream())
                .sorted(Comparator.comparing(PluginInfo::id))
                .toList();
    }

    /**
     * {@return {@link #computing} as a text: a line each, with id, version, SHA-256 of the zip, and
     * {@code models} if it brings pricing models; does not depend on file names or order} Sources,
     * notifiers and the like are not in it: a decoder gives the same ticks for the same bytes in
     * all its versions, and nothing else of them reaches the engine.
     */
    public String manifest() {
        return manifest;
    }

    private String write() {
        var text = new StringBuilder();
        for (PluginInfo plugin : computing()) {
            boolean models =
                    extensions.stream()
                            .anyMatch(each ->
                                    each.pluginId().equals(plugin.id())
                                            && each.instance() instanceof PricingModel);
            text.append(plugin.id())
                    .append(' ')
                    .append(plugin.version())
                    .append(' ')
                    .append(plugin.sha256())
                    .append(models ? " models\n" : "\n");
        }
        return text.toString();
    }

    /** {@return SHA-256 of {@link #manifest}, 64 hexadecimal digits} */
    public String hash() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(manifest.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Stops and unloads all of them, as far as it has not been done. */
    void close() {
        groups.reversed().forEach(PluginGroup::close);
    }
}
