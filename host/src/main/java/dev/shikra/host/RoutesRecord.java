package dev.shikra.host;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Payload of the record that says which notifiers alerts go to from there on: their ids. */
final class RoutesRecord {
    private RoutesRecord() {}

    static byte[] encode(List<String> notifierIds) {
        var out = new StateWriter();
        out.putInt(notifierIds.size());
        notifierIds.forEach(out::putString);
        return out.toBytes();
    }

    static List<String> decode(byte[] bytes, int at, int length) {
        var in = new StateReader(bytes, at, length);
        var ids = new ArrayList<String>();
        for (int n = in.getInt(); n > 0; n--) {
            ids.add(in.getString());
        }
        return List.copyOf(ids);
    }
}
