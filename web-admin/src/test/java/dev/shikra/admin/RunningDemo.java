package dev.shikra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * {@code shikra demo} in a JVM of its own, in a folder of its own: the repository's configuration,
 * the plugins' zips and a rule of the test's.
 */
final class RunningDemo implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PAGE = Pattern.compile("The page: (http://\\S+)");

    private final Path home;
    private final Path out;
    private final Path err;
    private final Process process;

    /**
     * Starts it. The test is skipped, and says so, where the plugins have not been packaged.
     *
     * @param rules by file within the rules folder
     */
    static RunningDemo start(Path home, java.util.Map<String, String> rules, String... options)
            throws IOException {
        Path zips = REPOSITORY.resolve("host/target/dist/plugins");
        assumeTrue(
                Files.exists(zips.resolve("source-simulator.zip")),
                "skipped: the plugins are packaged by './mvnw verify', not by 'test' alone");
        copy(REPOSITORY.resolve("config"), home.resolve("config"));
        copy(zips, home.resolve("host/target/dist/plugins"));
        for (var rule : rules.entrySet()) {
            Path file = home.resolve("rules").resolve(rule.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, rule.getValue());
        }
        return new RunningDemo(home, options);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private RunningDemo(Path home, String... options) throws IOException {
        this.home = home;
        out = home.resolve("demo.out");
        err = home.resolve("demo.err");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                "-Dshikra.home=" + home,
                                "-cp",
                                Arrays.stream(
                                                System.getProperty("java.class.path")
                                                        .split(File.pathSeparator))
                                        .filter(entry -> !entry.endsWith("test-classes"))
                                        .collect(Collectors.joining(File.pathSeparator)),
                                "dev.shikra.host.cli.Shikra",
                                "demo"));
        command.addAll(List.of(options));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("SHIKRA_VAR", home.resolve("var").toString());
        process = builder.start();
    }

    /** {@return where its page is, once it has said so} */
    URI page() {
        Awaitility.await("the page's address")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || PAGE.matcher(printed()).find());
        Matcher address = PAGE.matcher(printed());
        assertThat(address.find()).as("%s%n%s", printed(), said()).isTrue();
        return URI.create(address.group(1));
    }

    boolean runs() {
        return process.isAlive();
    }

    /** {@return what it has said on standard error by now} */
    String said() {
        return read(err);
    }

    private String printed() {
        return read(out);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Path rule(String file) {
        return home.resolve("rules").resolve(file);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    }
}
