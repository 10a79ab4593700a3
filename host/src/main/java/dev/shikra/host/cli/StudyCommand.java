package dev.shikra.host.cli;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudySpec;
import dev.shikra.host.study.StudyCatalog;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./shikra study}: studies over a file of bars. */
@Command(
        name = "study",
        description =
                "Computes studies over bars and prints CSV; an empty cell is warm-up or undefined.",
        footer = {"", "Example: ./shikra study \"ema length=20\" \"macd\" --bars bars.csv.gz"})
final class StudyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY",
            arity = "0..*",
            description = "Name and parameters, for example \"ema length=20 seed=first\".")
    private List<String> studies = List.of();

    @Option(
            names = "--bars",
            paramLabel = "FILE",
            description = "CSV: idx,time_ms,session,open,high,low,close,volume; also .gz.")
    private @Nullable Path bars;

    @Option(
            names = "--list",
            description = "Lists all studies with parameters, defaults and outputs.")
    private boolean list;

    @Option(names = "--json", description = "With --list: one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        HomeDirectory home = HomeDirectory.current();
        try (Installation host =
                Installation.open(home, home.config(), Map.of(), System.err, System.err)) {
            if (list) {
                host.studies()
                        .descriptions()
                        .values()
                        .forEach(study ->
                                System.out.println(
                                        json
                                                ? jsonLine(study, warmUp(host.studies(), study))
                                                : text(study, warmUp(host.studies(), study))));
                return 0;
            }
            if (studies.isEmpty() || bars == null) {
                throw new ParameterException(
                        spec.commandLine(), "give at least one study and --bars FILE, or --list");
            }
            compute(host.studies(), studies, BarFile.read(bars));
            return 0;
        }
    }

    /** Prints the outputs of studies over bars, a column each. */
    static void compute(StudyCatalog catalog, List<String> arguments, BarFile file) {
        var made = new ArrayList<Study>();
        var header = new StringBuilder("idx");
        for (String argument : arguments) {
            Study study =
                    parse(
                            catalog,
                            argument,
                            new SeriesShape(file.timeframe(), file.barsPerSession()));
            made.add(study);
            study.outputs()
                    .forEach(output ->
                            header.append(',').append(argument).append(':').append(output));
        }
        var states = made.stream().map(study -> new double[study.stateSize()]).toList();
        var outs = made.stream().map(study -> new double[study.outputs().size()]).toList();
        var out =
                new PrintStream(
                        new java.io.BufferedOutputStream(
                                new java.io.FileOutputStream(java.io.FileDescriptor.out), 1 << 16),
                        false,
                        StandardCharsets.UTF_8);
        out.println(header);
        var line = new StringBuilder();
        for (int i = 0; i < file.bars().size(); i++) {
            Bar bar = file.bars().get(i);
            line.setLength(0);
            line.append(file.index().get(i));
            for (int s = 0; s < made.size(); s++) {
                made.get(s).commit(bar, states.get(s), 0, outs.get(s), 0);
                for (double value : outs.get(s)) {
                    line.append(',');
                    if (!Double.isNaN(value)) {
                        line.append(value);
                    }
                }
            }
            out.println(line);
        }
        out.flush();
    }

    private static Study parse(StudyCatalog catalog, String argument, SeriesShape series) {
        String[] words = argument.strip().split("\\s+");
        StudyDescription description = catalog.descriptions().get(words[0]);
        if (description == null) {
            throw new CommandFailed(
                    "no study '"
                            + words[0]
                            + "': there are "
                            + String.join(", ", catalog.descriptions().keySet()));
        }
        var given = new LinkedHashMap<String, String>();
        for (int w = 1; w < words.length; w++) {
            int equals = words[w].indexOf('=');
            if (equals < 1) {
                throw new CommandFailed(
                        "'"
                                + words[w]
                                + "' in '"
                                + argument
                                + "' is no parameter: write name=value");
            }
            given.put(words[w].substring(0, equals), words[w].substring(equals + 1));
        }
        try {
            StudySpec study = description.spec(given);
            return catalog.create(study, series);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("'" + argument + "': " + e.getMessage(), e);
        }
    }

    /** Closed bars that the study needs with its defaults, on minutes of an Indian session. */
    private static int warmUp(StudyCatalog catalog, StudyDescription study) {
        return catalog.create(study.spec(Map.of()), new SeriesShape(Timeframe.M1, 375))
                .warmUpBars();
    }

    private static String text(StudyDescription study, int warmUpBars) {
        String parameters =
                study.parameters().stream()
                        .map(p -> p.name() + "=" + p.defaultText())
                        .collect(Collectors.joining(" "));
        return "%-16s %-44s -> %s%n%17s%s; warm-up %d"
                .formatted(
                        study.name(),
                        parameters,
                        String.join(" ", study.outputs()),
                        "",
                        study.summary(),
                        warmUpBars);
    }

    private static String jsonLine(StudyDescription study, int warmUpBars) {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", study.name());
        line.put("summary", study.summary());
        line.put("parameters", study.parameters().stream().map(StudyCommand::parameter).toList());
        line.put("outputs", study.outputs());
        line.put("warmUpBars", warmUpBars);
        return JsonMapper.builder().build().writeValueAsString(line);
    }

    private static Map<String, String> parameter(Parameter parameter) {
        var described = new LinkedHashMap<String, String>();
        described.put("name", parameter.name());
        described.put("default", parameter.defaultText());
        described.put("allowed", parameter.allowed());
        return described;
    }
}
