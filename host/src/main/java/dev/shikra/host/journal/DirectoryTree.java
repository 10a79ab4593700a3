package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory and all below it. */
public final class DirectoryTree {
    private DirectoryTree() {}

    /**
     * Deletes it, or the file of that name; nothing if there is none.
     *
     * @throws IOException if something in it can't be deleted; what was deleted before is gone
     */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
