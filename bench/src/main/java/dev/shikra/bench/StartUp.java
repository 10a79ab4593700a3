package dev.shikra.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it is from the start of a JVM to the first tick of the sample in its engine: {@code
 * ./shikra replay --sample}, several times.
 */
final class StartUp {
    private static final Pattern FIRST_TICK = Pattern.compile("\"firstTickSeconds\":([0-9.]+)");

    private final Options options;
    private final BenchHost host;
    private final Results results;

    StartUp(Options options, BenchHost host, Results results) {
        this.options = options;
        this.host = host;
        this.results = results;
    }

    void run() throws IOException, InterruptedException {
        Path var = host.directory("start");
        // Also leaves behind what a second start finds: unpacked plugins, parsed rules.
        results.add("engine", "start, JVM to first tick, nothing cached", once(var), "s");
        double[] seconds = new double[options.quick() ? 3 : 7];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = once(var);
        }
        results.add("engine", "start, JVM to first tick", EngineBench.median(seconds), "s");
    }

    private double once(Path var) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                        options.home().resolve("shikra").toString(),
                        "replay",
                        "--sample",
                        "--json");
        builder.environment().put("SHIKRA_VAR", var.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String out;
        try (var stream = process.getInputStream()) {
            out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("./shikra replay --sample failed");
        }
        Matcher found = FIRST_TICK.matcher(out);
        if (!found.find()) {
            throw new IOException("./shikra replay --sample did not say when its first tick came");
        }
        return Double.parseDouble(found.group(1));
    }
}
