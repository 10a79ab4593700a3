package dev.shikra.api.source;

import dev.shikra.api.market.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A session's instruments as a text file, which lies beside a capture whose frames name instruments
 * by their place: a header line, then a line for each instrument, comma-separated. Any thread.
 */
public final class InstrumentList {
    private static final String HEADER =
            "token,symbol,exchange,segment,kind,tick,lot,traded,underlying,expiry,strike";

    private InstrumentList() {}

    /** {@return where the list of {@code capture} lies: its name with {@code .instruments.csv}} */
    public static Path beside(Path capture) {
        return capture.resolveSibling(capture.getFileName() + ".instruments.csv");
    }

    /**
     * Writes {@code instruments} in their order.
     *
     * @throws IllegalArgumentException if a name holds a comma or a line end
     */
    public static void write(Path file, List<Instrument> instruments) throws IOException {
        Files.writeString(file, text(instruments));
    }

    /**
     * {@return the list's text}
     *
     * @throws IllegalArgumentException if a name holds a comma or a line end
     */
    public static String text(List<Instrument> instruments) {
        var text = new StringBuilder(HEADER).append('\n');
        for (Instrument each : instruments) {
            Instrument.Contract contract = each.contract();
            text.append(each.token()).append(',').append(name(each.symbol()));
            text.append(',').append(name(each.exchange())).append(',').append(name(each.segment()));
            text.append(',').append(each.kind()).append(',').append(each.tickSize());
            text.append(',').append(each.lotSize()).append(',').append(each.traded());
            if (contract == null) {
                text.append(",,,\n");
            } else {
                text.append(',').append(name(contract.underlying())).append(',');
                text.append(contract.expiry()).append(',').append(contract.strike()).append('\n');
            }
        }
        return text.toString();
    }

    private static String name(String text) {
        if (text.indexOf(',') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("'" + text + "' holds a comma or a line end");
        }
        return text;
    }

    /**
     * {@return the instruments of {@code file}, in its order}
     *
     * @throws IOException if it is missing or a line can't be read; the message names the line
     */
    public static List<Instrument> read(Path file) throws IOException {
        return parse(file.toString(), Files.readAllLines(file));
    }

    /**
     * {@return the instruments of a list's lines, in its order}
     *
     * @param place where the lines are from, for messages
     * @throws IOException if a line can't be read; the message names it
     */
    public static List<Instrument> parse(String place, List<String> lines) throws IOException {
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new IOException(place + ":1: the first line must be '" + HEADER + "'");
        }
        var instruments = new ArrayList<Instrument>(lines.size() - 1);
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (cells.length != 11) {
                throw new IOException(
                        place + ":" + (i + 1) + ": " + cells.length + " columns, not 11");
            }
            try {
                instruments.add(instrument(cells));
            } catch (RuntimeException e) {
                throw new IOException(place + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(instruments);
    }

    private static Instrument instrument(String[] cells) {
        Instrument.Contract contract =
                cells[8].isEmpty()
                        ? null
                        : new Instrument.Contract(
                                cells[8], LocalDate.parse(cells[9]), Double.parseDouble(cells[10]));
        return new Instrument(
                Long.parseLong(cells[0]),
                cells[1],
                cells[2],
                cells[3],
                Instrument.Kind.valueOf(cells[4].toUpperCase(Locale.ROOT)),
                Double.parseDouble(cells[5]),
                Integer.parseInt(cells[6]),
                Boolean.parseBoolean(cells[7]),
                contract);
    }
}
