package dev.shikra.host.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that runs.
 *
 * @param id from its descriptor
 * @param version semantic version, from its descriptor
 * @param requires range of plugin API versions that it works with
 * @param provider who made it; may be empty
 * @param description one sentence; may be empty
 * @param file the zip
 * @param sha256 of the zip, 64 hexadecimal digits
 * @param origin how it came here
 * @param kinds what it brings, in words, sorted: {@code source}, {@code notifier}, {@code studies}
 * @param extensions class names of what it brings, sorted
 */
public record PluginInfo(
        String id,
        String version,
        String requires,
        String provider,
        String description,
        Path file,
        String sha256,
        Origin origin,
        List<String> kinds,
        List<String> extensions) {
    /** How a plugin came here. */
    public enum Origin {
        /** With the host, which brings it up to date at each start. */
        BUNDLED,
        /** Somebody installed it. */
        INSTALLED
    }

    public PluginInfo {
        kinds = List.copyOf(kinds);
        extensions = List.copyOf(extensions);
    }
}
