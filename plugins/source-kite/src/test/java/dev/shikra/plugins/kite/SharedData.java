package dev.shikra.plugins.kite;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data beside the project, which tests read where it is present. */
final class SharedData {
    private SharedData() {}

    /** {@return the folder {@code ../shared/data/NAME} of the project's root; may be absent} */
    static Path folder(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data").resolve(name);
    }
}
