package dev.shikra.host.projection;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;

/** Alerts for tests. */
final class Alerts {
    private Alerts() {}

    static Alert alert(double price, double stop, String clause) {
        var values = new LinkedHashMap<String, Double>();
        values.put("x.close", price);
        values.put("x.high15", 570.85);
        values.put("x.rvol", Double.NaN);
        return new Alert(
                "00112233445566778899aabbccddeeff",
                ZonedDateTime.parse("2016-08-16T09:31:00+05:30[Asia/Kolkata]"),
                new Instrument(
                        738561,
                        "RELIANCE",
                        "NSE",
                        "NSE",
                        Instrument.Kind.EQUITY,
                        0.05,
                        1,
                        true,
                        null),
                "opening-range-breakout",
                "Opening range breakout",
                "abc123",
                Direction.LONG,
                0.6,
                price,
                stop,
                571.0 + 1e-9,
                List.of(new Evidence(clause, values)));
    }
}
