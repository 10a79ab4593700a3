package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second writer out of a journal; the system lets go of it when the process ends. */
record JournalLock(FileChannel channel) implements AutoCloseable {
    private static final String NAME = "lock";

    /** {@return whether a file is a lock's: it stays where it is, or two could each hold one} */
    static boolean isLock(Path file) {
        return file.endsWith(NAME);
    }

    static JournalLock take(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (locked(channel) == null) {
                throw JournalException.at(
                        directory,
                        "another host writes this journal; stop it, or give this one a directory of"
                                + " its own");
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new JournalLock(channel);
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
