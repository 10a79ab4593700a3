package dev.shikra.plugins.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads one CSV file into {@link Rows}. One thread. */
final class RowReader {
    /**
     * Values of a row by the place they take in {@link Rows}; prices first say why a row is broken.
     */
    private static final Role[] TICK = {
        Role.PRICE,
        Role.QUANTITY,
        Role.BID,
        Role.BID_QUANTITY,
        Role.ASK,
        Role.ASK_QUANTITY,
        Role.OPEN_INTEREST
    };

    private static final Role[] BAR = {
        Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE, Role.VOLUME, Role.OPEN_INTEREST
    };

    private final FileFormat format;
    private final String place;
    private final String leaf;
    private final Rows rows;
    private final Instruments instruments;
    private final Skips skips;

    private final Role[] roles;
    private final int[] cells;
    private final boolean[] optional;
    private final double[] read;
    private int symbolCell = -1;
    private int timeCell = -1;
    private int clockCell = -1;
    private int widest;
    private final TimeReader time;
    private final @Nullable TimeReader clock;

    private byte[] lastSymbol = new byte[0];
    private int lastPlace = -1;
    private boolean lastTraded;

    /**
     * @param place what messages call the file
     * @param leaf the last part of its name, which may hold the symbol
     */
    RowReader(
            FileFormat format,
            String place,
            String leaf,
            Rows rows,
            Instruments instruments,
            Skips skips) {
        this.format = format;
        this.place = place;
        this.leaf = leaf;
        this.rows = rows;
        this.instruments = instruments;
        this.skips = skips;
        roles = format.kind() == FileFormat.Kind.BARS ? BAR : TICK;
        cells = new int[roles.length];
        optional = new boolean[roles.length];
        read = new double[roles.length];
        FileFormat.Time times = format.time();
        FileFormat.Stamp second = times.clock();
        time = new TimeReader(times.first().patterns(), times.first().unit(), times.zone());
        clock =
                second == null
                        ? null
                        : new TimeReader(second.patterns(), second.unit(), times.zone());
    }

    /**
     * Reads all rows; what can't be read is said and passed over.
     *
     * @throws IOException if the stream fails for another reason than an early end
     */
    void read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        try {
            if (!lines.next()) {
                skips.file(place, "the file is empty");
                return;
            }
            lines.split(format.separator());
            boolean more = true;
            if (format.header()) {
                if (!resolve(header(lines))) {
                    return;
                }
                more = lines.next();
                if (!more) {
                    skips.file(place, "the file has a header and no rows");
                }
            } else if (!resolve(numbered(lines.cells()))) {
                return;
            }
            while (more) {
                lines.split(format.separator());
                row(lines);
                more = lines.next();
            }
        } catch (Lines.LineTooLong e) {
            skips.row(place, lines.number() + 1, e.getMessage() + " What follows is left out.");
        } catch (EOFException | ZipException e) {
            skips.file(
                    place,
                    "the compressed data is cut short or damaged behind line "
                            + lines.number()
                            + " ("
                            + e.getMessage()
                            + "): what stands before it was read");
        }
    }

    private static List<String> header(Lines lines) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lines.cells(); i++) {
            names.add(lines.text(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("column " + i);
        }
        return names;
    }

    private boolean resolve(List<String> header) {
        List<String> missing = new ArrayList<>();
        timeCell = find(format.time().first().column(), header);
        if (timeCell < 0) {
            missing.add(format.time().first().column() + " (time)");
        }
        FileFormat.Stamp second = format.time().clock();
        if (second != null) {
            clockCell = find(second.column(), header);
            if (clockCell < 0) {
                missing.add(second.column() + " (time of day)");
            }
        }
        for (int i = 0; i < roles.length; i++) {
            cells[i] = cell(roles[i], header, missing);
            optional[i] = format.optional().contains(roles[i]);
            widest = Math.max(widest, cells[i]);
        }
        symbolCell = cell(Role.SYMBOL, header, missing);
        widest = Math.max(widest, Math.max(symbolCell, Math.max(timeCell, clockCell)));
        if (!missing.isEmpty()) {
            skips.row(
                    place,
                    1,
                    "format %s expects %s; the columns found are %s"
                            .formatted(
                                    format.name(),
                                    String.join(", ", missing),
                                    String.join(", ", header)));
            return false;
        }
        return true;
    }

    private int cell(Role role, List<String> header, List<String> missing) {
        FileFormat.Column column = format.columns().get(role);
        if (column == null) {
            return -1;
        }
        int cell = find(column, header);
        if (cell < 0 && !format.optional().contains(role)) {
            missing.add(
                    column
                            + (column.toString().equalsIgnoreCase(role.key())
                                    ? ""
                                    : " (" + role.key() + ")"));
        }
        return cell;
    }

    private static int find(FileFormat.Column column, List<String> header) {
        if (column.number() > 0) {
            return column.number() <= header.size() ? column.number() - 1 : -1;
        }
        for (String name : column.names()) {
            int at = header.indexOf(name.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    private void row(Lines lines) {
        if (lines.cells() <= widest) {
            broken(lines, lines.cells() + " columns, expected at least " + (widest + 1));
            return;
        }
        long ms = time(lines);
        if (ms < 0) {
            String text = lines.text(timeCell) + (clockCell < 0 ? "" : " " + lines.text(clockCell));
            broken(lines, "time '" + text + "' is not " + expectedTime());
            return;
        }
        byte[] bytes = lines.bytes();
        for (int i = 0; i < roles.length; i++) {
            int cell = cells[i];
            if (cell < 0) {
                read[i] = Double.NaN;
                continue;
            }
            double value = Decimal.parse(bytes, lines.from(cell), lines.to(cell));
            if (Double.isNaN(value) && !(optional[i] && lines.from(cell) == lines.to(cell))) {
                broken(
                        lines,
                        roles[i].key()
                                + " '"
                                + lines.text(cell)
                                + "' is not a number: digits with a point, such as 101.25");
                return;
            }
            if (roles[i].isPrice()) {
                value /= format.priceDivisor();
            } else if (value < 0) {
                broken(lines, roles[i].key() + " '" + lines.text(cell) + "' is negative");
                return;
            }
            read[i] = value;
        }
        if (!instrument(lines)) {
            broken(lines, "the row has no symbol, nor has the file's name");
            return;
        }
        if (format.kind() == FileFormat.Kind.BARS) {
            bar(lines, ms);
        } else {
            tick(ms);
        }
    }

    private long time(Lines lines) {
        byte[] bytes = lines.bytes();
        if (clock == null) {
            return time.instant(bytes, lines.from(timeCell), lines.to(timeCell));
        }
        int date = time.date(bytes, lines.from(timeCell), lines.to(timeCell));
        long ofDay = clock.timeOfDay(bytes, lines.from(clockCell), lines.to(clockCell));
        return date < 0 || ofDay < 0 ? TimeReader.NONE : time.resolve(date, ofDay);
    }

    private String expectedTime() {
        FileFormat.Stamp first = format.time().first();
        FileFormat.Stamp second = format.time().clock();
        return expected(first) + (second == null ? "" : " and " + expected(second));
    }

    private static String expected(FileFormat.Stamp stamp) {
        List<String> forms = new ArrayList<>(stamp.patterns());
        if (stamp.unit() != TimeReader.Unit.NONE) {
            forms.add(stamp.unit().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return String.join(" or ", forms);
    }

    private boolean instrument(Lines lines) {
        int from = symbolCell < 0 ? 0 : lines.from(symbolCell);
        int to = symbolCell < 0 ? 0 : lines.to(symbolCell);
        if (lastPlace >= 0
                && Arrays.equals(lines.bytes(), from, to, lastSymbol, 0, lastSymbol.length)) {
            return true;
        }
        String symbol =
                to > from
                        ? new String(lines.bytes(), from, to - from, StandardCharsets.UTF_8)
                        : format.symbol().ofFile(leaf);
        if (symbol.isBlank()) {
            return false;
        }
        lastSymbol = Arrays.copyOfRange(lines.bytes(), from, to);
        lastPlace = instruments.place(symbol, format);
        lastTraded = instruments.at(lastPlace).traded();
        return true;
    }

    private void bar(Lines lines, long ms) {
        if (read[1] < read[2]) {
            broken(lines, "high " + read[1] + " is below low " + read[2]);
            return;
        }
        rows.add(Rows.BAR, lastPlace, ms);
        for (int i = 0; i < 4; i++) {
            rows.set(i, read[i]);
        }
        rows.set(4, lastTraded && !Double.isNaN(read[4]) ? read[4] : 0);
        rows.set(5, read[5]);
    }

    private void tick(long ms) {
        double quantity = lastTraded && !Double.isNaN(read[1]) ? read[1] : 0;
        boolean quoted = cells[2] >= 0 || cells[4] >= 0 || cells[6] >= 0;
        byte kind;
        if (format.kind() == FileFormat.Kind.QUOTES) {
            kind = Rows.QUOTE;
        } else if (format.cumulativeVolume()) {
            kind = Rows.CUMULATIVE;
        } else if (quantity == 0 && lastTraded && format.zeroQuantityIsQuote()) {
            kind = Rows.QUOTE;
        } else {
            kind = quoted ? Rows.QUOTED_TRADE : Rows.TRADE;
        }
        rows.add(kind, lastPlace, ms);
        rows.set(0, read[0]);
        rows.set(1, kind == Rows.QUOTE ? Double.NaN : quantity);
        for (int i = 2; i < read.length; i++) {
            rows.set(i, read[i]);
        }
    }

    private void broken(Lines lines, String reason) {
        skips.row(place, lines.number(), reason);
    }
}
