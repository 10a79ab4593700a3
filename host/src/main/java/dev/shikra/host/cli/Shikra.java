package dev.shikra.host.cli;

import dev.shikra.api.option.PricingModel;
import dev.shikra.api.source.FrameInspector;
import dev.shikra.api.source.InstrumentCatalog;
import dev.shikra.api.source.LoginFlow;
import dev.shikra.host.rule.script.RuleRuntime;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
        exitCodeList = {"0:done", "1:failed", "2:bad usage"})
public final class Shikra implements Runnable {
    @Spec private CommandSpec spec;

    private static final Set<String> RUN_RULES = Set.of("demo", "replay", "run");

    /** The launcher's entry point. */
    public static void main(String[] arguments) {
        // Rules that run interpreted are said so once, by the host, in its own words.
        System.setProperty("polyglot.engine.WarnInterpreterOnly", "false");
        if (arguments.length > 0 && RUN_RULES.contains(arguments[0])) {
            RuleRuntime.loadAhead(); // the longest part of a start, so it begins first
        }
        int exit = commandLine(arguments).execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /**
     * The subcommands by name, in the order of the help. Made when needed: each costs a start some
     * of its time.
     */
    private static Map<String, Supplier<Object>> subcommands() {
        var all = new LinkedHashMap<String, Supplier<Object>>();
        all.put("demo", DemoCommand::new);
        all.put("run", RunCommand::new);
        all.put("exchange", ExchangeCommand::new);
        all.put("replay", ReplayCommand::new);
        all.put("rules", RulesCommand::new);
        all.put("study", StudyCommand::new);
        all.put("candles", CandlesCommand::new);
        all.put("option", () -> new OptionCommand(() -> installed(PricingModel.class)));
        all.put("decode", () -> new DecodeCommand(() -> installed(FrameInspector.class)));
        all.put("kite", () -> new KiteCommand(kite()));
        all.put("journal", JournalCommand::new);
        all.put("plugins", PluginsCommand::new);
        all.put("config", ConfigCommand::new);
        return all;
    }

    /** {@return the command with all its subcommands, ready to execute} */
    public static CommandLine commandLine() {
        return commandLine(new String[0]);
    }

    /**
     * {@return the command with the subcommand that {@code arguments} begin with; with all, if they
     * begin with none}
     */
    private static CommandLine commandLine(String[] arguments) {
        var line = new CommandLine(new Shikra());
        Map<String, Supplier<Object>> all = subcommands();
        if (arguments.length > 0 && all.containsKey(arguments[0])) {
            all.keySet().retainAll(Set.of(arguments[0]));
        }
        all.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
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
                config ->
                        Installation.open(
                                        home,
                                        config.orElse(home.config()),
                                        Map.of(),
                                        System.err,
                                        System.err)
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
