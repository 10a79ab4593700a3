package dev.shikra.host.cli;

import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.source.SourceRequest;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./shikra exchange}: the simulated exchange alone, for a scanner or another client. */
@Command(
        name = "exchange",
        description =
                "Runs the simulated exchange alone, on the loopback address: Kite's ticker, login and instrument master.",
        footer = {
            "",
            "It prints the settings with which a client connects, as they stand in config/shikra.yaml.",
            "POST /simulator/silence (freeze, restore, reset, expire, duplicate, reorder, delay, malform, trickle; ?frames=N&ms=N) lets something go wrong."
        })
final class ExchangeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--for",
            paramLabel = "60s",
            defaultValue = "",
            description = "Ends after so long, for example 90s or 5m; default: with Ctrl-C.")
    private String duration = "";

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Times real time; default 1.")
    private String speed = "1";

    @Mixin private ExchangeOptions options = new ExchangeOptions();

    @Override
    public Integer call() throws InterruptedException {
        HomeDirectory home = HomeDirectory.current();
        double factor = Speed.parse(speed, spec.commandLine());
        if (factor == SourceRequest.MAX_SPEED) {
            throw new ParameterException(
                    spec.commandLine(), "--speed max: an exchange has a speed; give a number");
        }
        try (Installation host =
                        Installation.open(home, home.config(), Map.of(), System.out, System.err);
                LocalVenue.Running exchange = options.start(host, factor)) {
            System.err.println(
                    "A simulated exchange, " + options.what() + " at " + speed + " times real time. Ctrl-C ends.");
            System.out.println("sources:\n  enabled: [" + exchange.source() + "]");
            System.out.println("plugins:\n  source-" + exchange.source() + ":");
            new TreeMap<>(exchange.connection())
                    .forEach((key, value) -> System.out.println("    " + key + ": \"" + value + "\""));
            System.out.flush();
            Thread.sleep(RunTime.parse(duration, spec));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }
}
