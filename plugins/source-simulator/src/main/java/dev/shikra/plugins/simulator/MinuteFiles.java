package dev.shikra.plugins.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads minute bars: CSV, also in {@code .gz} or {@code .zip}, with columns {@code date} or {@code
 * time} (start of the bar in India: {@code 2016-08-16 09:15:00}; or epoch seconds or milliseconds),
 * {@code open}, {@code high}, {@code low}, {@code close}, {@code volume}, and {@code code} or {@code
 * symbol}, in any order; without a symbol the file's name is it. Prices in rupees. One thread.
 */
final class MinuteFiles {
    private static final Logger log = LoggerFactory.getLogger(MinuteFiles.class);
    private static final int MINUTES = 375;
    private static final int TICK_PAISE = 5;

    private final LocalDate day;
    private final Map<String, Symbol> symbols = new TreeMap<>();
    private long badRows;

    /** What is gathered of one symbol. */
    private static final class Symbol {
        private final int[][] bars = new int[MINUTES][0];
        private final long[] volumes = new long[MINUTES];
        private LocalDateTime closeAt = LocalDateTime.MIN;
        private int close;
    }

    private MinuteFiles(LocalDate day) {
        this.day = day;
    }

    /**
     * {@return a day of the files}
     *
     * @param wanted empty: the first there is
     * @throws IOException if a file can't be read or none has bars of that day
     */
    static RecordedDay read(List<Path> files, Optional<LocalDate> wanted) throws IOException {
        LocalDate day = wanted.isPresent() ? wanted.get() : firstDay(files);
        var reader = new MinuteFiles(day);
        for (Path file : files) {
            each(file, reader::take);
        }
        return reader.day(files);
    }

    /** {@return the earliest date of a bar} */
    static LocalDate firstDay(List<Path> files) throws IOException {
        var first = new LocalDate[] {LocalDate.MAX};
        for (Path file : files) {
            each(
                    file,
                    (symbol, at, prices, volume) -> {
                        if (at.toLocalDate().isBefore(first[0])) {
                            first[0] = at.toLocalDate();
                        }
                    });
        }
        if (first[0].equals(LocalDate.MAX)) {
            throw new IOException(files + ": hold no minute bar");
        }
        return first[0];
    }

    private RecordedDay day(List<Path> files) throws IOException {
        var listings = new ArrayList<Listing>();
        var bars = new ArrayList<int[][]>();
        var volumes = new ArrayList<long[]>();
        var closes = new ArrayList<Integer>();
        symbols.forEach((name, symbol) -> {
            int open = 0;
            long volume = 0;
            for (int minute = MINUTES - 1; minute >= 0; minute--) {
                open = symbol.bars[minute].length > 0 ? symbol.bars[minute][0] : open;
                volume += symbol.volumes[minute];
            }
            if (open == 0) {
                return; // no bar of this day
            }
            boolean index = volume == 0;
            listings.add(
                    new Listing(
                            listings.size() + 1,
                            index ? 9 : 1,
                            name,
                            name,
                            null,
                            0,
                            index ? 0 : TICK_PAISE,
                            index ? 0 : 1,
                            "EQ",
                            index ? "INDICES" : "NSE",
                            "NSE"));
            bars.add(symbol.bars);
            volumes.add(symbol.volumes);
            closes.add(symbol.close == 0 ? open : symbol.close);
        });
        if (listings.isEmpty()) {
            throw new IOException(files + ": no minute bar of " + day + " between 09:15 and 15:30");
        }
        if (badRows > 0) {
            log.warn("{} rows of minute bars could not be read and were left out", badRows);
        }
        return new RecordedDay(
                day,
                listings,
                bars.toArray(new int[0][][]),
                volumes.toArray(new long[0][]),
                closes.stream().mapToInt(Integer::intValue).toArray());
    }

    private void take(String name, LocalDateTime at, int[] prices, long volume) {
        if (prices[0] <= 0 || prices[1] < prices[2] || prices[2] <= 0) {
            badRows++;
            return;
        }
        Symbol symbol = symbols.computeIfAbsent(name, key -> new Symbol());
        if (at.toLocalDate().isBefore(day) && at.isAfter(symbol.closeAt)) {
            symbol.closeAt = at;
            symbol.close = prices[3];
        }
        int minute = (at.toLocalTime().toSecondOfDay() - Market.OPEN.toSecondOfDay()) / 60;
        if (at.toLocalDate().equals(day)
                && !at.toLocalTime().isBefore(Market.OPEN)
                && minute < MINUTES) {
            symbol.bars[minute] = prices;
            symbol.volumes[minute] = volume;
        }
    }

    /** Takes a row. */
    private interface Row {
        void take(String symbol, LocalDateTime at, int[] prices, long volume);
    }

    private static void each(Path file, Row row) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": no such file: check the path");
        }
        String name = file.getFileName().toString();
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                var zip = new ZipInputStream(in);
                for (ZipEntry entry = zip.getNextEntry();
                        entry != null;
                        entry = zip.getNextEntry()) {
                    if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                        rows(file + "!" + entry.getName(), zip, row);
                    }
                }
            } else if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
                rows(file.toString(), new GZIPInputStream(in), row);
            } else {
                rows(file.toString(), in, row);
            }
        }
    }

    private static void rows(String place, InputStream in, Row row) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String header = reader.readLine();
        if (header == null) {
            return; // an empty file says nothing
        }
        var columns = new HashMap<String, Integer>();
        String[] names = header.toLowerCase(Locale.ROOT).split(",", -1);
        for (int i = 0; i < names.length; i++) {
            columns.putIfAbsent(names[i].strip(), i);
        }
        int time = column(place, columns, "date", "time", "time_ms", "timestamp");
        int[] prices = {
            column(place, columns, "open"),
            column(place, columns, "high"),
            column(place, columns, "low"),
            column(place, columns, "close")
        };
        int volume = columns.getOrDefault("volume", -1);
        int code = columns.getOrDefault("code", columns.getOrDefault("symbol", -1));
        String leaf = place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('!')) + 1);
        String ofFile = leaf.replaceFirst("(?i)\\.csv(\\.gz)?$", "");
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String[] cells = line.split(",", -1);
            if (cells.length < names.length) {
                continue;
            }
            try {
                String symbol = code < 0 || cells[code].isBlank() ? ofFile : cells[code].strip();
                var paise = new int[4];
                for (int i = 0; i < 4; i++) {
                    paise[i] = (int) Math.round(Double.parseDouble(cells[prices[i]]) * 100);
                }
                row.take(
                        symbol,
                        time(cells[time].strip()),
                        paise,
                        volume < 0 || cells[volume].isBlank()
                                ? 0
                                : (long) Double.parseDouble(cells[volume]));
            } catch (NumberFormatException | DateTimeException e) {
                throw new IOException(
                        place
                                + ":"
                                + number
                                + ": '"
                                + line
                                + "' is no minute bar: a time such as 2016-08-16 09:15:00 and four"
                                + " prices are wanted",
                        e);
            }
        }
    }

    private static int column(String place, Map<String, Integer> columns, String... names)
            throws IOException {
        for (String name : names) {
            if (columns.containsKey(name)) {
                return columns.get(name);
            }
        }
        throw new IOException(
                place
                        + ":1: there is no column "
                        + String.join(" or ", names)
                        + ": minute bars have date, open, high, low, close, volume");
    }

    private static LocalDateTime time(String text) {
        if (text.chars().allMatch(Character::isDigit) && text.length() >= 10) {
            long value = Long.parseLong(text);
            Instant instant =
                    text.length() >= 13
                            ? Instant.ofEpochMilli(value)
                            : Instant.ofEpochSecond(value);
            return LocalDateTime.ofInstant(instant, Market.ZONE);
        }
        if (text.length() < 16) {
            throw new DateTimeException("too short");
        }
        return LocalDateTime.of(
                LocalDate.parse(text.substring(0, 10)),
                LocalTime.parse(text.substring(11, Math.min(text.length(), 19))));
    }
}
