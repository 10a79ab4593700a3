package dev.shikra.bench;

import dev.shikra.api.source.SimulatedTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When each frame of one connection was to be sent and when it was received. The connection's
 * thread notes it, the engine's takes it up: frames keep their order between the two.
 *
 * <p>The exchange sends a second's changes when that second begins on its clock, and full packets
 * name the second; so the plan needs nothing from the process that sends.
 */
final class FrameTimes {
    private static final int FRAMES = 1 << 16;
    private static final int FULL = 184;
    private static final int FULL_TIME_AT = 60;
    private static final int INDEX_FULL = 32;
    private static final int INDEX_TIME_AT = 28;

    private final SimulatedTime time;
    private final long[] planned = new long[FRAMES];
    private final long[] received = new long[FRAMES];
    private final int[] packets = new int[FRAMES];
    private final AtomicLong noted = new AtomicLong();
    private final Instant wallOrigin = Instant.now();
    private final long nanoOrigin = System.nanoTime();

    /** Engine thread: frames taken, and the place of the one at hand. */
    private long taken;

    private int at;

    /** Written by the engine thread. */
    private volatile long ticks;

    /**
     * @param time the exchange's clock
     */
    FrameTimes(SimulatedTime time) {
        this.time = time;
    }

    /** A frame came. The connection's thread, before the host has it. */
    void received(byte[] bytes, int offset, int length) {
        long number = noted.get();
        int place = (int) (number & (FRAMES - 1));
        received[place] = System.nanoTime();
        packets[place] = (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
        planned[place] = plannedNanos(bytes, offset, length);
        noted.set(number + 1); // what is noted is seen by whoever sees the number
    }

    /** The engine begins with the next frame. Engine thread. */
    void taken() {
        if (taken >= noted.get()) {
            throw new IllegalStateException("the engine has a frame that never came");
        }
        at = (int) (taken++ & (FRAMES - 1));
        ticks = ticks + packets[at];
    }

    /** {@return ticks in the frames that the engine has taken; any thread} */
    long ticks() {
        return ticks;
    }

    /** {@return when the frame at hand was to be sent; {@link System#nanoTime}; engine thread} */
    long plannedNanos() {
        return planned[at];
    }

    /** {@return when the frame at hand came; {@link System#nanoTime}; engine thread} */
    long receivedNanos() {
        return received[at];
    }

    private long plannedNanos(byte[] bytes, int offset, int length) {
        ByteBuffer frame = ByteBuffer.wrap(bytes, offset, length);
        int packets = frame.getShort() & 0xFFFF;
        long second = 0;
        for (int i = 0; i < packets; i++) {
            int size = frame.getShort() & 0xFFFF;
            int packet = frame.position();
            if (size == FULL) {
                second = Math.max(second, frame.getInt(packet + FULL_TIME_AT));
            } else if (size == INDEX_FULL) {
                second = Math.max(second, frame.getInt(packet + INDEX_TIME_AT));
            }
            frame.position(packet + size);
        }
        Instant due = time.machineTimeOf(Instant.ofEpochSecond(second));
        return nanoOrigin + Duration.between(wallOrigin, due).toNanos();
    }
}
