package dev.shikra.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shikra.host.MadeUpTrades;
import dev.shikra.host.ShikraHome;
import dev.shikra.host.journal.JournalReader;
import dev.shikra.host.journal.RecordKind;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notifier's zip put into, replaced in and removed from the folder of a demo that runs. */
class HotPluginsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private int made;

    /** Appends what it delivers to a file, and leaves a trace of its class loader. */
    private PluginZip notifier(String version, Path told) {
        return new PluginZip(folder.resolve("work-" + made++), "teller")
                .with("plugin.version", version)
                .notifier(
                        "teller.Teller",
                        "",
                        """
                        System.getProperties().put("teller.%s", new java.lang.ref.WeakReference<>(getClass().getClassLoader()));
                        try { java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), alert.id() + "\\n", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND); }
                        catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                        """
                                .formatted(version, told));
    }

    private static long lines(Path file) throws Exception {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    /** Out of the way of the test's own frame, whose locals would hold it. */
    private static boolean isUnloaded(String version) {
        System.gc();
        return !(System.getProperties().get("teller." + version) instanceof WeakReference<?> loader)
                || loader.get() == null;
    }

    @Test
    void comesIsReplacedAndGoesWithoutARestart() throws Exception {
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        home.withoutPatterns();
        for (Path filter : ShikraHome.files(home.path().resolve("rules/filters"), ".js")) {
            Files.delete(filter);
        }
        home.write(
                "rules/patterns/often.js",
                MadeUpTrades.rule("often", "tick", "x => x.now > x.open"));
        Path first = folder.resolve("first.txt");
        Path second = folder.resolve("second.txt");
        Path zip = home.path().resolve("var/plugins/teller.zip");
        try {
            CompletableFuture<ShikraHome.Ran> demo =
                    CompletableFuture.supplyAsync(() ->
                            home.run("demo", "--sample", "--speed", "15000", "--for", "30s"));
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(home.path().resolve("var/demo/journal")));

            notifier("1.0.0", first).writeTo(zip);
            await().atMost(PATIENCE).until(() -> demo.isDone() || lines(first) > 3);
            assertThat(demo).isNotDone();
            assertThat(isUnloaded("1.0.0")).isFalse();

            notifier("1.1.0", second).writeTo(zip);
            await().atMost(PATIENCE).until(() -> demo.isDone() || lines(second) > 3);
            await().atMost(PATIENCE).until(() -> demo.isDone() || isUnloaded("1.0.0"));
            assertThat(demo).isNotDone();

            Files.delete(zip);
            await().atMost(PATIENCE).until(() -> demo.isDone() || isUnloaded("1.1.0"));
            assertThat(demo).isNotDone();
            long then = lines(second);
            ShikraHome.Ran ran = demo.join();
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(lines(second)).isEqualTo(then);
            assertThat(ran.err())
                    .contains("plugin teller 1.0.0 is in use from now on")
                    .contains("plugin teller 1.1.0 is in use from now on")
                    .contains("plugin teller 1.0.0 is unloaded")
                    .contains("plugin teller 1.1.0 is unloaded");

            var changes = new AtomicInteger();
            new JournalReader(home.path().resolve("var/demo/journal"))
                    .read(
                            1,
                            record -> {
                                if (record.kind == RecordKind.ROUTES) {
                                    changes.incrementAndGet();
                                }
                            });
            assertThat(changes).hasValue(3);
        } finally {
            System.getProperties().remove("teller.1.0.0");
            System.getProperties().remove("teller.1.1.0");
        }
    }
}
