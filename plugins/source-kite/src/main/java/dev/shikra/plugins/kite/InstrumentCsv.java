package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The instrument master's rows. What a contract is (underlying, expiry, strike) stands in columns
 * of its own, so weekly symbols need no taking apart. A row that can't be read is left out and
 * named; the rest stays good.
 */
final class InstrumentCsv {
    private static final List<String> COLUMNS =
            List.of(
                    "instrument_token",
                    "tradingsymbol",
                    "name",
                    "expiry",
                    "strike",
                    "tick_size",
                    "lot_size",
                    "instrument_type",
                    "segment",
                    "exchange");

    private final Map<String, Integer> columns = new HashMap<>();
    private final Set<Long> tokens = new HashSet<>();

    private InstrumentCsv() {}

    /**
     * What a file held.
     *
     * @param skipped rows left out: {@code line 17: strike 'x' is not a number}
     * @param note what a person should know of the file as a whole; may be empty
     */
    record Content(List<Instrument> instruments, List<String> skipped, String note) {
        Content(List<Instrument> instruments, List<String> skipped) {
            this(instruments, skipped, "");
        }
    }

    /**
     * Reads the whole file.
     *
     * @throws IOException if it can't be read or its header lacks a column
     */
    static Content read(Reader in) throws IOException {
        return new InstrumentCsv().readAll(new BufferedReader(in));
    }

    private Content readAll(BufferedReader in) throws IOException {
        String header = in.readLine();
        List<String> names = header == null ? List.of() : fields(header.strip());
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
        if (!columns.keySet().containsAll(COLUMNS)) {
            throw new IOException(
                    "the instrument master begins with columns "
                            + names
                            + ": it must have "
                            + COLUMNS);
        }
        var instruments = new ArrayList<Instrument>();
        var skipped = new ArrayList<String>();
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                instruments.add(instrument(fields(line)));
            } catch (IllegalArgumentException e) {
                skipped.add("line " + number + ": " + e.getMessage());
            }
        }
        return new Content(List.copyOf(instruments), List.copyOf(skipped));
    }

    private Instrument instrument(List<String> row) {
        if (row.size() < columns.size()) {
            throw new IllegalArgumentException(
                    row.size() + " fields: there must be " + columns.size());
        }
        String symbol = field(row, "tradingsymbol");
        Kind kind = kind(field(row, "instrument_type"), field(row, "segment"));
        long token = (long) number(row, "instrument_token");
        if (!tokens.add(token)) {
            throw new IllegalArgumentException(symbol + ": token " + token + " came before");
        }
        return new Instrument(
                token,
                symbol,
                field(row, "exchange"),
                field(row, "segment"),
                kind,
                number(row, "tick_size"),
                (int) number(row, "lot_size"),
                kind != Kind.INDEX,
                contract(row, kind, symbol));
    }

    private @org.jspecify.annotations.Nullable Contract contract(
            List<String> row, Kind kind, String symbol) {
        if (kind == Kind.EQUITY || kind == Kind.INDEX) {
            return null;
        }
        String expiry = field(row, "expiry");
        try {
            return new Contract(field(row, "name"), LocalDate.parse(expiry), number(row, "strike"));
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    symbol + ": expiry '" + expiry + "' is not a date like 2026-01-06", e);
        }
    }

    private static Kind kind(String type, String segment) {
        return switch (type) {
            case "CE" -> Kind.CALL;
            case "PE" -> Kind.PUT;
            case "FUT" -> Kind.FUTURE;
            case "EQ" -> segment.equals("INDICES") ? Kind.INDEX : Kind.EQUITY;
            default ->
                    throw new IllegalArgumentException(
                            "instrument_type '" + type + "' is not EQ, FUT, CE or PE");
        };
    }

    private double number(List<String> row, String column) {
        String text = field(row, column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " '" + text + "' is not a number", e);
        }
    }

    private String field(List<String> row, String column) {
        return row.get(columns.getOrDefault(column, 0));
    }

    /** Fields of a line; a quoted one may hold commas and doubled quotes. */
    private static List<String> fields(String line) {
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
        }
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
