package dev.shikra.host.cli;

import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.LivePlugins;
import dev.shikra.host.RunSummary;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./shikra demo}: the scanner at work, with no account and nothing to set up. */
@Command(
        name = "demo",
        description = {
            "Shows the scanner at work, with no account: a simulated exchange on this machine,"
                    + " followed over Kite's protocol,",
            "or (--sample) recorded trades; alerts on the console and in the browser."
        },
        footer = {
            "",
            "Edit a file in rules/patterns while it runs: the new version takes over within a"
                    + " second."
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
            names = "--port",
            paramLabel = "N",
            description = "Of the page on the loopback address; default admin.port, which is 8080.")
    private @Nullable Integer port;

    @Mixin private ExchangeOptions exchangeOptions = new ExchangeOptions();

    @Option(names = "--headless", description = "Without page, health and metrics.")
    private boolean headless;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--open", description = "Opens the page in the browser.")
    private boolean open;

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
        try (LocalVenue.Running exchange = exchangeOptions.start(host, factor)) {
            System.out.println(
                    "Shikra demo: a simulated exchange at "
                            + exchange.connection().getOrDefault("websocketUrl", "")
                            + ", "
                            + exchangeOptions.what()
                            + " at "
                            + times
                            + " times real time.");
            var connection = new LinkedHashMap<>(exchange.connection());
            connection.putIfAbsent(
                    "tokenFile", host.home().var().resolve("demo/token.json").toString());
            connection.putIfAbsent("watched", "*");
            InstantSource clock = exchange.clock();
            SourceRequest request =
                    new SourceRequest(
                                    List.of(),
                                    "",
                                    SourceRequest.MAX_SPEED,
                                    0,
                                    connection,
                                    host.home().var().resolve("demo/cache"))
                            .withClock(clock);
            Duration second = Duration.ofNanos(Math.max(1_000_000, (long) (1e9 / factor)));
            return run(
                    host,
                    exchange.source(),
                    request,
                    new ScannerSettings.Clock.Running(clock, second));
        }
    }

    private int run(
            Installation host, String source, SourceRequest request, ScannerSettings.Clock clock)
            throws IOException, InterruptedException {
        System.out.println(
                "The rules are in "
                        + host.home().path().resolve(host.config().get(HostKeys.RULE_DIRECTORY))
                        + ": change one and save it. Ctrl-C ends.");
        ScannerSettings bare =
                host.settings(
                                host.home().var().resolve("demo"),
                                ScannerSettings.Start.ANEW,
                                clock,
                                Installation.Snapshots.AS_CONFIGURED,
                                output.files())
                        .withoutHistoryFiles();
        List<String> notifiers = List.of("console");
        var console = new ConsoleListener(false, List.of());
        try (OrderlyEnd orderly = new OrderlyEnd();
                AdminDoor door = headless ? AdminDoor.none(console) : door(host, source, console);
                RedisSetup redis = RedisSetup.forRun(host, RedisSetup.Run.DEMO);
                Scanner scanner =
                        Scanner.open(
                                redis.in(bare).withCharts(door.charts()),
                                host.guests(
                                        host.source(source),
                                        request,
                                        host.liveNotifiers(notifiers)),
                                door.listener());
                LivePlugins _ = host.watch(scanner, source, notifiers, door.listener());
                ScheduledExecutorService end =
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().factory())) {
            System.out.println();
            door.attach(scanner);
            orderly.of(scanner);
            end.schedule(
                    scanner::stop, RunTime.parse(duration, spec).toMillis(), TimeUnit.MILLISECONDS);
            RunSummary summary = scanner.run();
            end.shutdownNow();
            System.out.println(RunReport.text(summary.counters()));
            System.out.println(summary.alerts() + " alerts of " + summary.signals() + " signals");
            return 0;
        }
    }

    private AdminDoor door(Installation host, String source, ConsoleListener console) {
        OptionalInt wanted = port == null ? OptionalInt.empty() : OptionalInt.of(port);
        AdminDoor door = AdminDoor.open(host, source, wanted, console);
        door.address()
                .ifPresent(address -> {
                    System.out.println("The page: " + address);
                    if (open) {
                        Browser.open(address, console);
                    }
                });
        return door;
    }
}
