package dev.shikra.host.control;

import java.util.List;

/**
 * An installed plugin.
 *
 * @param id of a running one; the zip's name of one that was left out
 * @param reason why it was left out; else empty
 * @param brings class names of what it brings
 */
public record PluginView(
        String id,
        State state,
        String version,
        String provider,
        String description,
        String reason,
        List<String> brings) {
    /** What became of it. */
    public enum State {
        RUNNING,
        LEFT_OUT
    }

    public PluginView {
        brings = List.copyOf(brings);
    }
}
