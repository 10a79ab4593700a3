package dev.shikra.plugins.sourceredis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * How far this host's journal has come in the stream: which seq its first frame had, and the last
 * that is known to be durable. The journal's own count of frames goes before what stands here, so
 * that a kill between a sync and this file costs nothing. One thread.
 */
final class Progress {
    private final Path file;
    private boolean known;
    private long first;
    private long durable;

    private Progress(Path file) {
        this.file = file;
    }

    /** {@return what is known of a group} */
    static Progress in(Path cache, Connection connection, String prefix, String group)
            throws IOException {
        Files.createDirectories(cache);
        String name =
                (connection.host() + "-" + connection.port() + "-" + prefix + "-" + group)
                        .replaceAll("[^A-Za-z0-9.-]", "_");
        var progress = new Progress(cache.resolve("source-redis-" + name));
        progress.read();
        return progress;
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        try {
            first = Long.parseLong(lines.get(0));
            durable = Long.parseLong(lines.get(1));
            known = true;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            known = false; // cut short: as if it were not there
        }
    }

    /**
     * {@return seq of the first frame that is wanted; 0 if any is}
     *
     * @param last seq of the stream's last entry: a stream that ends before what was read from it
     *     was emptied and begun again
     * @param held frames that this host's journal holds
     */
    long next(long last, long held) {
        if (!known || Math.max(first + held - 1, durable) > last) {
            known = false;
            durable = 0;
            return 0;
        }
        long next = Math.max(first + held, durable + 1);
        first = next - held; // another value if the journal was set aside
        return next;
    }

    /**
     * Notes, before it is given, which frame comes first, if any was welcome: what of it the
     * journal keeps is then known whenever a kill comes.
     */
    void begin(long seq, long held) throws IOException {
        if (!known) {
            known = true;
            first = seq - held;
            write();
        }
    }

    /** Notes that all frames up to {@code seq} are durable. */
    void durable(long seq) throws IOException {
        durable = Math.max(durable, seq);
        write();
    }

    private void write() throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, first + "\n" + durable + "\n");
        Files.move(
                beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
