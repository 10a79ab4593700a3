package dev.shikra.host;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The service's own 1-minute bars of the last weeks, one CSV file an instrument, in the form that
 * {@link WarmUpFile} reads. A journal that is set aside takes all that studies knew with it; these
 * stay, and the next one begins with them as history, so that the volume of twenty sessions need
 * not be collected again. They reach studies through the journal alone.
 *
 * <p>The engine thread adds bars and hands over what has gathered; one other thread writes.
 */
final class KeptBars {
    /** Calendar days that are kept at least: 55 sessions and holidays. */
    static final int DAYS = 90;

    /** How many days more a file grows before it is cut: not at every opening of the market. */
    static final int ROOM = 30;

    private static final long DAY_MS = 86_400_000;
    private static final String HEADER = "time_ms,open,high,low,close,volume\n";

    /** Longer than any row. */
    private static final int TAIL = 512;

    private static final int FIELDS = 6;

    /** Bars on their way to their files, in the order in which they closed. */
    static final class Gathered {
        private int[] rows = new int[64];
        private double[] fields = new double[64 * FIELDS];
        private int count;

        private void add(int row, Bar bar) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
                fields = Arrays.copyOf(fields, 2 * count * FIELDS);
            }
            int at = count * FIELDS;
            rows[count++] = row;
            fields[at] = bar.startMs;
            fields[at + 1] = bar.open;
            fields[at + 2] = bar.high;
            fields[at + 3] = bar.low;
            fields[at + 4] = bar.close;
            fields[at + 5] = bar.volume;
        }
    }

    private final Path folder;
    private final List<Instrument> instruments;
    private final Consumer<String> notices;

    /** Start of the newest bar in each file; -1: not looked at yet. The writing thread's. */
    private final long[] newestMs;

    private boolean failed;

    /** The engine thread's. */
    private Gathered gathered = new Gathered();

    /**
     * @param notices takes what the user should know
     */
    KeptBars(Path folder, List<Instrument> instruments, Consumer<String> notices) {
        this.folder = folder;
        this.instruments = List.copyOf(instruments);
        this.notices = notices;
        newestMs = new long[instruments.size()];
        Arrays.fill(newestMs, -1);
    }

    /** {@return the file of an instrument; empty if its name can't be a file's} */
    static Optional<Path> file(Path folder, Instrument instrument) {
        String name = instrument.exchange() + "-" + instrument.symbol();
        return name.matches("[\\w&.+ -]+")
                ? Optional.of(folder.resolve(name + ".csv"))
                : Optional.empty();
    }

    /** Adds a closed 1-minute bar; engine thread. */
    void closed(int row, Bar bar) {
        gathered.add(row, bar);
    }

    /**
     * {@return what has gathered, to be written; engine thread} Before each snapshot: bars that
     * close after it come again if the service goes on from it.
     */
    Gathered take() {
        Gathered taken = gathered;
        gathered = new Gathered();
        return taken;
    }

    /**
     * Writes bars that their files do not have yet. What can't be written is said once and left
     * out: the service does not need it.
     */
    void write(Gathered bars) {
        Integer[] order = new Integer[bars.count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(bars.rows[a], bars.rows[b]));
        int from = 0;
        while (from < order.length) {
            int row = bars.rows[order[from]];
            int to = from + 1;
            while (to < order.length && bars.rows[order[to]] == row) {
                to++;
            }
            try {
                write(row, bars, order, from, to);
            } catch (IOException e) {
                if (!failed) {
                    failed = true;
                    notices.accept(
                            "bars are not kept for the next journal: "
                                    + e
                                    + "; see that "
                                    + folder
                                    + " can be written");
                }
            }
            from = to;
        }
    }

    private void write(int row, Gathered bars, Integer[] order, int from, int to)
            throws IOException {
        Optional<Path> named = file(folder, instruments.get(row));
        if (named.isEmpty()) {
            return;
        }
        Path file = named.get();
        if (newestMs[row] < 0) {
            Files.createDirectories(folder);
            newestMs[row] = newest(file);
        }
        var text = new StringBuilder();
        long before = newestMs[row];
        for (int i = from; i < to; i++) {
            int at = order[i] * FIELDS;
            long startMs = (long) bars.fields[at];
            if (startMs > newestMs[row]) {
                newestMs[row] = startMs;
                text.append(startMs);
                for (int field = 1; field < FIELDS; field++) {
                    text.append(',').append(bars.fields[at + field]);
                }
                text.append('\n');
            }
        }
        if (text.isEmpty()) {
            return;
        }
        if (before / DAY_MS != newestMs[row] / DAY_MS) {
            prune(file, newestMs[row]);
        }
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    /**
     * {@return start of the newest bar in a file, 0 if there is none} A row that a crash cut short
     * is taken off.
     */
    private static long newest(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, HEADER);
            return 0;
        }
        try (var in = new RandomAccessFile(file.toFile(), "rw")) {
            int length = (int) Math.min(TAIL, in.length());
            long at = in.length() - length;
            byte[] bytes = new byte[length];
            in.seek(at);
            in.readFully(bytes);
            String tail = new String(bytes, StandardCharsets.US_ASCII);
            int end = tail.lastIndexOf('\n') + 1;
            in.setLength(at + end);
            int start = tail.lastIndexOf('\n', end - 2) + 1;
            if (end == 0) {
                in.write(HEADER.getBytes(StandardCharsets.US_ASCII));
                return 0;
            }
            return time(tail.substring(start));
        }
    }

    private static void prune(Path file, long newestMs) throws IOException {
        try (var in = Files.newBufferedReader(file)) {
            in.readLine();
            String first = in.readLine();
            if (first == null || newestMs - time(first) <= (DAYS + ROOM) * DAY_MS) {
                return;
            }
        }
        List<String> lines = Files.readAllLines(file);
        var kept = new ArrayList<String>();
        for (String line : lines) {
            if (line.startsWith("time_ms") || newestMs - time(line) <= DAYS * DAY_MS) {
                kept.add(line);
            }
        }
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.write(made, kept);
        try {
            Files.move(
                    made,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** {@return the time at a row's beginning; 0 if there is none} */
    private static long time(String row) {
        int comma = row.indexOf(',');
        String first = comma < 0 ? "" : row.substring(0, comma);
        return first.matches("\\d{1,18}") ? Long.parseLong(first) : 0;
    }
}
