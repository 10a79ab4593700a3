package dev.shikra.host.plugin;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.plugin.PluginKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;

/**
 * Plugins that are tied to one another by dependencies, most often a single one: loaded, replaced
 * and unloaded together, so that two versions of one can be loaded for a moment side by side.
 */
final class PluginGroup implements AutoCloseable {
    /** An extension and whose it is. */
    record Extension(String pluginId, Object instance) {}

    private final Set<String> contents = new TreeSet<>();
    private final List<Path> zips = new ArrayList<>();
    private final List<PluginInfo> plugins = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final IsolatingPluginManager manager;

    private PluginGroup(IsolatingPluginManager manager) {
        this.manager = manager;
    }

    /**
     * Loads and starts {@code members}, each after the ones it depends on.
     *
     * @param refused is told of each that fails, and is left out
     */
    static PluginGroup load(
            List<PluginStore.Unpacked> members,
            Path root,
            Function<String, PluginContext> contexts,
            Map<String, Map<String, String>> settings,
            Consumer<PluginProblem> refused) {
        var group =
                new PluginGroup(new IsolatingPluginManager(root, ApiVersion.release(), contexts));
        for (PluginStore.Unpacked member : members) {
            group.contents.add(contentOf(member));
            group.zips.add(member.zip());
            group.guarded(member, refused, () -> group.manager.loadFrom(member.folder()));
        }
        group.manager.resolve();
        for (PluginStore.Unpacked member : members) {
            if (group.manager.getPlugin(member.descriptor().getPluginId()) != null) {
                group.guarded(
                        member,
                        refused,
                        () ->
                                group.start(
                                        member,
                                        settings.getOrDefault(
                                                member.descriptor().getPluginId(), Map.of())));
            }
        }
        group.extensions.sort(
                Comparator.comparing(Extension::pluginId)
                        .thenComparing(e -> e.instance().getClass().getName()));
        return group;
    }

    /** {@return what tells a group from another: file name and content of its members} */
    static String contentOf(PluginStore.Unpacked member) {
        return member.zip().getFileName() + " " + member.sha256();
    }

    /** {@return what tells this group from another} */
    Set<String> contents() {
        return contents;
    }

    /** {@return the members' zips} */
    List<Path> zips() {
        return zips;
    }

    /** {@return those that run} */
    List<PluginInfo> plugins() {
        return plugins;
    }

    /** {@return what they bring, by plugin id, then class name} */
    List<Extension> extensions() {
        return extensions;
    }

    private void start(PluginStore.Unpacked member, Map<String, String> section) {
        String id = member.descriptor().getPluginId();
        PluginState state = manager.startPlugin(id);
        if (state != PluginState.STARTED) {
            Throwable cause = manager.getPlugin(id).getFailedException();
            throw new IllegalStateException(
                    "did not start: " + (cause == null ? state.toString() : said(cause)));
        }
        ClassLoader loader = manager.getPluginClassLoader(id);
        List<String> names = manager.getExtensionClassNames(id).stream().sorted().toList();
        check(loader, names, id, section);
        var made = new ArrayList<Extension>();
        for (String name : names) {
            made.add(new Extension(id, make(loader, name)));
        }
        extensions.addAll(made);
        plugins.add(
                new PluginInfo(
                        id,
                        member.descriptor().getVersion(),
                        member.descriptor().getRequires(),
                        text(member.descriptor().getProvider()),
                        text(member.descriptor().getPluginDescription()),
                        member.zip(),
                        member.sha256(),
                        member.origin(),
                        made.stream()
                                .flatMap(each -> ExtensionKind.of(each.instance()).stream())
                                .distinct()
                                .sorted()
                                .toList(),
                        names));
    }

    /** The keys come first: nothing else is made of a plugin whose section is wrong. */
    private void check(
            ClassLoader loader, List<String> names, String id, Map<String, String> section) {
        var problems = new ArrayList<String>();
        for (String name : names) {
            if (make(loader, name, PluginKeys.class) instanceof PluginKeys keys) {
                problems.addAll(SectionCheck.problems(id, keys.keys(), section));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** {@return the extension if it is of a type} */
    private @Nullable Object make(ClassLoader loader, String name, Class<?> type) {
        try {
            return type.isAssignableFrom(loader.loadClass(name)) ? make(loader, name) : null;
        } catch (ClassNotFoundException e) {
            return null; // it is named when it is made
        }
    }

    private Object make(ClassLoader loader, String name) {
        try {
            return manager.getExtensionFactory().create(loader.loadClass(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "its index names the extension " + name + ", which its jars do not hold", e);
        }
    }

    /** A plugin's own code runs in here: whatever it throws costs it, and no other. */
    private void guarded(
            PluginStore.Unpacked member, Consumer<PluginProblem> refused, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            refused.accept(new PluginProblem(member.zip(), said(e)));
            String id = member.descriptor().getPluginId();
            if (manager.getPlugin(id) != null) {
                manager.unloadPlugin(id);
            }
        }
    }

    private static String said(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof RuntimeException && message != null) {
            return message;
        }
        Throwable cause = thrown.getCause();
        return cause == null ? thrown.toString() : thrown + ", caused by " + cause;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Stops and unloads them; their class loaders can be collected once nobody holds what came from
     * them. Again: nothing.
     */
    @Override
    public void close() {
        extensions.clear();
        for (PluginInfo plugin : plugins.reversed()) {
            // Also unloads what depends on it, so some may be gone when their turn comes.
            if (manager.getPlugin(plugin.id()) != null) {
                try {
                    manager.unloadPlugin(plugin.id());
                } catch (PluginRuntimeException e) {
                    // A plugin's own stop() failed: it is not used any more all the same.
                    continue;
                }
            }
        }
    }
}
