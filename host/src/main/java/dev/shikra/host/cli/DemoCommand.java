package dev.shikra.host.cli;

import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.RunSummary;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.time.Duration;
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
        description = "Shows the scanner at work: real trades at a speed that can be watched, alerts on the console.",
        footer = {"", "Edit a file in rules/patterns while it runs: the new version takes over within a second."})
final class DemoCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--for", paramLabel = "60s", defaultValue = "", description = "Ends after so long, for example 90s or 5m; default when the data ends.")
    private String duration = "";

    @Option(names = "--speed", paramLabel = "max|N", defaultValue = "900", description = "Times real time; default 900: a day in 96 s.")
    private String speed = "900";

    @Override
    public Integer call() throws InterruptedException {
        double times = Speed.parse(speed, spec.commandLine());
        Duration atMost = duration();
        HomeDirectory home = HomeDirectory.current();
        try (Installation host = Installation.open(home, home.config(), Map.of(), System.out, System.err)) {
            var request =
                    new SourceRequest(
                            List.of(), "sample", times, 0, host.config().plugin("source-replay"), host.home().var().resolve("cache"));
            System.out.println(
                    "Shikra demo: 100,000 trades of BTC/USD, a week of November 2013, at "
                            + (times == SourceRequest.MAX_SPEED ? "full speed" : speed + " times real time")
                            + ".\nThe rules are in "
                            + host.home().path().resolve(host.config().get(HostKeys.RULE_DIRECTORY))
                            + ": change one and save it. Ctrl-C ends.\n");
            ScannerSettings settings =
                    host.settings(
                            host.home().var().resolve("demo"),
                            ScannerSettings.Start.ANEW,
                            ScannerSettings.Clock.RECORDED,
                            Installation.Snapshots.AS_CONFIGURED,
                            ScannerSettings.Files.NONE);
            try (OrderlyEnd orderly = new OrderlyEnd();
                    Scanner scanner =
                            Scanner.open(
                                    settings,
                                    host.guests(host.source("replay"), request, host.notifiers(List.of("console"))),
                                    new ConsoleListener(false));
                    ScheduledExecutorService end = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
                orderly.of(scanner);
                end.schedule(scanner::stop, atMost.toMillis(), TimeUnit.MILLISECONDS);
                RunSummary summary = scanner.run();
                end.shutdownNow();
                System.out.println(RunReport.text(summary.counters()));
                System.out.println(summary.alerts() + " alerts of " + summary.signals() + " signals");
                return 0;
            }
        } catch (IOException | IllegalArgumentException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private Duration duration() {
        if (duration.isEmpty()) {
            return Duration.ofDays(365);
        }
        try {
            return Duration.parse("PT" + duration);
        } catch (java.time.format.DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--for " + duration + ": it is a time such as 60s, 5m or 1h30m");
        }
    }
}
