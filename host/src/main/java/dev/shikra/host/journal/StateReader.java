package dev.shikra.host.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote, in the same order. Not thread-safe. */
public final class StateReader {
    private final ByteBuffer bytes;

    public StateReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public StateReader(byte[] bytes, int offset, int length) {
        this.bytes = ByteBuffer.wrap(bytes, offset, length).slice();
    }

    /** Thrown when the bytes are not what the reader expects; the message says what and where. */
    public static final class StateException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StateException(String message) {
            super(message);
        }
    }

    public int getByte() {
        return need(1).get() & 0xff;
    }

    public int getInt() {
        return need(4).getInt();
    }

    public long getLong() {
        return need(8).getLong();
    }

    public double getDouble() {
        return need(8).getDouble();
    }

    public String getString() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    public byte[] getBytes() {
        var value = new byte[count(1)];
        bytes.get(value);
        return value;
    }

    public long[] getLongs() {
        var values = new long[count(8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getLong();
        }
        return values;
    }

    /** Reads doubles into the beginning of {@code into}. {@return how many} */
    public int getDoubles(double[] into) {
        int n = count(8);
        if (n > into.length) {
            throw new StateException(
                    n
                            + " doubles at byte "
                            + bytes.position()
                            + " where at most "
                            + into.length
                            + " belong");
        }
        for (int i = 0; i < n; i++) {
            into[i] = bytes.getDouble();
        }
        return n;
    }

    /** {@return doubles, as many as were written} */
    public double[] getDoubles() {
        var values = new double[count(8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getDouble();
        }
        return values;
    }

    public boolean atEnd() {
        return !bytes.hasRemaining();
    }

    private int count(int width) {
        int n = getInt();
        if (n < 0 || (long) n * width > bytes.remaining()) {
            throw new StateException(
                    "a count of "
                            + n
                            + " at byte "
                            + (bytes.position() - 4)
                            + " of "
                            + bytes.limit()
                            + " can't be");
        }
        return n;
    }

    private ByteBuffer need(int width) {
        if (bytes.remaining() < width) {
            throw new StateException(
                    "the state ends at byte "
                            + bytes.limit()
                            + " where "
                            + width
                            + " more are needed");
        }
        return bytes;
    }
}
