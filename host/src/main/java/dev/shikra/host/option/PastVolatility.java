package dev.shikra.host.option;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What an underlying's options said of volatility at the end of a session: what rank and percentile
 * look back on. A list of them is the payload of a journal record, so that what was known from
 * before a journal began is known to its replays too.
 *
 * @param underlying as contracts name it
 * @param session its date
 * @param iv30 at-the-money volatility for 30 days, a fraction, {@code > 0}
 */
public record PastVolatility(String underlying, LocalDate session, double iv30) {
    /** Sessions of an underlying that are looked back on: about a year. */
    public static final int MOST_SESSIONS = 252;

    public PastVolatility {
        if (!(iv30 > 0 && iv30 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    underlying
                            + " on "
                            + session
                            + ": a volatility of "
                            + iv30
                            + " is not above 0");
        }
    }

    /** {@return a record's payload} */
    public static byte[] encode(List<PastVolatility> all) {
        var out = new StateWriter();
        out.putInt(all.size());
        for (PastVolatility each : all) {
            out.putString(each.underlying);
            out.putLong(each.session.toEpochDay());
            out.putDouble(each.iv30);
        }
        return out.toBytes();
    }

    /** {@return what {@link #encode} wrote} */
    public static List<PastVolatility> decode(byte[] bytes, int at, int length) {
        var in = new StateReader(bytes, at, length);
        var all = new ArrayList<PastVolatility>();
        for (int n = in.getInt(); n > 0; n--) {
            all.add(
                    new PastVolatility(
                            in.getString(), LocalDate.ofEpochDay(in.getLong()), in.getDouble()));
        }
        return List.copyOf(all);
    }
}
