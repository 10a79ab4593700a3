package dev.shikra.host.cli;

import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.RunSummary;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./shikra demo}: the scanner at work, with no account and nothing to set up. */
@Command(
        name = "demo",
        description = {
            "Shows the scanner at work, with no account: a simulated exchange on this machine, followed over Kite's protocol,",
            "or (--sample) recorded trades; alerts on the console."
        },
        footer = {
            "",
            "Edit a file in rules/patterns while it runs: the new version takes over within a second."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--sample",
            description = "100,000 recorded trades of BTC/USD instead of the simulated exchange.")
    private boolean sample;

    @Option(
            names = "--for",
            paramLabel = "60s",
            defaultValue = "",
            description = "Ends after so long, for example 90s or 5m; default when the data ends.")
    private String duration = "";

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "",
            description =
                    "Times real time; default 240 (a session in 94 s), and 900 with --sample.")
    private String speed = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the simulated market: the same seed, the same day.")
    private long seed = 1;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Of the simulated exchange on the loopback address; default any free one.")
    private int port;

    @Option(names = "--headless", description = "Without a browser; so far always.")
    private boolean headless;

    @Override
    public Integer call() throws InterruptedException {
        HomeDirectory home = HomeDirectory.current();
        try (Installation host =
                Installation.open(home, home.config(), Map.of(), System.out, System.err)) {
            return sample ? recorded(host) : simulated(host);
        } catch (IOException | IllegalArgumentException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private int recorded(Installation host) throws IOException, InterruptedException {
        String times = speed.isEmpty() ? "900" : speed;
        System.out.println(
                "Shikra demo: 100,000 trades of BTC/USD, a week of November 2013, at "
                        + times
                        + " times real time.");
        var request =
                new SourceRequest(
                        List.of(),
                        "sample",
                        Speed.parse(times, spec.commandLine()),
                        0,
                        host.config().plugin("source-replay"),
                        host.home().var().resolve("cache"));
        return run(host, "replay", request, new ScannerSettings.Clock.Recorded());
    }

    private int simulated(Installation host) throws IOException, InterruptedException {
        String times = speed.isEmpty() ? "240" : speed;
        double factor = Speed.parse(times, spec.commandLine());
        if (factor == SourceRequest.MAX_SPEED) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--speed max: a live exchange has a speed; give a number such as 240");
        }
        LocalVenue venue =
                host.plugins().extensions(LocalVenue.class).stream()
                        .filter(each -> each.id().equals("simulator"))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandFailed(
                                        "no plugin brings the simulated exchange: install source-simulator, or use --sample"));
        var settings = new LinkedHashMap<>(host.config().plugin("source-simulator"));
        settings.put("seed", Long.toString(seed));
        settings.put("port", Integer.toString(port));
        settings.put("speed", Double.toString(factor));
        settings.putIfAbsent("start", lastOpening(host).toString());
        try (LocalVenue.Running exchange = venue.start(settings)) {
            System.out.println(
                    "Shikra demo: a simulated exchange at "
                            + exchange.connection().getOrDefault("websocketUrl", "")
                            + ", a session of NSE at "
                            + times
                            + " times real time.");
            var connection = new LinkedHashMap<>(exchange.connection());
            connection.putIfAbsent(
                    "tokenFile", host.home().var().resolve("demo/token.json").toString());
            connection.putIfAbsent("watched", "*");
            var request =
                    new SourceRequest(
                            List.of(),
                            "",
                            SourceRequest.MAX_SPEED,
                            0,
                            connection,
                            host.home().var().resolve("demo/cache"));
            Duration second = Duration.ofNanos(Math.max(1_000_000, (long) (1e9 / factor)));
            return run(
                    host,
                    exchange.source(),
                    request,
                    new ScannerSettings.Clock.Running(exchange.clock(), second));
        }
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

    private int run(
            Installation host, String source, SourceRequest request, ScannerSettings.Clock clock)
            throws IOException, InterruptedException {
        System.out.println(
                "The rules are in "
                        + host.home().path().resolve(host.config().get(HostKeys.RULE_DIRECTORY))
                        + ": change one and save it. Ctrl-C ends.\n");
        ScannerSettings settings =
                host.settings(
                                host.home().var().resolve("demo"),
                                ScannerSettings.Start.ANEW,
                                clock,
                                Installation.Snapshots.AS_CONFIGURED,
                                ScannerSettings.Files.NONE)
                        .withoutHistory();
        Scanner.Guests guests =
                host.guests(host.source(source), request, host.notifiers(List.of("console")));
        try (OrderlyEnd orderly = new OrderlyEnd();
                Scanner scanner =
                        Scanner.open(settings, guests, new ConsoleListener(false, List.of()));
                ScheduledExecutorService end =
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().factory())) {
            orderly.of(scanner);
            end.schedule(scanner::stop, duration().toMillis(), TimeUnit.MILLISECONDS);
            RunSummary summary = scanner.run();
            end.shutdownNow();
            System.out.println(RunReport.text(summary.counters()));
            System.out.println(summary.alerts() + " alerts of " + summary.signals() + " signals");
            return 0;
        }
    }

    private Duration duration() {
        if (duration.isEmpty()) {
            return Duration.ofDays(365);
        }
        try {
            return Duration.parse("PT" + duration);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--for " + duration + ": it is a time such as 60s, 5m or 1h30m");
        }
    }
}
