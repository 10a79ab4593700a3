package dev.shikra.plugins.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a simulated exchange runs.
 *
 * @param port on the loopback address; 0 for any free one
 * @param seed of the market; the same seed and day, the same market
 * @param speed simulated seconds a second, above 0
 * @param start simulated time at the start; its day in the market's zone is the day traded
 * @param instruments at least {@value Universe#LEAST}
 * @param heartbeat the machine's time between heartbeats
 * @param capture frames to send instead of the market's
 * @param minutes files of minute bars to tell as trades instead; their day is that of {@code start}
 */
public record SimulatorSettings(
        int port,
        long seed,
        double speed,
        Instant start,
        int instruments,
        Duration heartbeat,
        Optional<Path> capture,
        List<Path> minutes) {
    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "port",
                            "seed",
                            "speed",
                            "start",
                            "day",
                            "instruments",
                            "capture",
                            "minutes"));
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /**
     * @throws IllegalArgumentException if a number is outside its range
     */
    public SimulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (!(speed > 0 && speed <= 100_000)) {
            throw new IllegalArgumentException(
                    "speed " + speed + " is not above 0 and at most 100000");
        }
        if (instruments < Universe.LEAST || instruments > 100_000) {
            throw new IllegalArgumentException(
                    instruments + " instruments: give " + Universe.LEAST + " to 100000");
        }
    }

    /** Without minute bars. */
    public SimulatorSettings(
            int port,
            long seed,
            double speed,
            Instant start,
            int instruments,
            Duration heartbeat,
            Optional<Path> capture) {
        this(port, seed, speed, start, instruments, heartbeat, capture, List.of());
    }

    /** The usual market at a time and speed. */
    public static SimulatorSettings of(int port, long seed, double speed, Instant start) {
        return new SimulatorSettings(
                port, seed, speed, start, Universe.LEAST, HEARTBEAT, Optional.empty());
    }

    /**
     * Reads settings from text; each has a default.
     *
     * @throws IllegalArgumentException if one is wrong; the message names it and says what is right
     * @throws IOException if recorded data can't be read, which says when it begins
     */
    public static SimulatorSettings parse(Map<String, String> settings, Instant now)
            throws IOException {
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "the simulator has no setting '" + key + "': there are " + KEYS);
            }
        }
        String port = settings.getOrDefault("port", "0");
        String seed = settings.getOrDefault("seed", "1");
        String speed = settings.getOrDefault("speed", "1");
        String instruments = settings.getOrDefault("instruments", Integer.toString(Universe.LEAST));
        Optional<Path> capture = Optional.ofNullable(settings.get("capture")).map(Path::of);
        List<Path> minutes =
                Stream.of(settings.getOrDefault("minutes", "").split(",", -1))
                        .map(String::strip)
                        .filter(file -> !file.isEmpty())
                        .map(Path::of)
                        .toList();
        if (capture.isPresent() && !minutes.isEmpty()) {
            throw new IllegalArgumentException(
                    "the simulator's settings 'capture' and 'minutes' exclude each other");
        }
        try {
            return new SimulatorSettings(
                    Integer.parseInt(port),
                    Long.parseLong(seed),
                    Double.parseDouble(speed),
                    start(settings, capture, minutes, now),
                    Integer.parseInt(instruments),
                    HEARTBEAT,
                    capture,
                    minutes);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the simulator's port '%s', seed '%s', speed '%s' and instruments '%s' must be numbers"
                            .formatted(port, seed, speed, instruments),
                    e);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the simulator's start '"
                            + settings.getOrDefault("start", "")
                            + "' or day '"
                            + settings.getOrDefault("day", "")
                            + "' is none: write them as 2026-01-05T03:45:00Z and 2026-01-05",
                    e);
        }
    }

    private static Instant start(
            Map<String, String> settings, Optional<Path> capture, List<Path> minutes, Instant now)
            throws IOException {
        if (settings.containsKey("start")) {
            return Instant.parse(settings.get("start"));
        }
        if (capture.isPresent()) {
            try (var frames = new RecordedFrames(capture.get())) {
                return Instant.ofEpochMilli(
                        frames.next()
                                .orElseThrow(() -> new IOException(capture.get() + ": is empty"))
                                .receiptMs());
            }
        }
        if (!minutes.isEmpty() || settings.containsKey("day")) {
            LocalDate day =
                    settings.containsKey("day")
                            ? LocalDate.parse(settings.get("day"))
                            : MinuteFiles.firstDay(minutes);
            return day.atTime(Market.OPEN).atZone(Market.ZONE).toInstant();
        }
        return opening(now);
    }

    /** {@return the last opening at or before {@code now} on a weekday} */
    private static Instant opening(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, Market.ZONE);
        while (day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()
                || day.atTime(Market.OPEN).atZone(Market.ZONE).toInstant().isAfter(now)) {
            day = day.minusDays(1);
        }
        return day.atTime(Market.OPEN).atZone(Market.ZONE).toInstant();
    }
}
