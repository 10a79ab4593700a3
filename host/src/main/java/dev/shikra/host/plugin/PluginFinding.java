package dev.shikra.host.plugin;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param message what is wrong, where, and what would be right
 */
public record PluginFinding(Level level, String message) {
    /** How bad it is. */
    public enum Level {
        /** The plugin can't be used so. */
        ERROR,
        /** It works, and its author should know. */
        WARNING
    }

    static PluginFinding error(String message) {
        return new PluginFinding(Level.ERROR, message);
    }

    static PluginFinding warning(String message) {
        return new PluginFinding(Level.WARNING, message);
    }
}
