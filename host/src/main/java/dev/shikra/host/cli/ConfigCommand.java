package dev.shikra.host.cli;

import dev.shikra.host.config.Config;
import dev.shikra.host.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./shikra config}: what is configured, and where it was said. */
@Command(name = "config", description = "Shows the configuration in force.")
final class ConfigCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: config explain");
    }

    @Command(
            name = "explain",
            description = "Prints each key: value, where it came from, range, default, meaning.")
    int explain(
            @Option(
                            names = "--config",
                            paramLabel = "DIR",
                            description = "Configuration; default config/.")
                    @Nullable Path directory) {
        HomeDirectory home = HomeDirectory.current();
        try {
            System.out.print(
                    Config.load(
                                    directory == null ? home.config() : directory,
                                    Map.of(),
                                    System.getenv())
                            .explain());
            return 0;
        } catch (IOException | ConfigException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }
}
