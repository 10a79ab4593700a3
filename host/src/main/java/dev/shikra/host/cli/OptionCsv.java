package dev.shikra.host.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of options, read row by row: one header line, then cells by the names in it, in any
 * order; more columns than asked for do no harm. Plain text or gzip, no quoting.
 */
final class OptionCsv implements AutoCloseable {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Path file;
    private final BufferedReader reader;
    private final Map<String, Integer> places = new HashMap<>();
    private String[] cells = {};
    private int line = 1;

    /** A cell that cannot be used, said with file, line, column, value and remedy. */
    static final class BadCell extends Exception {
        private static final long serialVersionUID = 1L;

        BadCell(String message) {
            super(message);
        }
    }

    private OptionCsv(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param columns the names it must have; {@code A|B} is A, or else B
     * @throws CommandFailed if the file can't be read, or lacks one of the columns
     */
    static OptionCsv open(Path file, List<String> columns) {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(file));
            in.mark(2);
            boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
            in.reset();
            var csv =
                    new OptionCsv(
                            file,
                            new BufferedReader(
                                    new InputStreamReader(
                                            gzip ? new GZIPInputStream(in) : in, UTF_8)));
            csv.readHeader(columns);
            return csv;
        } catch (IOException e) {
            throw new CommandFailed(
                    file + " can't be read (" + e + "): give a CSV file, plain or gzip", e);
        }
    }

    private void readHeader(List<String> columns) throws IOException {
        String header = reader.readLine();
        if (header == null) {
            throw new CommandFailed(file + ":1: the file is empty; " + expected(columns));
        }
        List<String> names = Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
        for (String column : columns) {
            if (place(column) < 0) {
                throw new CommandFailed(
                        file
                                + ":1: no column "
                                + column.replace("|", " or ")
                                + " in \""
                                + header
                                + "\"; "
                                + expected(columns));
            }
        }
    }

    private static String expected(List<String> columns) {
        return "the first line must name the columns " + String.join(",", columns);
    }

    /**
     * Goes to the next row that is not blank.
     *
     * @return false at the end
     */
    boolean next() {
        try {
            String text = reader.readLine();
            line++;
            while (text != null && text.isBlank()) {
                text = reader.readLine();
                line++;
            }
            if (text == null) {
                return false;
            }
            cells = text.split(",", -1);
            return true;
        } catch (IOException e) {
            throw new CommandFailed(file + ":" + line + ": can't be read (" + e + ")", e);
        }
    }

    /** {@return the cell's text, stripped; empty where the row is too short} */
    String text(String column) {
        int place = place(column);
        return place < 0 || place >= cells.length ? "" : cells[place].strip();
    }

    private int place(String column) {
        for (String name : column.split("\\|")) {
            Integer place = places.get(name);
            if (place != null) {
                return place;
            }
        }
        return -1;
    }

    /** {@return the cell's number, finite} */
    double number(String column) throws BadCell {
        String text = text(column);
        Double value = parsed(text);
        if (value == null || !Double.isFinite(value)) {
            throw bad(column, text, "must be a finite decimal number");
        }
        return value;
    }

    /** {@return the cell's number, finite and above zero} */
    double positive(String column, String remedy) throws BadCell {
        double value = number(column);
        if (!(value > 0)) {
            throw bad(column, text(column), remedy);
        }
        return value;
    }

    private static @Nullable Double parsed(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    BadCell bad(String column, String value, String remedy) {
        return new BadCell(file + ":" + line + ": " + column + " \"" + value + "\" " + remedy);
    }

    /** {@return the row's place, for a message} */
    String place() {
        return file + ":" + line;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new CommandFailed(file + " can't be closed (" + e + ")", e);
        }
    }
}
