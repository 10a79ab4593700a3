package dev.shikra.host;

import dev.shikra.api.source.BarHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file of one instrument's 1-minute bars, oldest first: columns {@code time_ms} (start, epoch
 * ms), {@code open}, {@code high}, {@code low}, {@code close}, {@code volume} in any order, others
 * are passed over; also {@code .gz}.
 */
final class WarmUpFile {
    private static final List<String> COLUMNS =
            List.of("time_ms", "open", "high", "low", "close", "volume");

    private WarmUpFile() {}

    /**
     * Gives the bars of a file.
     *
     * @throws IOException if it can't be read or a row is no bar; the message names file and line,
     *     bars before it have been given
     */
    static void read(Path file, BarHistory.MinuteSink sink) throws IOException {
        try (BufferedReader in = open(file)) {
            String header = in.readLine();
            List<String> names =
                    header == null ? List.of() : Arrays.asList(header.strip().split(",", -1));
            int[] at = COLUMNS.stream().mapToInt(names::indexOf).toArray();
            for (int c = 0; c < at.length; c++) {
                if (at[c] < 0) {
                    throw new IOException(
                            file
                                    + ":1: no column '"
                                    + COLUMNS.get(c)
                                    + "'; needed are "
                                    + String.join(",", COLUMNS));
                }
            }
            int line = 1;
            double last = Double.NEGATIVE_INFINITY;
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                line++;
                if (row.isBlank()) {
                    continue;
                }
                double[] v = numbers(file, line, row, at);
                if (!(v[0] > last)) {
                    throw new IOException(
                            file
                                    + ":"
                                    + line
                                    + ": time_ms "
                                    + (long) v[0]
                                    + " is not later than the row before: sort the file by time");
                }
                last = v[0];
                sink.bar((long) v[0], v[1], v[2], v[3], v[4], v[5]);
            }
        }
    }

    private static double[] numbers(Path file, int line, String row, int[] at) throws IOException {
        String[] cells = row.split(",", -1);
        double[] numbers = new double[at.length];
        for (int c = 0; c < at.length; c++) {
            try {
                numbers[c] = Double.parseDouble(cells[at[c]].strip());
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(
                        file + ":" + line + ": no number in column '" + COLUMNS.get(c) + "'", e);
            }
        }
        return numbers;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in, 1 << 16);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
