package dev.shikra.host;

import dev.shikra.host.engine.PastRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.option.PastVolatility;
import java.time.DateTimeException;
import java.util.Arrays;

/**
 * What a session learned of the past, as a capture holds it: a record of the journal, its kind's
 * code and then its payload.
 *
 * @param kind {@link RecordKind#HISTORY} or {@link RecordKind#VOLATILITIES}
 */
record CapturedPast(RecordKind kind, byte[] payload) {
    /** Where such records come from when they are replayed, in the journal's words. */
    static final int SOURCE = 2;

    /** {@return as a capture holds it} */
    byte[] encode() {
        var bytes = new byte[1 + payload.length];
        bytes[0] = (byte) kind.code();
        System.arraycopy(payload, 0, bytes, 1, payload.length);
        return bytes;
    }

    /**
     * {@return what {@link #encode} wrote}
     *
     * @throws IllegalArgumentException if it is anything that the engine could not read
     */
    static CapturedPast decode(byte[] bytes, int offset, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("it has no bytes");
        }
        RecordKind kind = RecordKind.of(bytes[offset]);
        try {
            switch (kind) {
                case HISTORY -> PastRecord.decode(new StateReader(bytes, offset + 1, length - 1));
                case VOLATILITIES -> PastVolatility.decode(bytes, offset + 1, length - 1);
                default -> throw new IllegalArgumentException("a " + kind + " tells of no past");
            }
        } catch (StateReader.StateException | DateTimeException e) {
            throw new IllegalArgumentException("a " + kind + ": " + e.getMessage(), e);
        }
        return new CapturedPast(kind, Arrays.copyOfRange(bytes, offset + 1, offset + length));
    }
}
