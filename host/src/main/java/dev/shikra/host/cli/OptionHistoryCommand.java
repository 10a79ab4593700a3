package dev.shikra.host.cli;

import dev.shikra.host.VolatilityFile;
import dev.shikra.host.cli.OptionCsv.BadCell;
import dev.shikra.host.config.Config;
import dev.shikra.host.config.ConfigException;
import dev.shikra.host.config.OptionKeys;
import dev.shikra.host.option.PastVolatility;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./shikra option history}: takes a volatility index's closes for what an underlying's own
 * options would have said, so that rank and percentile are known from the first day.
 */
@Command(
        name = "history",
        description = {
            "Takes a volatility index's daily closes into the file that ranks of volatility look back on.",
            "Columns Date (05-JAN-2026 or 2026-01-05) and Close (percent), as the exchange publishes India VIX."
        },
        footer = {"", "Example: ./shikra option history --underlying NIFTY --index india-vix.csv"})
final class OptionHistoryCommand implements Callable<Integer> {
    private static final double PERCENT = 0.01;
    private static final DateTimeFormatter DAY =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendOptional(DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH))
                    .toFormatter(Locale.ENGLISH);

    @Spec private CommandSpec spec;

    @Option(
            names = "--underlying",
            paramLabel = "NAME",
            required = true,
            description = "As contracts name it: NIFTY.")
    private String underlying = "";

    @Option(names = "--index", paramLabel = "FILE", required = true, description = "CSV; also .gz.")
    private Path index = Path.of("");

    @Option(names = "--config", paramLabel = "DIR", description = "Configuration; default config/.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        HomeDirectory home = HomeDirectory.current();
        PrintWriter err = spec.commandLine().getErr();
        var closes = new ArrayList<PastVolatility>();
        int faults = 0;
        try (OptionCsv csv = OptionCsv.open(index, List.of("Date", "Close"))) {
            while (csv.next()) {
                try {
                    double close = csv.positive("Close", "must be above zero: percent a year");
                    closes.add(new PastVolatility(underlying, day(csv), close * PERCENT));
                } catch (BadCell e) {
                    err.println(e.getMessage());
                    faults++;
                }
            }
        }
        try {
            String file =
                    Config.load(config == null ? home.config() : config, Map.of(), System.getenv())
                            .get(OptionKeys.HISTORY_FILE);
            Path path = home.path().resolve(file);
            int added = VolatilityFile.open(path, err::println).add(closes);
            err.println(
                    added
                            + " of "
                            + closes.size()
                            + " sessions of "
                            + underlying
                            + " were new and are now in "
                            + path);
            err.flush();
        } catch (IOException | ConfigException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
        return faults == 0 ? 0 : 1;
    }

    private static LocalDate day(OptionCsv row) throws BadCell {
        String text = row.text("Date");
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeParseException e) {
            throw row.bad("Date", text, "must be a day: 05-JAN-2026 or 2026-01-05");
        }
    }
}
