package dev.shikra.host.cli;

import java.nio.file.Path;

/**
 * Where a Shikra lives: its configuration, rules and built tree.
 *
 * @param path the folder of the launcher, absolute
 */
public record HomeDirectory(Path path) {
    /**
     * {@return as the launcher says in the system property {@code shikra.home}; else the working
     * directory}
     */
    public static HomeDirectory current() {
        return new HomeDirectory(
                Path.of(System.getProperty("shikra.home", "")).toAbsolutePath().normalize());
    }

    public Path config() {
        return path.resolve("config");
    }

    public Path rules() {
        return path.resolve("rules");
    }

    /** {@return where a running host keeps what it makes; {@code SHIKRA_VAR} moves it} */
    public Path var() {
        String elsewhere = System.getenv("SHIKRA_VAR");
        return elsewhere == null || elsewhere.isBlank()
                ? path.resolve("var")
                : Path.of(elsewhere).toAbsolutePath().normalize();
    }

    /** {@return the zips of the plugins that came with the host} */
    public Path bundledPlugins() {
        return path.resolve("host/target/dist/plugins");
    }
}
