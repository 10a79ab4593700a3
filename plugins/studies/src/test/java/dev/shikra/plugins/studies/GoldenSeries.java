package dev.shikra.plugins.studies;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.api.market.Bar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * One series of the reference numbers: synthetic ones are test resources, real ones are read from
 * {@code shared/golden} beside the project, or the test is skipped.
 */
final class GoldenSeries {
    private static final String FOLDER = "shared/golden";

    private final String name;

    GoldenSeries(String name) {
        this.name = name;
    }

    /** {@return the bars; an interval lasts as long as the shortest step between two of them} */
    List<Bar> bars() {
        Table table = table("bars");
        var bars = new ArrayList<Bar>();
        long interval = Long.MAX_VALUE;
        for (int i = 1; i < table.rows.size(); i++) {
            interval =
                    Math.min(
                            interval,
                            (long) (table.get(i, "time_ms") - table.get(i - 1, "time_ms")));
        }
        double session = Double.NaN;
        long sessionOpen = 0;
        for (int i = 0; i < table.rows.size(); i++) {
            var bar = new Bar();
            bar.startMs = (long) table.get(i, "time_ms");
            bar.endMs = bar.startMs + interval;
            if (table.get(i, "session") != session) {
                session = table.get(i, "session");
                sessionOpen = bar.startMs;
            }
            bar.sessionOpenMs = sessionOpen;
            bar.open = table.get(i, "open");
            bar.high = table.get(i, "high");
            bar.low = table.get(i, "low");
            bar.close = table.get(i, "close");
            bar.volume = table.get(i, "volume");
            bar.turnover = bar.typicalPrice() * bar.volume;
            bars.add(bar);
        }
        return bars;
    }

    /** {@return the file {@code name.kind.csv.gz}} */
    Table table(String kind) {
        String file = name + "." + kind + ".csv.gz";
        try (InputStream in = open(file);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            List<String[]> lines = reader.lines().map(line -> line.split(",", -1)).toList();
            return new Table(lines.getFirst(), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream resource = GoldenSeries.class.getResourceAsStream("/golden/" + file);
        if (resource != null) {
            return resource;
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve(FOLDER).resolve(file))) {
            folder = folder.getParent();
        }
        Path path = folder.resolve(FOLDER).resolve(file);
        assumeTrue(
                Files.exists(path), "skipped: no " + FOLDER + "/" + file + " beside the project");
        return Files.newInputStream(path);
    }

    /** A CSV file's cells. */
    static final class Table {
        final List<String[]> rows;
        private final Map<String, Integer> columns = new HashMap<>();

        Table(String[] header, List<String[]> rows) {
            for (int i = 0; i < header.length; i++) {
                columns.put(header[i], i);
            }
            this.rows = rows;
        }

        Iterable<String> columns() {
            return columns.keySet();
        }

        String text(int row, String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new IllegalArgumentException("no column " + column);
            }
            return rows.get(row)[index];
        }

        /** {@return the cell's number; NaN if it is empty} */
        double get(int row, String column) {
            String text = text(row, column);
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        }
    }
}
