package dev.shikra.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./shikra bench}: measures, with peers beside us in the same run. */
@Command(
        name = "shikra bench",
        description = "Measures how fast Shikra is, and its peers in the same run.",
        mixinStandardHelpOptions = true,
        version = "shikra bench",
        footer = {
            "",
            "A table goes to standard error; with --json each figure is a line on standard output:",
            "{\"bench\",\"case\",\"value\",\"unit\",\"peer\",\"peerValue\",\"ratio\"}, the last"
                    + " three null where there is no peer."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:bad usage"})
public final class Bench implements Callable<Integer> {
    private static final String ALL = "all";

    private final List<Benchmark> benchmarks;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What to measure; 'all' or nothing: everything.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Rough figures within a minute each.")
    private boolean quick;

    @Option(names = "--json", description = "Figures as JSON lines on standard output.")
    private boolean json;

    @Option(names = "--list", description = "Names what can be measured.")
    private boolean list;

    Bench(List<Benchmark> benchmarks) {
        this.benchmarks = List.copyOf(benchmarks);
    }

    /** The launcher's entry point. */
    public static void main(String[] arguments) {
        System.exit(commandLine(everything()).execute(arguments));
    }

    /** {@return what can be measured, in the order in which it is} */
    static List<Benchmark> everything() {
        return List.of(
                new EngineBench(), // first: it also measures what is cold
                new RulesBench(),
                new PrintedBench(
                        "decode",
                        "packets of the Kite protocol a second and thread",
                        2_000,
                        200,
                        DecodeBench::run),
                new PrintedBench(
                        "option",
                        "implied volatility, Greeks and chains, Commons Math beside them",
                        500,
                        50,
                        OptionBench::run),
                new PrintedBench(
                        "studies",
                        "25 studies per tick and bar, ta4j and TA-Lib's Java port beside them",
                        1_000,
                        200,
                        StudiesBench::run),
                new PrintedBench(
                        "candles",
                        "61 candlestick functions per closed bar, TA-Lib's Java port beside them",
                        2_000,
                        200,
                        StudiesBench::runCandles),
                new LatencyBench(),
                new ReloadBench(),
                new RedisBench(),
                new SoakBench());
    }

    static CommandLine commandLine(List<Benchmark> benchmarks) {
        return new CommandLine(new Bench(benchmarks));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            for (Benchmark each : benchmarks) {
                spec.commandLine().getOut().printf("%-10s %s%n", each.name(), each.description());
            }
            return 0;
        }
        var options =
                new Options(
                        quick ? Options.Effort.QUICK : Options.Effort.FULL,
                        Path.of(System.getProperty("shikra.home", ""))
                                .toAbsolutePath()
                                .normalize());
        for (Benchmark each : chosen()) {
            var results =
                    new Results(json ? Optional.of(System.out) : Optional.empty(), System.err);
            each.run(options, results);
            if (results.count() == 0) {
                throw new IllegalStateException(each.name() + " measured nothing");
            }
        }
        return 0;
    }

    private List<Benchmark> chosen() {
        var wanted = new LinkedHashSet<String>(names.isEmpty() ? List.of(ALL) : names);
        var found = new ArrayList<Benchmark>();
        for (Benchmark each : benchmarks) {
            boolean inAll = (names.isEmpty() || names.contains(ALL)) && each.isPartOfAll();
            if (wanted.remove(each.name()) || inAll) {
                found.add(each);
            }
        }
        wanted.remove(ALL);
        if (!wanted.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no benchmark is called '"
                            + wanted.iterator().next()
                            + "': there are "
                            + benchmarks.stream()
                                    .map(Benchmark::name)
                                    .collect(Collectors.joining(", "))
                            + " and "
                            + ALL);
        }
        return found;
    }
}
