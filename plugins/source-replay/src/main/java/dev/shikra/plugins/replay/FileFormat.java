package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of CSV file is read. Immutable.
 *
 * @param members which files of an archive, by the last part of their names
 * @param columns where each role stands
 * @param optional roles whose column a file may lack and whose cells may be empty
 * @param priceDivisor what prices in the file are divided by: 100 for paise
 */
record FileFormat(
        String name,
        Pattern members,
        Kind kind,
        byte separator,
        boolean header,
        Time time,
        Map<Role, Column> columns,
        Set<Role> optional,
        double priceDivisor,
        boolean cumulativeVolume,
        boolean zeroQuantityIsQuote,
        Symbol symbol,
        Terms terms,
        List<Override> overrides) {

    /** What a row is. */
    enum Kind {
        TRADES,
        QUOTES,
        BARS
    }

    /**
     * A column: by one of several names, whichever the header has, or by number from 1.
     *
     * @param number 0 where it is told by name
     */
    record Column(List<String> names, int number) {
        @java.lang.Override
        public String toString() {
            return number > 0 ? "column " + number : String.join(" or ", names);
        }
    }

    /** When a row happened: one column, or a date and a time of day in two. */
    record Time(Stamp first, @Nullable Stamp clock, ZoneId zone) {}

    record Stamp(Column column, List<String> patterns, TimeReader.Unit unit) {}

    /**
     * How a row's symbol is found: its column, else the file's name, else a constant.
     *
     * @param file its first group is the symbol; null: not by name
     */
    record Symbol(@Nullable Pattern file, String constant) {
        String ofFile(String leaf) {
            if (file != null) {
                Matcher matcher = file.matcher(leaf);
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
            return constant;
        }
    }

    /** What an instrument is, apart from its symbol. */
    record Terms(
            String exchange,
            String segment,
            Instrument.Kind kind,
            double tick,
            int lot,
            boolean traded,
            Instrument.@Nullable Contract contract) {}

    /** Terms of the symbols that match. */
    record Override(Pattern symbols, Terms terms) {}

    Terms termsOf(String symbol) {
        for (Override each : overrides) {
            if (each.symbols().matcher(symbol).matches()) {
                return each.terms();
            }
        }
        return terms;
    }
}
