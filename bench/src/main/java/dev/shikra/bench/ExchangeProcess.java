package dev.shikra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./shikra exchange} in a process of its own, so that what sends shares no heap, no compiler
 * and no collector with what is measured.
 */
final class ExchangeProcess implements AutoCloseable {
    private static final Pattern SETTING = Pattern.compile("(?m)^ {4}(\\w+): \"(.*)\"$");
    private static final long PATIENCE_S = 60;

    private final Process process;
    private final Map<String, String> connection;

    private ExchangeProcess(Process process, Map<String, String> connection) {
        this.process = process;
        this.connection = Map.copyOf(connection);
    }

    /**
     * Starts an exchange and waits until it can be connected to.
     *
     * @param work an empty directory for what it writes
     * @param speed simulated seconds a second
     */
    static ExchangeProcess start(Path home, Path work, double speed)
            throws IOException, InterruptedException {
        Path out = work.resolve("exchange.out");
        Path err = work.resolve("exchange.err");
        var command =
                new ArrayList<>(
                        List.of(
                                home.resolve("shikra").toString(),
                                "exchange",
                                "--speed",
                                Double.toString(speed)));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("SHIKRA_VAR", work.resolve("var").toString());
        Process process = builder.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (true) {
            Map<String, String> settings = settings(Files.readString(out));
            if (settings.containsKey("websocketUrl")) { // the last that it prints
                return new ExchangeProcess(process, settings);
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "the exchange does not come up: " + Files.readString(err));
            }
            Thread.sleep(50);
        }
    }

    private static Map<String, String> settings(String printed) {
        var settings = new HashMap<String, String>();
        Matcher line = SETTING.matcher(printed);
        while (line.find()) {
            settings.put(line.group(1), line.group(2));
        }
        return settings;
    }

    /** {@return settings of source-kite that connect to it} */
    Map<String, String> connection() {
        return connection;
    }

    /** {@return CPU time since its start, s; NaN where the system does not say} */
    double cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
