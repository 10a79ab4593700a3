package dev.shikra.host.plugin;

import java.util.List;

/**
 * What changed when the folder of plugins was looked at again. What came is in use from now on;
 * what went is not given out any more, and stays loaded until {@link #unload}, so that whoever
 * holds something of it can let go first.
 *
 * @param came loaded now, by id
 * @param went not given out any more, by id; an upgraded plugin is in both
 * @param waiting changed, but the running engine computes with it: for the next start
 * @param problems what is left out and why, as far as it was not said before
 * @param refusal why the engine can't go on with what was waiting; empty if it can, or was not
 *     asked
 */
public record PluginUpdate(
        List<PluginInfo> came,
        List<PluginInfo> went,
        List<String> waiting,
        List<PluginProblem> problems,
        List<Runnable> unloading,
        String refusal) {
    public PluginUpdate {
        came = List.copyOf(came);
        went = List.copyOf(went);
        waiting = List.copyOf(waiting);
        problems = List.copyOf(problems);
        unloading = List.copyOf(unloading);
    }

    PluginUpdate refused(String reason) {
        return new PluginUpdate(came, went, waiting, problems, unloading, reason);
    }

    /** {@return whether something is given out that was not before, or the other way round} */
    public boolean changed() {
        return !came.isEmpty() || !went.isEmpty();
    }

    /** Unloads what went. */
    public void unload() {
        unloading.forEach(Runnable::run);
    }
}
