package dev.shikra.host.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatcherTest {
    @TempDir Path folder;

    @Test
    void tellsWhatChangedHoweverAnEditorSavesIt() throws Exception {
        Path patterns = Files.createDirectory(folder.resolve("patterns"));
        Files.writeString(patterns.resolve("a.js"), "1");
        Set<String> told = new ConcurrentSkipListSet<>();
        try (var watcher =
                new RuleWatcher(
                        folder,
                        Duration.ofMillis(50),
                        changes -> {
                            changes.changed().forEach(c -> told.add("changed " + c));
                            changes.removed().forEach(c -> told.add("removed " + c));
                        })) {
            Files.writeString(patterns.resolve("a.js.swp"), "noise");
            Path part = Files.writeString(patterns.resolve(".a.js.part"), "22");
            Files.move(
                    part,
                    patterns.resolve("a.js"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            await(told, "changed patterns/a.js");
            Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("b.js"), "3");
            await(told, "changed patterns/a.js", "changed lib/b.js");
            Files.delete(patterns.resolve("a.js"));
            await(told, "changed patterns/a.js", "changed lib/b.js", "removed patterns/a.js");
            assertThat(watcher).isNotNull();
        }
    }

    private static void await(Set<String> told, String... expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told).isEqualTo(new TreeSet<>(Set.of(expected))));
    }
}
