package dev.shikra.host.plugin;

import java.nio.file.Path;

/**
 * A plugin that was left out.
 *
 * @param file its zip
 * @param reason what is wrong and what would be right
 */
public record PluginProblem(Path file, String reason) {
    /** {@return as shown to people: {@code name.zip: reason}} */
    public String message() {
        return file.getFileName() + ": " + reason;
    }
}
