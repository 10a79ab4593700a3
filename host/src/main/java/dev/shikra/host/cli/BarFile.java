package dev.shikra.host.cli;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A series of bars from a CSV file: {@code idx,time_ms,session,open,high,low,close,volume}, also in
 * {@code .gz}.
 *
 * @param index of each bar, as the file says
 * @param bars in the file's order; a session's first bar gives its opening time to all of the
 *     session
 * @param timeframe the shortest step from bar to bar
 */
record BarFile(List<String> index, List<Bar> bars, Timeframe timeframe) {
    private static final List<String> COLUMNS =
            List.of("idx", "time_ms", "session", "open", "high", "low", "close", "volume");

    /**
     * @throws CommandFailed if the file can't be read, or a row is no bar; the message names the
     *     row
     */
    static BarFile read(Path file) {
        var index = new ArrayList<String>();
        var bars = new ArrayList<Bar>();
        try (BufferedReader in = open(file)) {
            String header = in.readLine();
            if (header == null) {
                throw new CommandFailed(
                        file + " is empty: its first line is " + String.join(",", COLUMNS));
            }
            List<String> names = Arrays.asList(header.strip().split(",", -1));
            int[] at = new int[COLUMNS.size()];
            for (int c = 0; c < at.length; c++) {
                at[c] = names.indexOf(COLUMNS.get(c));
                if (at[c] < 0) {
                    throw new CommandFailed(
                            file
                                    + ":1: no column '"
                                    + COLUMNS.get(c)
                                    + "'; needed are "
                                    + String.join(",", COLUMNS)
                                    + ", found "
                                    + header);
                }
            }
            String session = "";
            long sessionOpenMs = 0;
            int line = 1;
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                line++;
                if (row.isBlank()) {
                    continue;
                }
                String[] cells = row.split(",", -1);
                if (cells.length < names.size()) {
                    throw new CommandFailed(
                            file
                                    + ":"
                                    + line
                                    + ": "
                                    + cells.length
                                    + " cells where the header has "
                                    + names.size());
                }
                var bar = new Bar();
                bar.startMs = (long) number(file, line, "time_ms", cells[at[1]]);
                if (!cells[at[2]].equals(session)) {
                    session = cells[at[2]];
                    sessionOpenMs = bar.startMs;
                }
                bar.sessionOpenMs = sessionOpenMs;
                bar.open = number(file, line, "open", cells[at[3]]);
                bar.high = number(file, line, "high", cells[at[4]]);
                bar.low = number(file, line, "low", cells[at[5]]);
                bar.close = number(file, line, "close", cells[at[6]]);
                bar.volume = number(file, line, "volume", cells[at[7]]);
                bar.turnover = bar.typicalPrice() * bar.volume;
                index.add(cells[at[0]]);
                bars.add(bar);
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailed(file + " does not exist", e);
        } catch (IOException e) {
            throw new CommandFailed(file + " can't be read: " + e.getMessage(), e);
        }
        Timeframe timeframe = timeframe(bars);
        bars.forEach(bar -> bar.endMs = bar.startMs + timeframe.millis());
        return new BarFile(index, bars, timeframe);
    }

    private static Timeframe timeframe(List<Bar> bars) {
        long shortest = Timeframe.DAY.millis();
        for (int i = 1; i < bars.size(); i++) {
            long step = bars.get(i).startMs - bars.get(i - 1).startMs;
            if (step >= Timeframe.M1.millis() && step < shortest) {
                shortest = step;
            }
        }
        return new Timeframe((int) (shortest / Timeframe.M1.millis()));
    }

    /** {@return the most bars that a session holds} */
    int barsPerSession() {
        int most = 1;
        int run = 0;
        long session = Long.MIN_VALUE;
        for (Bar bar : bars) {
            run = bar.sessionOpenMs == session ? run + 1 : 1;
            session = bar.sessionOpenMs;
            most = Math.max(most, run);
        }
        return most;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in, 1 << 16);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static double number(Path file, int line, String column, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new CommandFailed(
                    file + ":" + line + ": " + column + " '" + text + "' is not a number", e);
        }
    }
}
