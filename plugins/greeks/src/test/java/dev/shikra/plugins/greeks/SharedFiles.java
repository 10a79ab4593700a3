package dev.shikra.plugins.greeks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reference numbers and recorded markets in the folder {@code shared} beside the project. */
final class SharedFiles {
    private SharedFiles() {}

    /** {@return the file; the test is skipped when it is absent} */
    static Path require(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path file = folder.resolve("shared").resolve(name);
            if (Files.isReadable(file)) {
                return file;
            }
            folder = folder.getParent();
        }
        assumeTrue(false, "skipped: ../shared/" + name + " is not there");
        throw new AssertionError("unreachable");
    }

    /** One line of a CSV file, cells by column. */
    record Row(Map<String, Integer> columns, String[] cells) {
        String text(String column) {
            Integer at = columns.get(column);
            if (at == null) {
                throw new IllegalArgumentException(
                        "no column " + column + " among " + columns.keySet());
            }
            return cells[at];
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }
    }

    static List<Row> gzippedCsv(Path file) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            Map<String, Integer> columns = new HashMap<>();
            String[] header = reader.readLine().split(",", -1);
            for (int i = 0; i < header.length; i++) {
                columns.put(header[i], i);
            }
            List<Row> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(new Row(columns, line.split(",", -1)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
