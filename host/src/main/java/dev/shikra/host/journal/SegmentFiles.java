package dev.shikra.host.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the journal writes: the disk, or in tests a disk that fails. */
interface SegmentFiles {
    /** The disk. */
    SegmentFiles DISK =
            (file, length) -> {
                FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                channel.position(length);
                return new OnDisk(channel);
            };

    /** Opens a segment, made if absent, to write behind its first {@code length} bytes. */
    SegmentFile open(Path file, long length) throws IOException;

    /** An open segment. {@link #force} may run beside {@link #write}. */
    interface SegmentFile extends Closeable {
        /** Writes some or all of {@code bytes} at the end. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns when all that was written before is on the disk. */
        void force() throws IOException;

        /** Cuts everything behind the first {@code length} bytes. */
        void truncate(long length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A file channel. */
    record OnDisk(FileChannel channel) implements SegmentFile {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            channel.write(bytes);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
