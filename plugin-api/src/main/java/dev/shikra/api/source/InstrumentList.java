package dev.shikra.api.source;

import dev.shikra.api.market.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A session's instruments as a text file, which lies beside a capture: a line that names the source
 * of the frames, a header line, then a line for each instrument, comma-separated. Any thread.
 */
public final class InstrumentList {
    private static final String HEADER =
            "token,symbol,exchange,segment,kind,tick,lot,traded,underlying,expiry,strike";

    private static final String SOURCE = "# frames of ";

    private InstrumentList() {}

    /** {@return where the list of {@code capture} lies: its name with {@code .instruments.csv}} */
    public static Path beside(Path capture) {
        return capture.resolveSibling(capture.getFileName() + ".instruments.csv");
    }

    /**
     * Writes {@code instruments} in their order.
     *
     * @param source id of the {@link DataSource} whose decoder reads the capture's frames
     * @throws IllegalArgumentException if a name holds a comma or a line end
     */
    public static void write(Path file, String source, List<Instrument> instruments)
            throws IOException {
        Files.writeString(file, text(source, instruments));
    }

    /**
     * {@return the list's text}
     *
     * @param source id of the {@link DataSource} whose decoder reads the frames
     * @throws IllegalArgumentException if a name holds a comma or a line end
     */
    public static String text(String source, List<Instrument> instruments) {
        var text = new StringBuilder(SOURCE).append(name(source)).append('\n');
        text.append(HEADER).append('\n');
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
     * {@return id of the source whose frames the capture beside {@code file} holds; empty if the
     * file does not say}
     */
    public static Optional<String> source(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return Optional.ofNullable(in.readLine())
                    .filter(line -> line.startsWith(SOURCE))
                    .map(line -> line.substring(SOURCE.length()).strip());
        }
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
        int head = !lines.isEmpty() && lines.getFirst().startsWith(SOURCE) ? 1 : 0;
        if (lines.size() <= head || !lines.get(head).equals(HEADER)) {
            throw new IOException(
                    place + ":" + (head + 1) + ": this line must be '" + HEADER + "'");
        }
        var instruments = new ArrayList<Instrument>(lines.size() - head - 1);
        for (int i = head + 1; i < lines.size(); i++) {
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
