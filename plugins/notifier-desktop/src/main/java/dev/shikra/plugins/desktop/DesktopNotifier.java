package dev.shikra.plugins.desktop;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Notifier;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.pf4j.Extension;

/**
 * Shows alerts as notifications of the desktop. Above so many a minute they wait, in order. Where
 * the system has no tool for it that is said once, with the remedy, and each alert fails.
 */
@Extension
public final class DesktopNotifier implements Notifier {
    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_BODY = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PluginContext context;
    private final DesktopTool tool;
    private final List<Path> searched;
    private final int perMinute;
    private final Set<String> shown = new LinkedHashSet<>();
    private final ArrayDeque<Long> lastMinute = new ArrayDeque<>();
    private boolean saidMissing;

    /** For the desktop of this machine. */
    public DesktopNotifier(PluginContext context) {
        this(context, DesktopTool.of(System.getProperty("os.name", "")), path());
    }

    /**
     * @param searched folders to look for the tool in
     */
    DesktopNotifier(PluginContext context, DesktopTool tool, List<Path> searched) {
        this.context = context;
        this.tool = tool;
        this.searched = List.copyOf(searched);
        perMinute =
                Integer.parseInt(
                        context.settings()
                                .getOrDefault(DesktopKeys.PER_MINUTE, DesktopKeys.PER_MINUTE_ABSENT)
                                .strip());
    }

    private static List<Path> path() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    @Override
    public String id() {
        return "desktop";
    }

    @Override
    public void deliver(Alert alert) throws IOException, InterruptedException {
        if (shown.contains(alert.id())) {
            return;
        }
        Path command = command();
        awaitTurn();
        show(command, alert);
        shown.add(alert.id());
        if (shown.size() > REMEMBERED) {
            shown.remove(shown.iterator().next());
        }
    }

    private Path command() {
        Optional<Path> found =
                tool == DesktopTool.NONE
                        ? Optional.empty()
                        : searched.stream()
                                .map(folder -> folder.resolve(tool.command()))
                                .filter(Files::isExecutable)
                                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        String what =
                tool == DesktopTool.NONE
                        ? "desktop notifications are not supported on this system: take 'desktop'"
                                + " out of notifiers.enabled"
                        : "desktop notifications need "
                                + tool.command()
                                + ", which is not on the PATH: "
                                + tool.remedy()
                                + ", or take 'desktop' out of notifiers.enabled";
        if (!saidMissing) {
            saidMissing = true;
            context.console().println(what);
        }
        throw new IllegalStateException(what);
    }

    /** Waits while a minute's worth has been shown within a minute. */
    private void awaitTurn() throws InterruptedException {
        long now = System.nanoTime();
        while (!lastMinute.isEmpty() && now - lastMinute.peekFirst() >= MINUTE_NANOS) {
            lastMinute.removeFirst();
        }
        if (lastMinute.size() >= perMinute) {
            TimeUnit.NANOSECONDS.sleep(MINUTE_NANOS - (now - lastMinute.removeFirst()));
            now = System.nanoTime();
        }
        lastMinute.addLast(now);
    }

    private void show(Path command, Alert alert) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(command.toString());
        line.addAll(tool.arguments(title(alert), body(alert)));
        Path said = Files.createTempFile("shikra-desktop-", ".txt");
        try {
            Process process =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            tool.command()
                                    + " gave no answer within "
                                    + PATIENCE.toSeconds()
                                    + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                String text =
                        plain(new String(Files.readAllBytes(said), StandardCharsets.UTF_8), 200);
                throw new IOException(
                        tool.command()
                                + " failed with exit code "
                                + process.exitValue()
                                + ": "
                                + text);
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static String title(Alert alert) {
        String sign =
                alert.direction() == Direction.LONG
                        ? "\u25b2 "
                        : alert.direction() == Direction.SHORT ? "\u25bc " : "\u25c6 ";
        return plain(sign + alert.instrument().symbol() + "  " + alert.ruleName(), LONGEST_TITLE);
    }

    private static String body(Alert alert) {
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "price %s", number(alert.price())));
        if (!Double.isNaN(alert.stop())) {
            text.append("  stop ").append(number(alert.stop()));
        }
        if (!Double.isNaN(alert.target())) {
            text.append("  target ").append(number(alert.target()));
        }
        text.append(String.format(Locale.ROOT, "  confidence %.0f %%", 100 * alert.confidence()));
        return plain(text.toString(), LONGEST_BODY);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1 ? "%.2f" : "%.8f", value);
    }

    /** One line without control signs, cut. */
    private static String plain(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "\u2026";
    }
}
