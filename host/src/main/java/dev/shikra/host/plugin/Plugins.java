package dev.shikra.host.plugin;

import dev.shikra.api.plugin.PluginContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/**
 * The plugins of a running host. A bad one is named among the {@link #problems} and left out; the
 * rest runs. Immutable until {@link #close}, so any thread may ask.
 */
public final class Plugins implements AutoCloseable {
    private final IsolatingPluginManager manager;
    private final List<Extension> extensions = new ArrayList<>();
    private final List<PluginInfo> installed = new ArrayList<>();
    private final List<PluginProblem> problems;

    private record Extension(String pluginId, Object instance) {}

    private Plugins(IsolatingPluginManager manager, List<PluginProblem> problems) {
        this.manager = manager;
        this.problems = problems;
    }

    /**
     * Copies bundled zips to where plugins are installed, unpacks what is new, and loads and starts
     * whatever fits.
     *
     * @throws IOException if the directory of plugins itself can't be read or written
     */
    public static Plugins load(PluginSetup setup) throws IOException {
        var problems = new ArrayList<PluginProblem>();
        var store = new PluginStore(setup.var());
        List<PluginStore.Unpacked> unpacked = store.open(setup.bundled(), problems::add);
        Function<String, PluginContext> contexts =
                id ->
                        new HostPluginContext(
                                id,
                                setup.settings().getOrDefault(id, Map.of()),
                                setup.var().resolve("plugin-data").resolve(id),
                                setup.console());
        String apiVersion = ApiVersion.release();
        var manager = new IsolatingPluginManager(store.root(), apiVersion, contexts);
        var plugins = new Plugins(manager, problems);
        plugins.start(
                new PluginSelection(manager.getVersionManager(), apiVersion, problems::add)
                        .select(unpacked));
        return plugins;
    }

    private void start(List<PluginStore.Unpacked> selected) {
        for (PluginStore.Unpacked plugin : selected) {
            guarded(plugin, () -> manager.loadFrom(plugin.folder()));
        }
        manager.resolve();
        for (PluginStore.Unpacked plugin : selected) {
            if (manager.getPlugin(plugin.descriptor().getPluginId()) != null) {
                guarded(plugin, () -> startOne(plugin));
            }
        }
        extensions.sort(
                Comparator.comparing(Extension::pluginId)
                        .thenComparing(e -> e.instance().getClass().getName()));
        installed.sort(Comparator.comparing(PluginInfo::id));
    }

    private void startOne(PluginStore.Unpacked plugin) {
        String id = plugin.descriptor().getPluginId();
        PluginState state = manager.startPlugin(id);
        if (state == PluginState.DISABLED) {
            return;
        }
        if (state != PluginState.STARTED) {
            Throwable cause = manager.getPlugin(id).getFailedException();
            throw new IllegalStateException(
                    "did not start: " + (cause == null ? state.toString() : said(cause)));
        }
        ClassLoader loader = manager.getPluginClassLoader(id);
        List<String> names = manager.getExtensionClassNames(id).stream().sorted().toList();
        var made = new ArrayList<Extension>();
        for (String name : names) {
            made.add(new Extension(id, make(loader, name)));
        }
        extensions.addAll(made);
        installed.add(
                new PluginInfo(
                        id,
                        plugin.descriptor().getVersion(),
                        plugin.descriptor().getRequires(),
                        text(plugin.descriptor().getProvider()),
                        text(plugin.descriptor().getPluginDescription()),
                        plugin.zip(),
                        plugin.sha256(),
                        names));
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
    private void guarded(PluginStore.Unpacked plugin, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            problems.add(new PluginProblem(plugin.zip(), said(e)));
            String id = plugin.descriptor().getPluginId();
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

    /**
     * {@return the extensions of one extension point, by plugin id, then class name}
     *
     * @param type for example {@code Notifier.class}
     */
    public <T> List<T> extensions(Class<T> type) {
        var found = new ArrayList<T>();
        for (Extension extension : extensions) {
            if (type.isInstance(extension.instance())) {
                found.add(type.cast(extension.instance()));
            }
        }
        return found;
    }

    /**
     * {@return id of the plugin that {@code extension} belongs to}
     *
     * @throws IllegalArgumentException if it is none of {@link #extensions}
     */
    public String pluginOf(Object extension) {
        for (Extension known : extensions) {
            if (known.instance() == extension) {
                return known.pluginId();
            }
        }
        throw new IllegalArgumentException(
                extension.getClass().getName() + " is no extension of a loaded plugin");
    }

    /** {@return the plugins that run, by id} */
    public List<PluginInfo> installed() {
        return List.copyOf(installed);
    }

    /** {@return what was left out and why} */
    public List<PluginProblem> problems() {
        return List.copyOf(problems);
    }

    /**
     * {@return SHA-256 over ids, versions and contents of all that run, 64 hexadecimal digits; does
     * not depend on file names or order}
     */
    public String pluginHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (PluginInfo plugin : installed) {
                String line = plugin.id() + " " + plugin.version() + " " + plugin.sha256() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /**
     * Stops and unloads all plugins; their class loaders can be collected once nobody holds what
     * came from them. Again: nothing.
     */
    @Override
    public void close() {
        extensions.clear();
        List<String> ids = manager.getPlugins().stream().map(PluginWrapper::getPluginId).toList();
        for (String id : ids.reversed()) {
            // Also unloads what depends on it, so some may be gone when their turn comes.
            if (manager.getPlugin(id) != null) {
                manager.unloadPlugin(id);
            }
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
