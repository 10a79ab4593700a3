package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.host.cli.Shikra;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Shikra as it stands on a user's disk, in a folder of a test's own: the repository's
 * configuration and rules, the plugins' zips, and the command line, run in this JVM or in one that
 * can be killed.
 */
public final class ShikraHome {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path SHARED = REPOSITORY.resolve("../shared").normalize();
    private static final Pattern ALERT_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");
    private static final Pattern HASH = Pattern.compile("\"stateHash\":\"([0-9a-f]{64})\"");

    private final Path path;
    private int children;

    /** What a command printed, and its exit code. */
    public record Ran(int exit, String out, String err) {
        /** {@return standard output's last line} */
        public String summary() {
            List<String> lines = out.lines().toList();
            return lines.isEmpty() ? "" : lines.getLast();
        }

        /** {@return the state hash of a run that ended well} */
        public String hash() {
            Matcher hash = HASH.matcher(summary());
            assertThat(hash.find())
                    .as("a summary with a hash; exit %d\n%s\n%s", exit, summary(), err)
                    .isTrue();
            return hash.group(1);
        }

        /** {@return a number of the summary} */
        public double number(String name) {
            Matcher number = Pattern.compile("\"" + name + "\":([0-9.]+)").matcher(summary());
            assertThat(number.find()).as("%s in %s\n%s", name, summary(), err).isTrue();
            return Double.parseDouble(number.group(1));
        }

        /** {@return the alerts that the console printed} */
        public Set<String> ids() {
            return idsIn(out);
        }
    }

    private ShikraHome(Path path) {
        this.path = path;
    }

    /**
     * {@return a new home} The test is skipped, and says so, where the plugins have not been
     * packaged.
     */
    public static ShikraHome in(Path folder) throws IOException {
        Path zips = REPOSITORY.resolve("host/target/dist/plugins");
        assumeTrue(
                Files.exists(zips.resolve("source-replay.zip")),
                "skipped: the plugins are packaged by './mvnw verify', not by 'test' alone");
        copy(REPOSITORY.resolve("config"), folder.resolve("config"));
        copy(REPOSITORY.resolve("rules"), folder.resolve("rules"));
        copy(zips, folder.resolve("host/target/dist/plugins"));
        return new ShikraHome(folder);
    }

    /** {@return a file of recorded data} The test is skipped, and says so, where it is absent. */
    public static Path recorded(String file) {
        Path at = SHARED.resolve("data").resolve(file);
        assumeTrue(Files.exists(at), "skipped: no recorded data at " + at);
        return at;
    }

    static Set<String> idsIn(String text) {
        var ids = new LinkedHashSet<String>();
        Matcher id = ALERT_ID.matcher(text);
        while (id.find()) {
            ids.add(id.group());
        }
        return ids;
    }

    /** Copies a folder with all that is in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    public Path path() {
        return path;
    }

    public Path journal() {
        return path.resolve("var/replay/journal");
    }

    public Path snapshots() {
        return path.resolve("var/replay/snapshots");
    }

    /** {@return a file of this home, written as said} */
    public Path write(String file, String text) throws IOException {
        Path at = path.resolve(file);
        Files.createDirectories(at.getParent());
        return Files.writeString(at, text);
    }

    /**
     * {@return a configuration folder with these lines at the end of {@code shikra.yaml}'s plugin
     * section}
     */
    public Path configuration(String name, String key, String value) throws IOException {
        Path folder = path.resolve("config-" + name);
        copy(path.resolve("config"), folder);
        Path file = folder.resolve("shikra.yaml");
        String before = Files.readString(file);
        String after =
                before.replaceFirst(
                        "(?m)^(\\s*" + key + ":).*$", "$1 " + Matcher.quoteReplacement(value));
        assertThat(after).as("key %s in %s", key, file).isNotEqualTo(before);
        Files.writeString(file, after);
        return folder;
    }

    /** {@return a configuration folder in which a replay waits for no gap longer than this} */
    public Path waitingAtMost(String milliseconds) throws IOException {
        Path folder = path.resolve("config-waits");
        copy(path.resolve("config"), folder);
        Path file = folder.resolve("shikra.yaml");
        String before = Files.readString(file);
        Files.writeString(
                file,
                before.replaceFirst(
                        "(?m)^plugins:.*$",
                        "plugins:\n  source-replay:\n    longestWaitMs: " + milliseconds));
        return folder;
    }

    /** Removes all rules but the filters. */
    public void withoutPatterns() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve("rules/patterns"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** {@return files below {@code directory} of one kind, oldest name first} */
    public static List<Path> files(Path directory, String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    /** {@return bytes in the journal's segments; 0 while there is none} */
    public long journalBytes() {
        try {
            long bytes = 0;
            for (Path segment : files(journal(), ".seg")) {
                bytes += Files.size(segment);
            }
            return bytes;
        } catch (IOException | UncheckedIOException e) {
            return 0; // it is being made or removed
        }
    }

    /** {@return what the command did, in this JVM} */
    public Ran run(Object... arguments) {
        synchronized (ShikraHome.class) {
            PrintStream out = System.out;
            PrintStream err = System.err;
            String before = System.getProperty("shikra.home", "");
            var printed = new ByteArrayOutputStream();
            var said = new ByteArrayOutputStream();
            try {
                System.setProperty("shikra.home", path.toString());
                System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
                System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
                int exit = Shikra.commandLine().execute(texts(arguments));
                System.out.flush();
                System.err.flush();
                return new Ran(
                        exit,
                        printed.toString(StandardCharsets.UTF_8),
                        said.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(out);
                System.setErr(err);
                System.setProperty("shikra.home", before);
            }
        }
    }

    private static String[] texts(Object... arguments) {
        return Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    }

    /** {@return the command, begun in a JVM of its own} */
    public Child start(Object... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /**
     * {@return the command, begun in a JVM that can write no file beyond so many KiB: its disk is
     * full there}
     */
    public Child startWithSmallFiles(int kibibytes, Object... arguments) throws IOException {
        Path shell = Path.of("/bin/bash");
        assumeTrue(
                Files.isExecutable(shell),
                "skipped: without " + shell + " no file's size can be limited");
        return start(
                List.of(
                        shell.toString(),
                        "-c",
                        "ulimit -f " + kibibytes + " && exec \"$@\"",
                        "bash"),
                arguments);
    }

    private Child start(List<String> before, Object... arguments) throws IOException {
        Path out = path.resolve("child-" + ++children + ".out");
        Path err = path.resolve("child-" + children + ".err");
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Dshikra.home=" + path,
                        "-cp",
                        mainClassPath(),
                        Shikra.class.getName()));
        command.addAll(List.of(texts(arguments)));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("SHIKRA_VAR", path.resolve("var").toString());
        return new Child(builder.start(), out, err);
    }

    private static String mainClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A command in a JVM of its own. */
    public record Child(Process process, Path out, Path err) implements AutoCloseable {
        public boolean ended() {
            return !process.isAlive();
        }

        /** SIGKILL; returns when it is dead. */
        public void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        /** {@return what it did, when it has ended by itself} */
        public Ran await() throws IOException, InterruptedException {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("ended within five minutes")
                    .isTrue();
            return new Ran(process.exitValue(), said(out), said(err));
        }

        /** {@return what it has printed by now} */
        public String printed() throws IOException {
            return said(out);
        }

        /** {@return what it has said on standard error by now} */
        public String noticed() throws IOException {
            return said(err);
        }

        private static String said(Path file) throws IOException {
            // A kill may cut a character in two: replace it rather than fail.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            kill();
        }
    }
}
