package dev.shikra.plugins.simulator;

import dev.shikra.api.source.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The frames of a capture as they were received once; again and again. For one thread. */
final class RecordedFrames implements AutoCloseable {
    private final Path file;
    private final Capture.Reader reader;

    RecordedFrames(Path file) throws IOException {
        this.file = file;
        reader = new Capture.Reader(Files.newInputStream(file));
    }

    record Entry(long receiptMs, byte[] frame) {}

    /**
     * {@return the next frame; empty at the end, also where the last one breaks off}
     *
     * @throws IOException if the file is no capture, or damaged
     */
    Optional<Entry> next() throws IOException {
        while (true) {
            switch (reader.next()) {
                case FRAME -> {
                    return Optional.of(
                            new Entry(
                                    reader.receiptMs(),
                                    Arrays.copyOf(reader.bytes(), reader.length())));
                }
                case PAST -> {} // what its session knew; whoever connects asks for history itself
                case END, TORN -> {
                    return Optional.empty();
                }
                case CORRUPT ->
                        throw new IOException(
                                file
                                        + ": at byte "
                                        + reader.at()
                                        + " no frame begins: this is no capture, or it is damaged");
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
