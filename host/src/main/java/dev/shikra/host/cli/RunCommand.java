package dev.shikra.host.cli;

import dev.shikra.api.source.SimulatedTime;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.LivePlugins;
import dev.shikra.host.RunSummary;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./shikra run}: the service, on the source that the configuration names. */
@Command(
        name = "run",
        description =
                "Runs the service: follows the source of the configuration until it is told to"
                        + " end.",
        footer = {
            "",
            "Set sources.enabled and the source's section in config/shikra.yaml first. After a stop"
                    + " or a crash it goes on where it was."
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "DIR", description = "Configuration; default config/.")
    private @Nullable Path config;

    @Option(names = "--headless", description = "Without page, health and metrics.")
    private boolean headless;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        HomeDirectory home = HomeDirectory.current();
        try (Installation host =
                Installation.open(
                        home,
                        config == null ? home.config() : config,
                        Map.of(),
                        System.out,
                        System.err)) {
            List<String> sources = host.config().get(HostKeys.SOURCES);
            if (sources.size() != 1) {
                throw new CommandFailed(
                        "sources.enabled names "
                                + (sources.isEmpty() ? "no source" : sources.size() + " sources")
                                + ": give one in config/shikra.yaml, for example sources.enabled:"
                                + " [kite]; './shikra demo' needs none");
            }
            String id = sources.getFirst();
            var request =
                    new SourceRequest(
                            List.of(),
                            "",
                            SourceRequest.MAX_SPEED,
                            0,
                            host.config().plugin(host.plugins().pluginOf(host.source(id))),
                            host.home().var().resolve("cache"));
            ScannerSettings bare =
                    host.settings(
                            host.home().var().resolve("live"),
                            ScannerSettings.Start.RESUME_OR_SET_ASIDE,
                            clock(request.settings()),
                            Installation.Snapshots.AS_CONFIGURED,
                            output.files());
            List<String> notifiers = host.config().get(HostKeys.NOTIFIERS);
            var console = new ConsoleListener(false, List.of());
            try (OrderlyEnd orderly = new OrderlyEnd();
                    AdminDoor door =
                            headless
                                    ? AdminDoor.none(console)
                                    : AdminDoor.open(host, id, OptionalInt.empty(), console);
                    RedisSetup redis = RedisSetup.forRun(host, RedisSetup.Run.LIVE);
                    Scanner scanner =
                            Scanner.open(
                                    redis.in(bare).withCharts(door.charts()),
                                    host.guests(
                                            new RelayedSource(host.source(id), host::source),
                                            request,
                                            host.liveNotifiers(notifiers)),
                                    door.listener());
                    LivePlugins _ = host.watch(scanner, id, notifiers, door.listener())) {
                door.attach(scanner);
                door.address().ifPresent(address -> console.notice("page: " + address));
                orderly.of(scanner);
                RunSummary summary = scanner.run();
                System.err.println(RunReport.text(summary.counters()));
                return 0;
            }
        } catch (IOException | IllegalArgumentException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** A simulated exchange has a clock of its own, which its settings name. */
    private static ScannerSettings.Clock clock(Map<String, String> source) {
        String text = source.get("clock");
        if (text == null) {
            return new ScannerSettings.Clock.Running(InstantSource.system(), Duration.ofSeconds(1));
        }
        SimulatedTime time = SimulatedTime.parse(text);
        return new ScannerSettings.Clock.Running(time, time.realSecond());
    }
}
