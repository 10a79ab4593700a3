package dev.shikra.host.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plugins as they were when a journal was written, loaded from the zips that are kept beside it,
 * whatever is installed now. Closing unloads them.
 */
public final class KeptPlugins implements AutoCloseable {
    private final LoadedPlugins loaded;

    private KeptPlugins(LoadedPlugins loaded) {
        this.loaded = loaded;
    }

    /**
     * Loads what a manifest names.
     *
     * @param setup where zips are unpacked, and what plugins are given
     * @param manifest as {@link LoadedPlugins#manifest} gave it
     * @param contents directory of the zips, each named by its SHA-256
     * @throws IOException if one of them can't be read or does not load here; the message says
     *     which and why
     */
    public static KeptPlugins load(PluginSetup setup, String manifest, Path contents)
            throws IOException {
        var store = new PluginStore(setup.var(), setup.bundled());
        var problems = new ArrayList<PluginProblem>();
        var groups = new ArrayList<PluginGroup>();
        try {
            List<Path> zips =
                    manifest.lines().map(line -> contents.resolve(line.split(" ", -1)[2])).toList();
            List<PluginStore.Unpacked> selected =
                    new PluginSelection(ApiVersion.release(), problems::add)
                            .select(store.unpacked(zips));
            for (List<PluginStore.Unpacked> members : DependencyGroups.of(selected)) {
                groups.add(
                        PluginGroup.load(
                                members,
                                store.root(),
                                id ->
                                        new HostPluginContext(
                                                id,
                                                setup.settings().getOrDefault(id, Map.of()),
                                                setup.var().resolve("plugin-data").resolve(id),
                                                setup.console()),
                                setup.settings(),
                                problems::add));
            }
            var loaded = new LoadedPlugins(groups);
            if (!problems.isEmpty() || !loaded.manifest().equals(manifest)) {
                throw new IOException(
                        problems.isEmpty()
                                ? "they bring something else here than they did"
                                : problems.getFirst().message());
            }
            return new KeptPlugins(loaded);
        } catch (PluginRefused e) {
            throw new IOException(e.reason(), e);
        } catch (IOException | RuntimeException e) {
            groups.forEach(PluginGroup::close);
            throw e;
        }
    }

    /** {@return them, and what they bring} */
    public LoadedPlugins loaded() {
        return loaded;
    }

    @Override
    public void close() {
        loaded.close();
    }
}
