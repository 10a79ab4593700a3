package dev.shikra.host.cli;

import dev.shikra.api.option.PricingModel;
import dev.shikra.api.source.FrameInspector;
import dev.shikra.api.source.InstrumentCatalog;
import dev.shikra.api.source.LoginFlow;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code ./shikra}. */
@Command(
        name = "shikra",
        description = "Intraday market scanner and alert host.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:bad usage"},
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ReplayCommand.class,
            StudyCommand.class,
            CandlesCommand.class,
            RulesCommand.class,
            JournalCommand.class,
            ConfigCommand.class,
            PluginsCommand.class
        })
public final class Shikra implements Runnable {
    @Spec private CommandSpec spec;

    /** The launcher's entry point. */
    public static void main(String[] arguments) {
        // Rules that run interpreted are said so once, by the host, in its own words.
        System.setProperty("polyglot.engine.WarnInterpreterOnly", "false");
        int exit = commandLine().execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** {@return the command with all its subcommands, ready to execute} */
    public static CommandLine commandLine() {
        return new CommandLine(new Shikra())
                .addSubcommand(new DecodeCommand(() -> installed(FrameInspector.class)))
                .addSubcommand(new KiteCommand(kite()))
                .addSubcommand(new OptionCommand(() -> installed(PricingModel.class)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    PrintWriter err = command.getErr();
                    if (failure instanceof CommandFailed) {
                        err.println(failure.getMessage());
                    } else {
                        failure.printStackTrace(err);
                    }
                    err.flush();
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static KiteCommand.Context kite() {
        HomeDirectory home = HomeDirectory.current();
        return new KiteCommand.Context(
                () -> installed(LoginFlow.class),
                () -> installed(InstrumentCatalog.class),
                () ->
                        Installation.open(home, home.config(), Map.of(), System.err, System.err)
                                .config()
                                .plugin("source-kite"),
                home.var().resolve("cache"),
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    private static <T> List<T> installed(Class<T> extension) {
        HomeDirectory home = HomeDirectory.current();
        // Open until the process ends: what is found lives in its class loaders.
        return Installation.open(home, home.config(), Map.of(), System.err, System.err)
                .plugins()
                .extensions(extension);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
