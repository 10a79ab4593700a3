package dev.shikra.host.engine;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;

/**
 * What a history record says: bars of the past that came while the market runs, and when to work on
 * them. The engine does nothing with the past but at such a record, so a replay does the same.
 */
public sealed interface PastRecord {
    /**
     * Bars of one instrument, oldest first, behind those of the record before if that was of the
     * same instrument.
     *
     * @param bars start (epoch ms, a whole minute), open, high, low, close, volume each
     */
    record Bars(int row, double[] bars) implements PastRecord {
        /** Values of a bar. */
        public static final int WIDTH = 6;
    }

    /** All bars of an instrument have come: they are joined to what the market gave since. */
    record Join(int row) implements PastRecord {}

    /** Work on for a while at what warms aside. */
    record Step() implements PastRecord {}

    /** {@return as a history record's payload} */
    default byte[] encode() {
        var out = new StateWriter();
        switch (this) {
            case Bars(int row, double[] bars) -> {
                out.putByte(1);
                out.putInt(row);
                out.putDoubles(bars, bars.length);
            }
            case Join(int row) -> {
                out.putByte(2);
                out.putInt(row);
            }
            case Step() -> out.putByte(3);
        }
        return out.toBytes();
    }

    /**
     * @throws StateReader.StateException if it is no such payload
     */
    static PastRecord decode(StateReader in) {
        int code = in.getByte();
        return switch (code) {
            case 1 -> new Bars(in.getInt(), in.getDoubles());
            case 2 -> new Join(in.getInt());
            case 3 -> new Step();
            default ->
                    throw new StateReader.StateException("no history record has the code " + code);
        };
    }
}
