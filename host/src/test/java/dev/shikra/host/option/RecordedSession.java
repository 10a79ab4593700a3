package dev.shikra.host.option;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A recorded day of NIFTY: the index and its options of the nearest expiries, minute by minute. */
final class RecordedSession {
    private static final Path SHARED = Path.of("../../shared/data").toAbsolutePath().normalize();
    private static final Path CHAINS =
            SHARED.resolve("options/nifty_option_chain_1min_8sessions.zip");
    private static final Path INDICES =
            SHARED.resolve("minute/nifty_sensex_index_fut_1min_2024-01_2025-11.zip");

    /** 15:30: some days have rows behind it. */
    private static final int CLOSE_SECOND = 55_800;

    /** One minute of one instrument. */
    record Bar(
            int row,
            double open,
            double high,
            double low,
            double close,
            double volume,
            double oi) {}

    final LocalDate day;
    final List<Instrument> instruments = new ArrayList<>();

    /** Nearest first. */
    final List<LocalDate> expiries;

    private final TreeMap<Integer, List<Bar>> minutes = new TreeMap<>();

    /**
     * Reads a day; the test is skipped, and says so, where the data is absent.
     *
     * @param date yyyymmdd
     * @param most how many expiries
     */
    RecordedSession(String date, int most) throws IOException {
        assumeTrue(Files.exists(CHAINS), "skipped: " + CHAINS + " is not there");
        day = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
        instruments.add(OptionMarket.index());
        double unit = date.startsWith("2025") ? 0.01 : 1;
        List<String[]> calls = rows(CHAINS, "opt_nifty_call_" + date + ".csv");
        List<String[]> puts = rows(CHAINS, "opt_nifty_put_" + date + ".csv");
        var all = new TreeSet<LocalDate>();
        for (String[] row : calls) {
            all.add(date(row[4]));
        }
        expiries = all.stream().limit(most).toList();
        options(calls, Kind.CALL, unit);
        options(puts, Kind.PUT, unit);
        for (String[] row : rows(INDICES, "idx_nifty_" + date + ".csv")) {
            minutes.computeIfAbsent(Integer.parseInt(row[1]), k -> new ArrayList<>())
                    .add(bar(OptionMarket.INDEX, row, 3, unit, 0, Double.NaN));
        }
    }

    /** {@return bars by second of the day at which they begin, to the close} */
    SortedMap<Integer, List<Bar>> minutes() {
        return minutes.headMap(CLOSE_SECOND);
    }

    /** {@return epoch ms of a second of the day} */
    long ms(int second) {
        return day.atStartOfDay(OptionMarket.INDIA).toInstant().toEpochMilli() + second * 1000L;
    }

    private void options(List<String[]> rows, Kind kind, double unit) {
        Map<LocalDate, Map<Double, Integer>> known = new HashMap<>();
        for (String[] row : rows) {
            LocalDate expiry = date(row[4]);
            if (!expiries.contains(expiry)) {
                continue;
            }
            double strike = Double.parseDouble(row[3]);
            int at =
                    known.computeIfAbsent(expiry, k -> new HashMap<>())
                            .computeIfAbsent(
                                    strike,
                                    k -> {
                                        instruments.add(OptionMarket.option(expiry, strike, kind));
                                        return instruments.size() - 1;
                                    });
            minutes.computeIfAbsent(Integer.parseInt(row[1]), k -> new ArrayList<>())
                    .add(
                            bar(
                                    at,
                                    row,
                                    5,
                                    unit,
                                    Double.parseDouble(row[9]),
                                    Double.parseDouble(row[10])));
        }
    }

    private static Bar bar(
            int row, String[] cells, int at, double unit, double volume, double interest) {
        return new Bar(
                row,
                Double.parseDouble(cells[at]) * unit,
                Double.parseDouble(cells[at + 1]) * unit,
                Double.parseDouble(cells[at + 2]) * unit,
                Double.parseDouble(cells[at + 3]) * unit,
                volume,
                interest);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(
                text.length() == 6 ? "20" + text : text, DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** {@return a file's rows without its header, cut at commas} */
    static List<String[]> rows(Path zip, String name) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            ZipEntry entry = file.getEntry(name);
            assumeTrue(entry != null, "skipped: " + zip.getFileName() + " has no " + name);
            try (var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    file.getInputStream(entry), StandardCharsets.UTF_8))) {
                return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
            }
        }
    }
}
