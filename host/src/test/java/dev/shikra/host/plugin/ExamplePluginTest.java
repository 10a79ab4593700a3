package dev.shikra.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shikra.host.MadeUpTrades;
import dev.shikra.host.ShikraHome;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of {@code docs/write-a-plugin.md}: built from its sources against the plugin API
 * alone, installed into a demo that runs by the commands that the document tells people to type,
 * and removed. {@code docs/examples/build} builds it with Maven, its own tests included.
 */
class ExamplePluginTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path EXAMPLE = Path.of("../docs/examples/close-strength");
    private static final Path GUIDE = Path.of("../docs/write-a-plugin.md");

    /** All that a plugin's author compiles against. */
    private static final List<String> API = List.of("plugin-api", "pf4j", "slf4j-api");

    @TempDir private Path folder;

    private Path zip() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-d",
                                classes.toString(),
                                "--release",
                                "25",
                                "-proc:full",
                                "-processor",
                                "org.pf4j.processor.ExtensionAnnotationProcessor",
                                "-Xlint:none",
                                "-cp",
                                Arrays.stream(
                                                System.getProperty("java.class.path")
                                                        .split(File.pathSeparator))
                                        .filter(entry -> API.stream().anyMatch(entry::contains))
                                        .filter(entry -> !entry.contains("test"))
                                        .collect(Collectors.joining(File.pathSeparator))));
        try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("src/main/java"))) {
            sources.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(arguments::add);
        }
        var said = new ByteArrayOutputStream();
        int exit =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, said, said, arguments.toArray(String[]::new));
        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();

        var jar = new LinkedHashMap<String, byte[]>();
        try (Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                jar.put(
                        classes.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        var plugin = new LinkedHashMap<String, byte[]>();
        plugin.put(
                "plugin.properties",
                Files.readString(EXAMPLE.resolve("plugin.properties"))
                        .replace("${project.artifactId}", "close-strength")
                        .replace("${project.version}", "1.0.0")
                        .replace("${project.description}", "A study, and alerts in a file")
                        .getBytes(StandardCharsets.UTF_8));
        plugin.put("lib/close-strength-1.0.0.jar", PluginZip.zip(jar));
        return Files.write(folder.resolve("close-strength.zip"), PluginZip.zip(plugin));
    }

    /** {@return the commands of the guide's block on installing, in its order} */
    private static List<String> documented() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("./shikra plugins "))
                .map(line -> line.substring("./shikra ".length()))
                .toList();
    }

    private static long lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    @Test
    void itsAlertsArriveInADemoThatRunsAndItGoesWithoutATrace() throws Exception {
        Path zip = zip();
        ShikraHome home = ShikraHome.in(folder.resolve("home"));
        for (Path filter : ShikraHome.files(home.path().resolve("rules/filters"), ".js")) {
            Files.delete(filter);
        }
        home.withoutPatterns();
        home.write(
                "rules/patterns/often.js",
                MadeUpTrades.rule("often", "tick", "x => x.now > x.open"));
        Path alerts = home.path().resolve("var/plugin-data/close-strength/alerts.txt");
        Path journal = home.path().resolve("var/demo/journal");
        List<String> commands = documented();
        assertThat(commands)
                .contains(
                        "plugins check close-strength.zip",
                        "plugins install close-strength.zip",
                        "plugins list",
                        "plugins verify",
                        "plugins remove close-strength");
        try (ShikraHome.Child demo =
                home.start("demo", "--sample", "--speed", "3000", "--headless", "--for", "600s")) {
            await().atMost(PATIENCE).until(() -> demo.ended() || Files.exists(journal));
            for (String command : commands) {
                String typed = command.replace("close-strength.zip", zip.toString());
                long before = lines(alerts);
                ShikraHome.Ran ran = home.run((Object[]) typed.split(" "));
                assertThat(ran.exit()).as("%s\n%s\n%s", command, ran.out(), ran.err()).isZero();
                if (command.contains(" install ") || command.contains(" enable ")) {
                    await().atMost(PATIENCE)
                            .until(() -> demo.ended() || lines(alerts) > before + 3);
                }
                if (command.contains(" disable ")) {
                    await().atMost(PATIENCE).until(() -> demo.ended() || unloaded(demo) > 0);
                }
                assertThat(demo.ended()).as("%s\n%s", command, demo.noticed()).isFalse();
            }
            await().atMost(PATIENCE).until(() -> demo.ended() || unloaded(demo) > 1);
            assertThat(demo.ended()).as(demo.noticed()).isFalse();
            await().atMost(PATIENCE)
                    .until(() -> {
                        jcmd(demo, "GC.run");
                        return !jcmd(demo, "VM.classloaders", "show-classes=true")
                                .contains("com.example.strength");
                    });
            assertThat(jcmd(demo, "VM.classloaders", "show-classes=true"))
                    .as("the look at the class loaders itself")
                    .contains("dev.shikra.host.Scanner");
        }
    }

    private static long unloaded(ShikraHome.Child demo) throws IOException {
        return demo.noticed()
                .lines()
                .filter(line -> line.contains("plugin close-strength 1.0.0 is unloaded"))
                .count();
    }

    private static String jcmd(ShikraHome.Child demo, String... what) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(demo.process().pid())));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
