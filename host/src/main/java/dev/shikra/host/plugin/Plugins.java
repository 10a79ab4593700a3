package dev.shikra.host.plugin;

import dev.shikra.api.option.PricingModel;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.study.StudyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of a running host. A bad one is named among the {@link #problems} and left out; the
 * rest runs. Any thread may ask; what it gives out changes with {@link #refresh} alone, as a whole.
 */
public final class Plugins implements AutoCloseable {
    private final PluginSetup setup;
    private final PluginStore store;
    private volatile State state = new State(new LoadedPlugins(List.of()), List.of(), List.of());

    /** What is given out. */
    private record State(
            LoadedPlugins loaded, List<PluginProblem> problems, List<DisabledPlugin> disabled) {
        List<PluginGroup> groups() {
            return loaded.groups();
        }
    }

    /** A plugin that is installed and not to run. */
    public record DisabledPlugin(String id, String version, String requires, Path file) {}

    private Plugins(PluginSetup setup) {
        this.setup = setup;
        store = new PluginStore(setup.var(), setup.bundled());
    }

    /**
     * Copies bundled zips to where plugins are installed, unpacks what is new, and loads and starts
     * whatever fits and is not disabled.
     *
     * @throws IOException if the directory of plugins itself can't be read or written
     */
    public static Plugins load(PluginSetup setup) throws IOException {
        var plugins = new Plugins(setup);
        plugins.look(PluginStore.Bundled.TAKE, extension -> false, loaded -> true);
        return plugins;
    }

    /**
     * Looks at the folder again: loads what came, and gives out no more what went or was disabled.
     * A new version that can't be loaded changes nothing: the old one goes on.
     *
     * @param bound whether the running engine computes with an extension: a plugin that brings such
     *     a one stays as it is, and its change waits for the next start
     * @throws IOException if the folder can't be read
     */
    public PluginUpdate refresh(Predicate<Object> bound) throws IOException {
        return refresh(bound, loaded -> Optional.empty(), bound);
    }

    /**
     * As {@link #refresh(Predicate)}, if what would be given out passes a trial.
     *
     * @param trial says why the running scanner can't go on with it, if it can't
     * @param boundIfRefused what stays as it is in that case
     */
    public synchronized PluginUpdate refresh(
            Predicate<Object> bound,
            Function<LoadedPlugins, Optional<String>> trial,
            Predicate<Object> boundIfRefused)
            throws IOException {
        var refusals = new ArrayList<String>();
        PluginUpdate update =
                look(
                        PluginStore.Bundled.LEAVE,
                        bound,
                        loaded -> {
                            Optional<String> refusal = trial.apply(loaded);
                            refusal.ifPresent(refusals::add);
                            return refusal.isEmpty();
                        });
        return update == null
                ? Objects.requireNonNull(
                                look(PluginStore.Bundled.LEAVE, boundIfRefused, loaded -> true))
                        .refused(refusals.getFirst())
                : update;
    }

    /** {@return what changed; null if {@code trial} did not pass, and nothing changed} */
    private synchronized @Nullable PluginUpdate look(
            PluginStore.Bundled bundled, Predicate<Object> bound, Predicate<LoadedPlugins> trial)
            throws IOException {
        State before = state;
        var problems = new ArrayList<PluginProblem>();
        List<PluginStore.Unpacked> unpacked = store.open(bundled, problems::add);
        Set<String> disabled = store.disabled();
        List<PluginStore.Unpacked> selected =
                new PluginSelection(ApiVersion.release(), problems::add)
                        .select(
                                unpacked.stream()
                                        .filter(each -> !isOneOf(disabled, each))
                                        .toList());

        var groups = new ArrayList<PluginGroup>();
        var came = new ArrayList<PluginGroup>();
        var waiting = new TreeSet<String>();
        var left = new ArrayList<>(before.groups());
        for (List<PluginStore.Unpacked> members : DependencyGroups.of(selected)) {
            var contents = new TreeSet<String>();
            members.forEach(member -> contents.add(PluginGroup.contentOf(member)));
            PluginGroup same =
                    left.stream()
                            .filter(group -> group.contents().equals(contents))
                            .findFirst()
                            .orElse(null);
            if (same != null) {
                left.remove(same);
                groups.add(same);
                continue;
            }
            PluginGroup fresh =
                    PluginGroup.load(
                            members, store.root(), this::context, setup.settings(), problems::add);
            List<PluginGroup> replaced =
                    left.stream().filter(group -> haveOneId(group, members)).toList();
            boolean failed = fresh.plugins().size() < members.size();
            if (isBound(fresh, bound) || replaced.stream().anyMatch(old -> isBound(old, bound))) {
                members.forEach(member -> waiting.add(member.id()));
                fresh.close();
                keep(replaced, left, groups);
            } else if (failed && !replaced.isEmpty()) {
                fresh.close();
                keep(replaced, left, groups); // the old one goes on; the problem is named
            } else {
                came.add(fresh);
                groups.add(fresh);
            }
        }
        for (PluginGroup group : List.copyOf(left)) {
            boolean damaged =
                    group.zips().stream()
                            .anyMatch(zip ->
                                    Files.exists(zip)
                                            && problems.stream()
                                                    .anyMatch(p -> p.file().equals(zip)));
            if (isBound(group, bound)) {
                group.plugins().forEach(plugin -> waiting.add(plugin.id()));
                keep(List.of(group), left, groups);
            } else if (damaged) {
                keep(List.of(group), left, groups);
            }
        }
        var off =
                unpacked.stream()
                        .filter(each -> isOneOf(disabled, each))
                        .map(each ->
                                new DisabledPlugin(
                                        each.id(),
                                        each.descriptor().getVersion(),
                                        each.descriptor().getRequires(),
                                        each.zip()))
                        .toList();
        var loaded = new LoadedPlugins(groups);
        if (!trial.test(loaded)) {
            came.forEach(PluginGroup::close);
            return null;
        }
        state = new State(loaded, List.copyOf(problems), off);
        var said = new HashSet<>(before.problems());
        return new PluginUpdate(
                came.stream().flatMap(group -> group.plugins().stream()).toList(),
                left.stream().flatMap(group -> group.plugins().stream()).toList(),
                List.copyOf(waiting),
                problems.stream().filter(problem -> !said.contains(problem)).toList(),
                left.stream().map(group -> (Runnable) group::close).toList(),
                "");
    }

    /** A plugin that has no id is not disabled: it is named as wrong. */
    private static boolean isOneOf(Set<String> ids, PluginStore.Unpacked plugin) {
        return plugin.descriptor().getPluginId() != null && ids.contains(plugin.id());
    }

    private PluginContext context(String id) {
        return new HostPluginContext(
                id,
                setup.settings().getOrDefault(id, Map.of()),
                setup.var().resolve("plugin-data").resolve(id),
                setup.console());
    }

    private static void keep(
            List<PluginGroup> groups, List<PluginGroup> left, List<PluginGroup> kept) {
        left.removeAll(groups);
        kept.addAll(groups);
    }

    private static boolean isBound(PluginGroup group, Predicate<Object> bound) {
        return group.extensions().stream().anyMatch(each -> bound.test(each.instance()));
    }

    private static boolean haveOneId(PluginGroup group, List<PluginStore.Unpacked> members) {
        return members.stream()
                .anyMatch(member ->
                        group.plugins().stream()
                                .anyMatch(plugin -> plugin.id().equals(member.id())));
    }

    /**
     * {@return the extensions of one extension point, by plugin id, then class name}
     *
     * @param type for example {@code Notifier.class}
     */
    public <T> List<T> extensions(Class<T> type) {
        return state.loaded().extensions(type);
    }

    /**
     * {@return id of the plugin that {@code extension} belongs to}
     *
     * @throws IllegalArgumentException if it is none of {@link #extensions}
     */
    public String pluginOf(Object extension) {
        return state.loaded().pluginOf(extension).id();
    }

    /** {@return the plugin that {@code extension} belongs to} */
    public PluginInfo infoOf(Object extension) {
        return state.loaded().pluginOf(extension);
    }

    /** {@return the plugins that run, by id} */
    public List<PluginInfo> installed() {
        return state.loaded().plugins();
    }

    /** {@return the plugins that are installed and not to run} */
    public List<DisabledPlugin> disabled() {
        return state.disabled();
    }

    /** {@return what was left out and why} */
    public List<PluginProblem> problems() {
        return state.problems();
    }

    /** {@return where zips are installed} */
    public Path directory() {
        return store.root();
    }

    /** {@return all that is given out now, as a whole that does not change} */
    public LoadedPlugins loaded() {
        return state.loaded();
    }

    /** {@return {@link LoadedPlugins#hash} of what is given out now} */
    public String pluginHash() {
        return state.loaded().hash();
    }

    /** {@return whether an engine computes with {@code extension}: what it finds depends on it} */
    public static boolean computes(Object extension) {
        return extension instanceof StudyFactory
                || extension instanceof PatternFactory
                || extension instanceof PricingModel;
    }

    /**
     * Stops and unloads all plugins; their class loaders can be collected once nobody holds what
     * came from them. Again: nothing.
     */
    @Override
    public synchronized void close() {
        List<PluginGroup> groups = state.groups();
        state = new State(new LoadedPlugins(List.of()), state.problems(), state.disabled());
        groups.reversed().forEach(PluginGroup::close);
    }
}
