package dev.shikra.plugins.simulator;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Frames as they were received once: big-endian u64 receipt time in epoch ms, u32 length, the
 * frame; again and again. For one thread.
 */
final class Capture implements AutoCloseable {
    private static final int LONGEST_FRAME = 16 << 20;

    private final Path file;
    private final DataInputStream in;

    Capture(Path file) throws IOException {
        this.file = file;
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    record Entry(long receiptMs, byte[] frame) {}

    /**
     * {@return the next frame; empty at the end, also where the last entry breaks off}
     *
     * @throws IOException if a length can't be
     */
    Optional<Entry> next() throws IOException {
        try {
            long receiptMs = in.readLong();
            int length = in.readInt();
            if (length < 0 || length > LONGEST_FRAME) {
                throw new IOException(
                        file
                                + ": a frame of "
                                + Integer.toUnsignedString(length)
                                + " bytes: this is no capture, or it is damaged");
            }
            byte[] frame = new byte[length];
            in.readFully(frame);
            return Optional.of(new Entry(receiptMs, frame));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
