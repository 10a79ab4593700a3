package dev.shikra.host.cli;

import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.LocalVenue;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.config.HostKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a simulated exchange trades; shared by the commands that start one. */
final class ExchangeOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the simulated market: the same seed, the same day.")
    private long seed = 1;

    @Option(
            names = "--exchange-port",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Of the simulated exchange on the loopback address; default any free one.")
    private int port;

    @Option(
            names = "--market",
            paramLabel = "FILE",
            description =
                    "Trades recorded data instead of an invented market: a capture of Kite's frames, or files of minute bars (CSV, .gz, .zip).")
    private List<Path> market = List.of();

    @Option(
            names = "--day",
            paramLabel = "DATE",
            defaultValue = "",
            description = "Which day of the minute bars, as 2016-08-16; default their first.")
    private String day = "";

    /**
     * Starts the exchange.
     *
     * @param speed times real time
     * @throws CommandFailed if no plugin brings one
     */
    LocalVenue.Running start(Installation host, double speed) throws IOException {
        LocalVenue venue =
                host.plugins().extensions(LocalVenue.class).stream()
                        .filter(each -> each.id().equals("simulator"))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandFailed(
                                        "no plugin brings the simulated exchange: install source-simulator, or use demo --sample"));
        var settings = new LinkedHashMap<>(host.config().plugin("source-simulator"));
        settings.put("seed", Long.toString(seed));
        settings.put("port", Integer.toString(port));
        settings.put("speed", Double.toString(speed));
        if (!day.isEmpty()) {
            settings.put("day", day);
        }
        if (market.size() == 1 && Files.exists(InstrumentList.beside(market.getFirst()))) {
            settings.put("capture", market.getFirst().toString());
        } else if (!market.isEmpty()) {
            settings.put(
                    "minutes",
                    market.stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        if (List.of("start", "day", "capture", "minutes").stream()
                .noneMatch(settings::containsKey)) {
            settings.put("start", lastOpening(host).toString());
        }
        return venue.start(Map.copyOf(settings));
    }

    /** {@return what is traded, for people} */
    String what() {
        return market.isEmpty() ? "a session of NSE" : "recorded data of " + market.getFirst();
    }

    /**
     * The exchange opens on the last day that had a session, so that the calendar's holidays are
     * kept.
     */
    private static Instant lastOpening(Installation host) throws IOException {
        Path file =
                host.home()
                        .path()
                        .resolve(host.config().get(HostKeys.CALENDAR_DIRECTORY))
                        .resolve("nse.yaml");
        SessionCalendar calendar = SessionCalendar.load(file);
        long now = System.currentTimeMillis();
        Session session = calendar.sessionAt(now);
        if (!session.trades() || session.openMs() > now) {
            session = calendar.previous(session);
        }
        return Instant.ofEpochMilli(session.openMs());
    }
}
