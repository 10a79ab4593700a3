package dev.shikra.bench;

import dev.shikra.api.source.LocalVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code ./shikra run} costs while it follows 174 instruments of the simulated exchange, which
 * runs in this process and not in the service's: share of one core, resident memory.
 */
final class ServiceLoad {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern MOST_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Options options;
    private final BenchHost host;
    private final Results results;

    ServiceLoad(Options options, BenchHost host, Results results) {
        this.options = options;
        this.host = host;
        this.results = results;
    }

    void run(int rate) throws IOException, InterruptedException {
        if (!Files.exists(Path.of("/proc/self/status"))) {
            results.note("CPU and memory of the service are read from /proc, which is not here");
            return;
        }
        String subject = "service at " + rate + " ticks/s";
        Path work = host.directory("service-" + rate);
        try (LocalVenue.Running exchange =
                LatencyBench.exchange(host, rate / LatencyBench.TICKS_A_SECOND)) {
            Process service = start(work, exchange.connection());
            try {
                awaitLive(service, work.resolve("service.err"));
                Thread.sleep(options.quick() ? 10_000 : 60_000);
                double before = cpuSeconds(service);
                long start = System.nanoTime();
                Thread.sleep(options.quick() ? 10_000 : 60_000);
                double seconds = (System.nanoTime() - start) / 1e9;
                double share = 100 * (cpuSeconds(service) - before) / seconds;
                results.add("latency", subject + ", CPU", share, "% of a core");
                results.add(
                        "latency", subject + ", memory", megabytes(service, RESIDENT), "MB");
                results.add(
                        "latency",
                        subject + ", most memory",
                        megabytes(service, MOST_RESIDENT),
                        "MB");
            } finally {
                service.destroy();
                if (!service.waitFor(30, TimeUnit.SECONDS)) {
                    service.destroyForcibly();
                }
            }
        }
    }

    private Process start(Path work, Map<String, String> connection) throws IOException {
        Path config = work.resolve("config");
        copy(options.home().resolve("config"), config);
        Path file = config.resolve("shikra.yaml");
        String section =
                connection.entrySet().stream()
                        .map(e -> "    " + e.getKey() + ": \"" + e.getValue() + "\"\n")
                        .collect(Collectors.joining());
        String text =
                Files.readString(file)
                        .replaceFirst(
                                "(?m)^sources:(?s:.*?)enabled: \\[.*?]",
                                "sources:\n  enabled: [kite]")
                        .replaceFirst(
                                "(?m)^plugins:.*$",
                                "plugins:\n  source-kite:\n"
                                        + Matcher.quoteReplacement(
                                                section
                                                        + "    watched: \"*\"\n    tokenFile: \""
                                                        + work.resolve("token.json")
                                                        + "\""));
        Files.writeString(file, text);
        var builder =
                new ProcessBuilder(
                        options.home().resolve("shikra").toString(),
                        "run",
                        "--headless",
                        "--config",
                        config.toString());
        builder.environment().put("SHIKRA_VAR", work.resolve("var").toString());
        builder.redirectOutput(work.resolve("service.out").toFile());
        builder.redirectError(work.resolve("service.err").toFile());
        return builder.start();
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

    private static void awaitLive(Process service, Path said)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(said).contains("feed live")) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the service does not come up: " + Files.readString(said));
            }
            Thread.sleep(100);
        }
    }

    private static double cpuSeconds(Process process) {
        return process.info()
                        .totalCpuDuration()
                        .orElseThrow(() ->
                                new IllegalStateException("the system does not say its CPU time"))
                        .toNanos()
                / 1e9;
    }

    private static double megabytes(Process process, Pattern field) throws IOException {
        Matcher found =
                field.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        if (!found.find()) {
            throw new IllegalStateException("the service has ended");
        }
        return Long.parseLong(found.group(1)) / 1024.0;
    }
}
