package dev.shikra.host.cli;

import dev.shikra.host.config.HostKeys;
import dev.shikra.host.engine.EngineValues;
import dev.shikra.host.rule.RuleCheck;
import dev.shikra.host.rule.RuleCompiler;
import dev.shikra.host.rule.RuleLoader;
import dev.shikra.host.rule.kernel.KernelTrial;
import dev.shikra.host.rule.kernel.Watchdog;
import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./shikra rules}: the rules that users write. */
@Command(
        name = "rules",
        description = "Lists, checks and tests rules, and knows their history.",
        subcommands = {
            RulesListCommand.class,
            RulesTestCommand.class,
            RulesHistoryCommand.class,
            RulesDiffCommand.class,
            RulesRollbackCommand.class,
            RulesTypesCommand.class,
            RulesNewCommand.class,
            RulesExplainCommand.class
        })
final class RulesCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Configuration; default config/.")
    private @Nullable Path config;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what: rules list, check, test, new, explain, history, diff, rollback or types");
    }

    @Command(
            name = "check",
            description =
                    "Parses and tries rules; a line a fault, file:line:column: message. Exit code 1 if there is one.")
    int check(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..*",
                            description = "Rule files or folders; default all rules.")
                    @Nullable List<Path> files) {
        return withLoaders((host, loaders) -> {
            var out = new PrintWriter(System.out, true);
            List<Path> paths = files == null || files.isEmpty() ? List.of(directory(host)) : files;
            return new RuleCheck(loaders).check(paths, out) == RuleCheck.Result.OK ? 0 : 1;
        });
    }

    private static Path directory(Installation host) {
        return host.home().path().resolve(host.config().get(HostKeys.RULE_DIRECTORY));
    }

    private interface Work {
        int with(Installation host, Function<Path, RuleLoader> loaders);
    }

    private int withLoaders(Work work) {
        return withWorkshop(shop ->
                work.with(
                        shop.host(),
                        directory ->
                                directory.equals(shop.directory())
                                        ? shop.loader()
                                        : shop.loader().of(directory)));
    }

    /** Something that is done with rules at hand; gives the exit code. */
    interface Task {
        int with(RuleWorkshop shop);
    }

    int withWorkshop(Task task) {
        HomeDirectory home = HomeDirectory.current();
        try (Installation host =
                        Installation.open(
                                home,
                                config == null ? home.config() : config,
                                Map.of(),
                                System.err,
                                System.err);
                RuleRuntime runtime = new RuleRuntime();
                SyntaxTrees trees = new SyntaxTrees(runtime, home.var().resolve("cache/rules"));
                Watchdog watchdog =
                        new Watchdog(
                                Duration.ofMillis(
                                        host.config().get(HostKeys.WATCHDOG_BUDGET_MS)))) {
            var compiler =
                    new RuleCompiler(
                            trees, host.studies().descriptions().values(), EngineValues.GROUPS);
            var loader =
                    new RuleLoader(
                            directory(host),
                            compiler,
                            new KernelTrial(runtime, watchdog),
                            host.ruleConfiguration());
            return task.with(
                    new RuleWorkshop(host, directory(host), loader, runtime, trees, watchdog));
        }
    }
}
