package dev.shikra.host.cli;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.RunSummary;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.engine.EngineCounters;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.journal.JournalException;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.projection.AlertJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "The last line on standard output is a summary as JSON. The same files, rules and plugins give the same",
            "alerts, byte for byte."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Recorded data: CSV, also in .gz or .zip, or captures.")
    private List<Path> files = List.of();

    @Option(names = "--sample", description = "The built-in sample: 100,000 trades of BTC/USD, November 2013.")
    private boolean sample;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "",
            description = "trades, bars, capture, a preset or a FORMAT.yaml; default: told by the files.")
    private String format = "";

    @Option(names = "--speed", paramLabel = "max|N", defaultValue = "max", description = "Times real time; default max.")
    private String speed = "max";

    @Option(names = "--alerts", paramLabel = "FILE", description = "Writes alerts as JSON lines.")
    private @Nullable Path alerts;

    @Option(names = "--signals", paramLabel = "FILE", description = "Writes all signals as JSON lines.")
    private @Nullable Path signals;

    @Option(names = "--capture", paramLabel = "FILE", description = "Writes the frames as received.")
    private @Nullable Path capture;

    @Option(names = "--resume", description = "Goes on where the journal of the last replay ends.")
    private boolean resume;

    @Option(names = "--no-snapshots", description = "Writes none; a resumed run then reads the whole journal.")
    private boolean noSnapshots;

    @Option(names = "--notify", description = "Sends alerts to all notifiers of the configuration, not only to the console.")
    private boolean notifyAll;

    @Option(names = "--json", description = "Alerts on standard output as JSON lines; text for people on standard error.")
    private boolean json;

    @Option(names = "--config", paramLabel = "DIR", description = "Configuration; default config/.")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        if (sample != files.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), sample ? "--sample takes no files" : "nothing to replay: give --sample or files");
        }
        HomeDirectory home = HomeDirectory.current();
        PrintStream people = json ? System.err : System.out;
        try (Installation host =
                Installation.open(home, config == null ? home.config() : config, Map.of(), people, System.err)) {
            return replay(host);
        }
    }

    private int replay(Installation host) throws InterruptedException {
        var request =
                new SourceRequest(
                        files,
                        sample ? "sample" : format,
                        speed(),
                        0,
                        host.config().plugin("source-replay"),
                        host.home().var().resolve("cache"));
        List<String> ids = notifyAll ? host.config().get(HostKeys.NOTIFIERS) : json ? List.of() : List.of("console");
        List<Notifier> notifiers = host.notifiers(ids);
        try (Scanner scanner =
                Scanner.open(settings(host), host.guests(host.source("replay"), request, notifiers), new Console(json))) {
            RunSummary summary = scanner.run();
            System.out.flush();
            report(summary.counters());
            System.out.println(line(summary));
            return 0;
        } catch (IOException | IllegalArgumentException | JournalException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private double speed() {
        if (speed.equals("max")) {
            return SourceRequest.MAX_SPEED;
        }
        try {
            double times = Double.parseDouble(speed);
            if (times > 0) {
                return times;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ParameterException(spec.commandLine(), "--speed " + speed + ": it is 'max', or times real time such as 10");
    }

    private ScannerSettings settings(Installation host) {
        Path var = host.home().var().resolve("replay");
        return new ScannerSettings(
                resume ? ScannerSettings.Start.RESUME : ScannerSettings.Start.ANEW,
                ScannerSettings.Clock.RECORDED,
                new JournalSettings(
                        var.resolve("journal"),
                        Duration.ofMillis(host.config().get(HostKeys.JOURNAL_SYNC_MS)),
                        host.config().get(HostKeys.JOURNAL_SEGMENT_MB) << 20,
                        host.config().get(HostKeys.JOURNAL_MAX_MB) << 20,
                        Integer.MAX_VALUE),
                var.resolve("snapshots"),
                noSnapshots ? Duration.ZERO : Duration.ofSeconds(host.config().get(HostKeys.SNAPSHOT_INTERVAL_S)),
                new InboxSettings(
                        Integer.parseInt(host.config().get(HostKeys.INBOX_SLOTS)),
                        InboxSettings.USUAL.batchSlots(),
                        InboxSettings.USUAL.engineRecords()),
                host.home().path().resolve(host.config().get(HostKeys.RULE_DIRECTORY)),
                host.home().var().resolve("cache/rules"),
                host::calendar,
                host.timeframes(),
                Duration.ofMillis(host.config().get(HostKeys.WATCHDOG_BUDGET_MS)),
                Optional.ofNullable(signals),
                Optional.ofNullable(alerts),
                Optional.ofNullable(capture));
    }

    private static void report(EngineCounters counters) {
        var left = new StringBuilder();
        count(left, counters.duplicates, "duplicates");
        count(left, counters.stale, "stale");
        count(left, counters.late, "late");
        count(left, counters.outsideSession, "outside the session");
        count(left, counters.badPrice, "with a bad price");
        count(left, counters.volumeRebased, "where cumulative volume fell");
        count(left, java.util.Arrays.stream(counters.faults).sum(), "faults in frames");
        count(left, counters.rejected, "signals rejected by filters");
        count(left, counters.voids, "rule runs discarded");
        System.err.println(counters.ticks + " ticks, " + counters.barsClosed + " bars" + (left.isEmpty() ? "" : "; " + left));
    }

    private static void count(StringBuilder into, long count, String what) {
        if (count > 0) {
            into.append(into.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }

    private static String line(RunSummary summary) {
        return String.format(
                Locale.ROOT,
                "{\"ticks\":%d,\"seconds\":%.3f,\"ticksPerSecond\":%.0f,\"signals\":%d,\"alerts\":%d,\"stateHash\":\"%s\"}",
                summary.ticks(),
                summary.seconds(),
                summary.ticksPerSecond(),
                summary.signals(),
                summary.alerts(),
                summary.stateHash());
    }

    /** Says what happens: alerts as JSON lines if asked, the rest on standard error. */
    record Console(boolean json) implements ScannerListener {
        @Override
        public void alert(Alert alert) {
            if (json) {
                System.out.println(AlertJson.line(alert));
            }
        }

        @Override
        public void notice(String message) {
            System.err.println(message);
        }
    }
}
