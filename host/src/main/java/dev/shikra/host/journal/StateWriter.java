package dev.shikra.host.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects state as bytes, big-endian, for snapshots, records and hashes: the same state gives the
 * same bytes. Grows as needed; not thread-safe.
 */
public final class StateWriter {
    /** What lies between the bytes before {@code before} and those after it. */
    private record Shared(int before, double[] values, AtomicInteger lent) {}

    private ByteBuffer bytes = ByteBuffer.allocate(4096);
    private final List<Shared> shared = new ArrayList<>();
    private boolean gaveBack;

    /** Forgets what was written; keeps the memory. */
    public void clear() {
        bytes.clear();
        giveBack();
        gaveBack = false;
    }

    private void giveBack() {
        shared.forEach(each -> each.lent.decrementAndGet());
        shared.clear();
    }

    public void putByte(int value) {
        room(1).put((byte) value);
    }

    public void putInt(int value) {
        room(4).putInt(value);
    }

    public void putLong(long value) {
        room(8).putLong(value);
    }

    /** Writes the bits, but one NaN for all. */
    public void putDouble(double value) {
        room(8).putLong(Double.doubleToLongBits(value));
    }

    public void putString(String value) {
        putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public void putBytes(byte[] value) {
        putBytes(value, 0, value.length);
    }

    public void putBytes(byte[] value, int offset, int length) {
        room(4 + length).putInt(length).put(value, offset, length);
    }

    public void putLongs(long[] values) {
        putInt(values.length);
        room(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
    }

    /** Writes the first {@code count} doubles. */
    public void putDoubles(double[] values, int count) {
        putInt(count);
        room(8 * count);
        for (int i = 0; i < count; i++) {
            bytes.putLong(Double.doubleToLongBits(values[i]));
        }
    }

    /**
     * Writes doubles as {@link #putDoubles} does, but reads them only when the bytes are asked for,
     * on whichever thread that is. Nobody may change them until then.
     *
     * @param lent goes up by one here and down again when they have been read: at 0 nothing is lent
     */
    public void putShared(double[] values, AtomicInteger lent) {
        putInt(values.length);
        lent.incrementAndGet();
        shared.add(new Shared(bytes.position(), values, lent));
    }

    public int size() {
        long size = bytes.position();
        for (Shared each : shared) {
            size += 8L * each.values.length;
        }
        return Math.toIntExact(size);
    }

    /**
     * {@return a copy of what was written}
     *
     * @throws IllegalStateException if what was lent to it has been given back by an earlier call
     */
    public byte[] toBytes() {
        if (gaveBack) {
            throw new IllegalStateException("the shared values were read before: call it once");
        }
        ByteBuffer all = ByteBuffer.allocate(size());
        int from = 0;
        for (Shared each : shared) {
            all.put(bytes.array(), from, each.before - from);
            all.asDoubleBuffer().put(each.values);
            all.position(all.position() + 8 * each.values.length);
            from = each.before;
        }
        all.put(bytes.array(), from, bytes.position() - from);
        gaveBack = !shared.isEmpty();
        giveBack();
        return all.array();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            long wanted = Math.max(2L * bytes.capacity(), (long) bytes.position() + more);
            ByteBuffer grown =
                    ByteBuffer.allocate(Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 16)));
            grown.put(bytes.flip());
            bytes = grown;
        }
        return bytes;
    }
}
