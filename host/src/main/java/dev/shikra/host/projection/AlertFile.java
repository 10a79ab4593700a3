package dev.shikra.host.projection;

import dev.shikra.api.signal.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of alerts, one JSON line each, written in order. A snapshot keeps the {@link #position},
 * taken after a {@link #sync} so that a crash cannot leave the file shorter; a run resumed from it
 * cuts the file back to there and writes on, so that the file ends as that of a run never
 * interrupted. One thread at a time.
 */
public final class AlertFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long written;

    private AlertFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.written = size;
    }

    /**
     * Opens a file for writing on, and makes it with its folders if it does not exist.
     *
     * @throws IOException if it can't be opened; the message names the file
     */
    public static AlertFile open(Path path) throws IOException {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long size = channel.size();
            channel.position(size);
            return new AlertFile(path, channel, size);
        } catch (FileSystemException e) {
            // Its message may be no more than a path.
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new IOException(
                    path + " can't be written: " + reason + ": name a file that you may write", e);
        }
    }

    /**
     * Writes one line; it may stay in a buffer until {@link #flush} or {@link #sync}.
     *
     * @throws UncheckedIOException if the file can't be written; the message names it
     */
    public void append(Alert alert) {
        byte[] line = (AlertJson.line(alert) + "\n").getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < line.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int length = Math.min(buffer.remaining(), line.length - at);
            buffer.put(line, at, length);
            at += length;
        }
    }

    /** {@return length of the file in bytes, with what is still in the buffer} */
    public long position() {
        return written + buffer.position();
    }

    /**
     * Cuts the file back.
     *
     * @param position what {@link #position} gave before, in bytes
     * @throws IllegalStateException if the file is shorter: it is not the file that the position
     *     was taken from
     * @throws UncheckedIOException if the file can't be written
     */
    public void truncate(long position) {
        flush();
        if (position < 0 || position > written) {
            throw new IllegalStateException(
                    path
                            + " has "
                            + written
                            + " bytes and can't be cut back to "
                            + position
                            + ": it was removed or replaced since");
        }
        try {
            channel.truncate(position);
            channel.position(position);
            written = position;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Hands everything to the operating system: other processes see it. */
    public void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                written += channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            buffer.compact();
            throw failed(e);
        }
    }

    /** Flushes and waits until the disk holds everything. */
    public void sync() {
        flush();
        try {
            channel.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Syncs and closes. Again: nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            sync();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(path + " can't be written: " + e.getMessage(), e);
    }
}
