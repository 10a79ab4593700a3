package dev.shikra.host;

import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;

/**
 * The payload of a void record: which rule's run counted for nothing, and at which record it ran.
 *
 * @param file the rule's file
 * @param seq the record at which it ran
 * @param run its number, from 0, among the rule's runs at that record
 */
record VoidRecord(String file, long seq, int run) {
    byte[] encode() {
        var out = new StateWriter();
        out.putLong(seq);
        out.putInt(run);
        out.putString(file);
        return out.toBytes();
    }

    static VoidRecord decode(JournalRecord record) {
        var in = new StateReader(record.bytes, record.at, record.length);
        long seq = in.getLong();
        int run = in.getInt();
        return new VoidRecord(in.getString(), seq, run);
    }
}
