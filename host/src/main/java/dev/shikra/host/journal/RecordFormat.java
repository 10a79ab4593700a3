package dev.shikra.host.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A record on disk, big-endian: CRC32C of all that follows (4), payload length (4), seq (8), time
 * (8, epoch ms), kind's code (2), source (2), payload.
 */
final class RecordFormat {
    static final int HEAD = 28;
    static final int LARGEST_PAYLOAD = 64 << 20;
    static final int CLOCK_PAYLOAD = 16;

    static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int LARGEST_CODE = largestCode();
    private static final RecordKind[] KINDS = kindsByCode();

    private RecordFormat() {}

    private static int largestCode() {
        int largest = 0;
        for (RecordKind kind : RecordKind.values()) {
            largest = Math.max(largest, kind.code());
        }
        return largest;
    }

    private static RecordKind[] kindsByCode() {
        RecordKind[] kinds = new RecordKind[LARGEST_CODE + 1];
        for (RecordKind kind : RecordKind.values()) {
            kinds[kind.code()] = kind;
        }
        return kinds;
    }

    /** Writes a record's head to {@code head}, checksum of head and payload included. */
    static void encodeHead(
            byte[] head,
            CRC32C crc,
            long seq,
            long timeMs,
            RecordKind kind,
            int source,
            byte[] bytes,
            int at,
            int length) {
        INT.set(head, 4, length);
        LONG.set(head, 8, seq);
        LONG.set(head, 16, timeMs);
        SHORT.set(head, 24, (short) kind.code());
        SHORT.set(head, 26, (short) source);
        crc.reset();
        crc.update(head, 4, HEAD - 4);
        crc.update(bytes, at, length);
        INT.set(head, 0, (int) crc.getValue());
    }

    static int length(byte[] bytes, int at) {
        return (int) INT.get(bytes, at + 4);
    }

    static long seq(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + 8);
    }

    static boolean isKind(int code) {
        return code > 0 && code <= LARGEST_CODE && KINDS[code] != null;
    }

    static int kindCode(byte[] bytes, int at) {
        return Short.toUnsignedInt((short) SHORT.get(bytes, at + 24));
    }

    static boolean checksumHolds(byte[] bytes, int at, int length, CRC32C crc) {
        crc.reset();
        crc.update(bytes, at + 4, HEAD - 4 + length);
        return (int) crc.getValue() == (int) INT.get(bytes, at);
    }

    /** Points {@code record} at the whole record at {@code at}; nothing is copied. */
    static void decode(byte[] bytes, int at, JournalRecord record) {
        record.length = length(bytes, at);
        record.seq = seq(bytes, at);
        record.timeMs = (long) LONG.get(bytes, at + 16);
        record.kind = KINDS[kindCode(bytes, at)];
        record.source = Short.toUnsignedInt((short) SHORT.get(bytes, at + 26));
        record.bytes = bytes;
        record.at = at + HEAD;
        boolean clock = record.kind == RecordKind.CLOCK && record.length == CLOCK_PAYLOAD;
        record.firstSecond = clock ? (long) LONG.get(bytes, record.at) : 0;
        record.lastSecond = clock ? (long) LONG.get(bytes, record.at + 8) : 0;
    }

    /**
     * {@return whether a whole record of a seq from {@code seq} on stands anywhere in the bytes}
     * Looks at every offset: a length that has lost a bit must not hide what follows it.
     */
    static boolean holdsRecord(ByteBuffer bytes, long seq) {
        CRC32C crc = new CRC32C();
        int size = bytes.limit();
        long most = seq + size / HEAD;
        for (int at = 0; at + HEAD <= size; at++) {
            long found = bytes.getLong(at + 8);
            if (found < seq || found > most) {
                continue;
            }
            int length = bytes.getInt(at + 4);
            if (length < 0 || length > size - at - HEAD) {
                continue;
            }
            crc.reset();
            crc.update(bytes.slice(at + 4, HEAD - 4 + length));
            if ((int) crc.getValue() == bytes.getInt(at)) {
                return true;
            }
        }
        return false;
    }
}
