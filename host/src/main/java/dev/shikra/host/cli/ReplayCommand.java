package dev.shikra.host.cli;

import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.JournalReplay;
import dev.shikra.host.RunSummary;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.journal.JournalException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./shikra replay}: recorded ticks through the same stages as live ones. */
@Command(
        name = "replay",
        description = "Runs recorded ticks through journal, engine and rules; prints the alerts.",
        footer = {
            "",
            "The last line on standard output is a summary as JSON. The same files, rules and"
                    + " plugins give the same",
            "alerts, byte for byte."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "Recorded data: CSV, also in .gz or .zip, or captures.")
    private List<Path> files = List.of();

    @Option(
            names = "--sample",
            description = "The built-in sample: 100,000 trades of BTC/USD, November 2013.")
    private boolean sample;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "",
            description =
                    "trades, bars, capture, kite, journal, a preset or a FORMAT.yaml; default: told"
                            + " by the files.")
    private String format = "";

    @Option(
            names = "--speed",
            paramLabel = "max|N",
            defaultValue = "max",
            description = "Times real time; default max.")
    private String speed = "max";

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(names = "--resume", description = "Goes on where the journal of the last replay ends.")
    private boolean resume;

    @Option(
            names = "--no-snapshots",
            description = "Writes none; a resumed run then reads the whole journal.")
    private boolean noSnapshots;

    @Option(
            names = "--notify",
            description =
                    "Sends alerts to all notifiers of the configuration, not only to the console.")
    private boolean notifyAll;

    @Option(
            names = "--redis",
            description = "Writes to Redis as a live run does, under keys that begin with replay:.")
    private boolean redis;

    @Option(
            names = "--json",
            description =
                    "Alerts on standard output as JSON lines; text for people on standard error.")
    private boolean json;

    @Option(names = "--config", paramLabel = "DIR", description = "Configuration; default config/.")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        if (sample != files.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    sample
                            ? "--sample takes no files"
                            : "nothing to replay: give --sample or files");
        }
        HomeDirectory home = HomeDirectory.current();
        PrintStream people = json ? System.err : System.out;
        try (Installation host =
                Installation.open(
                        home,
                        config == null ? home.config() : config,
                        Map.of(),
                        people,
                        System.err)) {
            return replay(host);
        }
    }

    private int replay(Installation host) throws InterruptedException {
        if (format.equals("journal")) {
            return replayJournal(host);
        }
        Optional<String> venue = CapturedSource.venueOf(files, format, host.sourceIds());
        DataSource reader = host.source(CapturedSource.READER);
        DataSource source =
                venue.<DataSource>map(id -> new CapturedSource(reader, host.source(id)))
                        .orElse(reader);
        var request =
                new SourceRequest(
                        files,
                        sample ? "sample" : venue.isPresent() ? CapturedSource.FORMAT : format,
                        Speed.parse(speed, spec.commandLine()),
                        0,
                        host.config().plugin("source-replay"),
                        host.home().var().resolve("cache"));
        List<String> ids =
                notifyAll
                        ? host.config().get(HostKeys.NOTIFIERS)
                        : json ? List.of() : List.of("console");
        List<Notifier> notifiers = host.notifiers(ids);
        try (OrderlyEnd end = new OrderlyEnd();
                RedisSetup to =
                        redis ? RedisSetup.forRun(host, RedisSetup.Run.REPLAY) : RedisSetup.none();
                Scanner scanner =
                        Scanner.open(
                                to.in(settings(host)),
                                host.guests(source, request, notifiers),
                                new ConsoleListener(json, List.of()))) {
            end.of(scanner);
            RunSummary summary = scanner.run();
            System.out.flush();
            System.err.println(RunReport.text(summary.counters()));
            System.out.println(RunReport.line(summary));
            return 0;
        } catch (IOException | IllegalArgumentException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private int replayJournal(Installation host) {
        if (files.size() != 1 || resume || redis || output.captures() || notifyAll) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format journal takes one journal's directory, and none of --resume,"
                            + " --capture, --notify, --redis");
        }
        try (Scratch scratch = Scratch.create()) {
            var replay =
                    new JournalReplay(
                            host::source,
                            host.computing(),
                            host.pluginLoader(),
                            scratch.directory());
            RunSummary summary =
                    replay.run(
                            files.getFirst(),
                            output.files(),
                            new ConsoleListener(json, host.notifiers(List.of("console"))));
            System.out.flush();
            System.err.println(RunReport.text(summary.counters()));
            System.out.println(RunReport.line(summary));
            return 0;
        } catch (IOException | IllegalArgumentException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private ScannerSettings settings(Installation host) {
        return host.settings(
                host.home().var().resolve("replay"),
                resume ? ScannerSettings.Start.RESUME : ScannerSettings.Start.ANEW,
                new ScannerSettings.Clock.Recorded(),
                noSnapshots ? Installation.Snapshots.NONE : Installation.Snapshots.AS_CONFIGURED,
                output.files());
    }
}
