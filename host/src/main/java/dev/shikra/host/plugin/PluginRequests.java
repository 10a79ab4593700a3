package dev.shikra.host.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Requests to the hosts that run on a folder of plugins: that what waits for a session takes over
 * at once. Each host sees each request once; one from before it started is old.
 */
public final class PluginRequests {
    private static final String FILE = "apply.txt";

    private final Path folder;
    private String seen = "";

    /**
     * @param folder of the zips
     */
    public PluginRequests(Path folder) {
        this.folder = folder;
        seen = newest();
    }

    /** {@return whether somebody asked since this was called last} */
    public synchronized boolean asked() {
        String newest = newest();
        boolean asked = !newest.equals(seen);
        seen = newest;
        return asked;
    }

    private String newest() {
        try {
            Path file = folder.resolve(FILE);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return seen; // it is asked again with the next change
        }
    }

    static String file() {
        return FILE;
    }
}
