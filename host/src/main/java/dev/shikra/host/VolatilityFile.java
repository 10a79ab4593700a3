package dev.shikra.host;

import dev.shikra.host.option.PastVolatility;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is kept of volatility from session to session, whatever becomes of the journal: a CSV file
 * with the columns {@code date,underlying,iv30}, to which each session adds a row for each
 * underlying. Of two rows of one date and underlying the later counts. One thread at a time.
 */
public final class VolatilityFile {
    private static final List<String> COLUMNS = List.of("date", "underlying", "iv30");
    private static final String HEADER = String.join(",", COLUMNS);
    private static final int SAID = 5;

    private record Key(LocalDate session, String underlying) {}

    private final Path file;
    private final Map<Key, PastVolatility> known = new LinkedHashMap<>();
    private int faults;

    private VolatilityFile(Path file) {
        this.file = file;
    }

    /**
     * Opens a file; one that is not there is made with the first row.
     *
     * @param notices hears of rows that can't be used: by file and line, and what would be right
     * @throws IOException if it can't be read, or its first line does not name the columns
     */
    public static VolatilityFile open(Path file, Consumer<String> notices) throws IOException {
        var opened = new VolatilityFile(file);
        if (Files.exists(file)) {
            opened.read(notices);
        }
        return opened;
    }

    private void read(Consumer<String> notices) throws IOException {
        List<String> lines =
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        List<String> names =
                Arrays.stream(lines.getFirst().split(",", -1)).map(String::strip).toList();
        int[] at = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        for (int c = 0; c < at.length; c++) {
            if (at[c] < 0) {
                throw new IOException(
                        file + ":1: no column '" + COLUMNS.get(c) + "'; needed are " + HEADER);
            }
        }
        for (int n = 1; n < lines.size(); n++) {
            if (!lines.get(n).isBlank()) {
                row(n + 1, lines.get(n), at, notices);
            }
        }
        if (faults > SAID) {
            notices.accept(file + ": " + faults + " rows in all were passed over");
        }
    }

    private void row(int line, String text, int[] at, Consumer<String> notices) {
        String[] cells = text.split(",", -1);
        try {
            know(
                    new PastVolatility(
                            cells[at[1]].strip(),
                            LocalDate.parse(cells[at[0]].strip()),
                            Double.parseDouble(cells[at[2]].strip())));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            if (++faults <= SAID) {
                notices.accept(
                        file
                                + ":"
                                + line
                                + ": '"
                                + text
                                + "' is passed over: a row is a date (2026-01-05), an underlying and"
                                + " a volatility above 0 as a fraction (0.14)");
            }
        }
    }

    private void know(PastVolatility each) {
        known.put(new Key(each.session(), each.underlying()), each);
    }

    /**
     * {@return what the file holds of the last sessions before a date, as many of each underlying
     * as are looked back on}
     */
    public List<PastVolatility> before(LocalDate date) {
        var kept = new ArrayList<PastVolatility>();
        var counts = new HashMap<String, Integer>();
        known.values().stream()
                .filter(each -> each.session().isBefore(date))
                .sorted(Comparator.comparing(PastVolatility::session).reversed())
                .filter(each ->
                        counts.merge(each.underlying(), 1, Integer::sum)
                                <= PastVolatility.MOST_SESSIONS)
                .forEach(kept::add);
        return kept.reversed();
    }

    /**
     * Adds what the file does not say yet, as one write that is on disk when this returns.
     *
     * @return rows added
     * @throws IOException if the file can't be written
     */
    public int add(Collection<PastVolatility> all) throws IOException {
        var news = new ArrayList<PastVolatility>();
        for (PastVolatility each : all) {
            if (!each.equals(known.get(new Key(each.session(), each.underlying())))) {
                news.add(each);
            }
        }
        if (news.isEmpty()) {
            return 0;
        }
        var text = new StringBuilder();
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            long end = channel.size();
            if (end == 0) {
                text.append(HEADER).append('\n');
            } else if (!endsALine(channel, end)) {
                text.append('\n'); // a write that was cut short stays a row of its own
            }
            for (PastVolatility each : news) {
                text.append(each.session())
                        .append(',')
                        .append(each.underlying())
                        .append(',')
                        .append(each.iv30())
                        .append('\n');
            }
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            channel.force(true);
        }
        news.forEach(this::know);
        return news.size();
    }

    private static boolean endsALine(FileChannel channel, long end) throws IOException {
        var last = ByteBuffer.allocate(1);
        channel.read(last, end - 1);
        return last.get(0) == '\n';
    }
}
