package dev.shikra.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code ./shikra run} in a process of its own, page and all, on a simulated exchange; what it
 * costs.
 */
final class RunningService implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern MOST_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
    private static final Pattern PAGE = Pattern.compile("page: (http://\\S+)");
    private static final Pattern TICKS = Pattern.compile("(?m)^(\\d+) ticks, (.*)$");

    private final Process process;
    private final Path said;

    private RunningService(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** {@return whether this system says what a process costs} */
    static boolean canBeMeasured() {
        return Files.exists(Path.of("/proc/self/status"));
    }

    /**
     * Starts the service and waits until its feed is live.
     *
     * @param work an empty directory for its configuration and all that it writes
     * @param connection settings of source-kite
     */
    static RunningService start(Path home, Path work, Map<String, String> connection)
            throws IOException, InterruptedException {
        Path config = work.resolve("config");
        copy(home.resolve("config"), config);
        Path file = config.resolve("shikra.yaml");
        String section =
                connection.entrySet().stream()
                        .map(e -> "    " + e.getKey() + ": \"" + e.getValue() + "\"\n")
                        .collect(Collectors.joining());
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("enabled: \\[]", "enabled: [kite]")
                        .replaceFirst(
                                "(?m)^plugins:.*$",
                                Matcher.quoteReplacement("plugins:\n  source-kite:\n" + section)));
        Path said = work.resolve("service.err");
        var builder =
                new ProcessBuilder(
                                home.resolve("shikra").toString(),
                                "run",
                                "--config",
                                config.toString())
                        .redirectOutput(work.resolve("service.out").toFile())
                        .redirectError(said.toFile());
        builder.environment().put("SHIKRA_VAR", work.resolve("var").toString());
        builder.environment().put("SHIKRA_ADMIN_PORT", "0");
        var service = new RunningService(builder.start(), said);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!service.said().contains("feed live")) {
            if (!service.process.isAlive() || System.nanoTime() > deadline) {
                service.close();
                throw new IllegalStateException("the service does not come up: " + service.said());
            }
            Thread.sleep(100);
        }
        return service;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    /** {@return what it has written to standard error} */
    String said() throws IOException {
        return Files.readString(said);
    }

    /** {@return CPU time since its start, s} */
    double cpuSeconds() {
        return process.info()
                        .totalCpuDuration()
                        .orElseThrow(() ->
                                new IllegalStateException("the system does not say its CPU time"))
                        .toNanos()
                / 1e9;
    }

    /** {@return memory that is its own now, MB} */
    double residentMegabytes() throws IOException {
        return megabytes(RESIDENT);
    }

    /** {@return the most memory that was its own, MB} */
    double mostResidentMegabytes() throws IOException {
        return megabytes(MOST_RESIDENT);
    }

    private double megabytes(Pattern field) throws IOException {
        Matcher found =
                field.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        if (!found.find()) {
            throw new IllegalStateException("the service has ended: " + said());
        }
        return Long.parseLong(found.group(1)) / 1024.0;
    }

    /** {@return heap in use after a full collection, MB} */
    double heapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the service's JVM does not say its heap");
        }
        return Long.parseLong(used.group(1)) / 1024.0;
    }

    /**
     * {@return the sum of a metric's samples, as the service says them of itself; NaN if it serves
     * no page}
     */
    double metric(String name) throws IOException, InterruptedException {
        Matcher page = PAGE.matcher(said());
        if (!page.find()) {
            return Double.NaN;
        }
        String text;
        try (HttpClient client = HttpClient.newHttpClient()) {
            text =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(page.group(1)).resolve("/metrics"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
        }
        Matcher sample =
                Pattern.compile("(?m)^" + name + "(?:_total)?(?:\\{.*})? (\\S+)$").matcher(text);
        double sum = 0;
        while (sample.find()) {
            sum += Double.parseDouble(sample.group(1));
        }
        return sum;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }

    /** What a service reports at its end. */
    record Report(long ticks, String line) {}

    /** {@return its report, when it has ended in good order} */
    Report stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service does not end: " + said());
        }
        Matcher report = TICKS.matcher(said());
        if (!report.find()) {
            throw new IllegalStateException("the service ended without a report: " + said());
        }
        return new Report(Long.parseLong(report.group(1)), report.group());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
