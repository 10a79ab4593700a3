package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Alerts in snapshots: those whose delivery has no outcome yet must be there again after a crash.
 */
final class AlertCodec {
    private AlertCodec() {}

    static void write(StateWriter out, Alert alert, int row) {
        out.putString(alert.id());
        out.putLong(alert.time().toInstant().toEpochMilli());
        out.putString(alert.time().getZone().getId());
        out.putInt(row);
        out.putString(alert.rule());
        out.putString(alert.ruleName());
        out.putString(alert.version());
        out.putString(alert.direction().name());
        out.putDouble(alert.confidence());
        out.putDouble(alert.price());
        out.putDouble(alert.stop());
        out.putDouble(alert.target());
        out.putInt(alert.evidence().size());
        for (Evidence evidence : alert.evidence()) {
            out.putString(evidence.clause());
            out.putInt(evidence.values().size());
            evidence.values()
                    .forEach((what, value) -> {
                        out.putString(what);
                        out.putDouble(value);
                    });
        }
        out.putString(alert.note());
    }

    static Alert read(StateReader in, List<Instrument> instruments) {
        String id = in.getString();
        long timeMs = in.getLong();
        ZoneId zone = ZoneId.of(in.getString());
        Instrument instrument = instruments.get(in.getInt());
        String rule = in.getString();
        String ruleName = in.getString();
        String version = in.getString();
        Direction direction = Direction.valueOf(in.getString());
        double confidence = in.getDouble();
        double price = in.getDouble();
        double stop = in.getDouble();
        double target = in.getDouble();
        var evidence = new ArrayList<Evidence>();
        for (int n = in.getInt(); n > 0; n--) {
            String clause = in.getString();
            var values = new LinkedHashMap<String, Double>();
            for (int v = in.getInt(); v > 0; v--) {
                String what = in.getString();
                values.put(what, in.getDouble());
            }
            evidence.add(new Evidence(clause, values));
        }
        return new Alert(
                id,
                Instant.ofEpochMilli(timeMs).atZone(zone),
                instrument,
                rule,
                ruleName,
                version,
                direction,
                confidence,
                price,
                stop,
                target,
                evidence,
                in.getString());
    }
}
