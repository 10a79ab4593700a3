package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The newest few snapshots of the engine's state, a file each. Writing and reading may be on any
 * thread, one at a time; the bytes must no longer be the engine's to change.
 *
 * <p>File, big-endian: magic (8), format version (4), seq (8), time (8, epoch ms), length (8),
 * CRC32C of what stands before and of the content (4), content.
 */
public final class SnapshotStore {
    private static final int VERSION = 1;
    private static final long MAGIC = 0x53484b52534e4150L; // "SHKRSNAP"
    private static final int HEAD = 40;
    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{16})\\.snap");

    private final Path directory;
    private final int kept;
    private final Older older;

    /** One of the snapshots that {@link #newestFirst} finds. */
    public sealed interface Candidate {
        /** {@return its file} */
        Path file();

        /**
         * A whole one.
         *
         * @param seq of the last record that the state holds
         * @param timeMs engine time, epoch ms
         * @param content what was written
         */
        record Whole(Path file, long seq, long timeMs, ByteBuffer content) implements Candidate {}

        /**
         * One that can't be used.
         *
         * @param reason for people, with the place
         */
        record Refused(Path file, String reason) implements Candidate {}
    }

    /**
     * A snapshot and the engine time at which it was taken.
     *
     * @param timeMs epoch ms
     */
    public record At(Path file, long timeMs) {}

    /**
     * Which older snapshots stay beside the newest few, so that a moment earlier in the day can be
     * looked at without running the whole journal.
     *
     * @param every one in so much engine time
     * @param within so much engine time before the newest
     * @param bytes as long as all of them are no larger
     */
    public record Older(Duration every, Duration within, long bytes) {
        /** None. */
        public static final Older NONE = new Older(Duration.ZERO, Duration.ZERO, 0);

        /** One in 15 minutes of a day, up to 1 GiB. */
        public static final Older OF_A_DAY =
                new Older(Duration.ofMinutes(15), Duration.ofDays(1), 1L << 30);
    }

    /**
     * @param directory made if absent
     * @param kept how many to keep, {@code >= 1}; 3 is usual
     */
    public SnapshotStore(Path directory, int kept) throws IOException {
        this(directory, kept, Older.NONE);
    }

    /**
     * @param directory made if absent
     * @param kept how many of the newest to keep, {@code >= 1}; 3 is usual
     * @param older which others stay
     */
    public SnapshotStore(Path directory, int kept, Older older) throws IOException {
        this.older = older;
        if (kept < 1) {
            throw new IllegalArgumentException("snapshots to keep, " + kept + ", are below 1");
        }
        this.directory = Files.createDirectories(directory);
        this.kept = kept;
    }

    /**
     * Writes a snapshot, durable when this returns, and deletes those beyond the number kept. Ask
     * for it once the journal is durable up to {@code seq}: a snapshot must not be ahead of it.
     *
     * @param content from position to limit; consumed
     * @return its file
     */
    public Path write(long seq, long timeMs, ByteBuffer content) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.putLong(MAGIC).putInt(VERSION).putLong(seq).putLong(timeMs);
        head.putLong(content.remaining());
        head.putInt(checksum(head, content)).flip();
        Path file = directory.resolve(String.format("snapshot-%016d.snap", seq));
        DurableFiles.write(file, head, content);
        List<Path> files = files();
        thin(files.subList(Math.min(kept, files.size()), files.size()), timeMs);
        return file;
    }

    /** Of those beyond the newest few the oldest of each stretch of time stays. */
    private void thin(List<Path> beyond, long nowMs) throws IOException {
        long everyMs = older.every().toMillis();
        long room = older.bytes();
        for (int i = 0; i < beyond.size(); i++) {
            Path file = beyond.get(i);
            boolean stays = false;
            if (everyMs > 0) {
                long at = timeOf(file);
                long stretch = Math.floorDiv(at, everyMs);
                boolean first =
                        i == beyond.size() - 1
                                || Math.floorDiv(timeOf(beyond.get(i + 1)), everyMs) != stretch;
                room -= first ? Files.size(file) : 0;
                stays = first && nowMs - at <= older.within().toMillis() && room >= 0;
            }
            if (!stays) {
                Files.delete(file);
            }
        }
    }

    /** {@return engine time of a snapshot by its header; {@link Long#MIN_VALUE} if it has none} */
    private static long timeOf(Path file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        try (var in = Files.newByteChannel(file)) {
            while (head.hasRemaining() && in.read(head) >= 0) {
                // reads on
            }
        }
        return head.hasRemaining() || head.getLong(0) != MAGIC
                ? Long.MIN_VALUE
                : head.getLong(2 * Long.BYTES + Integer.BYTES);
    }

    /** {@return the snapshots that were taken at or before a moment, newest first} */
    public List<At> before(long ms) throws IOException {
        List<At> found = new ArrayList<>();
        for (Path file : files()) {
            try {
                long at = timeOf(file);
                if (at <= ms && at > Long.MIN_VALUE) {
                    found.add(new At(file, at));
                }
            } catch (NoSuchFileException e) {
                continue; // whoever writes snapshots has just deleted it
            }
        }
        return found;
    }

    private static int checksum(ByteBuffer head, ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(head.slice(0, HEAD - 4));
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }

    /**
     * {@return the snapshots, newest first, each read when the iteration comes to it} Use the first
     * whole one; if it can't be restored, go on to the next; after the last the journal alone is
     * left.
     */
    public Iterable<Candidate> newestFirst() throws IOException {
        List<Path> files = files();
        return () -> {
            Iterator<Path> each = files.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public Candidate next() {
                    return read(each.next());
                }
            };
        };
    }

    /**
     * {@return seq of the oldest of the newest few snapshots, 0 if none: the journal is needed from
     * there. Those that stay beside them hold nothing back}
     */
    public long oldestSeq() throws IOException {
        List<Path> files = files();
        return files.isEmpty() ? 0 : seqOf(files.get(Math.min(kept, files.size()) - 1));
    }

    /**
     * Deletes snapshots of records that the journal does not hold: after a repair or a loss of
     * power other records may take those seqs. Call it when the journal has been opened.
     *
     * @param lastSeq the journal's last
     * @return the deleted ones
     */
    public List<Path> deleteBeyond(long lastSeq) throws IOException {
        List<Path> deleted = new ArrayList<>();
        for (Path file : files()) {
            if (seqOf(file) > lastSeq) {
                Files.delete(file);
                deleted.add(file);
            }
        }
        return deleted;
    }

    /** {@return what a file holds} */
    public static Candidate read(Path file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            if (in.remaining() < HEAD) {
                return refused(
                        file, "torn: " + in.remaining() + " of a header's " + HEAD + " bytes");
            }
            if (in.getLong() != MAGIC) {
                return refused(file, "does not begin as a snapshot does");
            }
            int version = in.getInt();
            if (version != VERSION) {
                return refused(
                        file,
                        "format version " + version + ", this program reads version " + VERSION);
            }
            long seq = in.getLong();
            long timeMs = in.getLong();
            long length = in.getLong();
            int checksum = in.getInt();
            if (length != in.remaining()) {
                return refused(
                        file, "torn: " + in.remaining() + " of " + length + " bytes of content");
            }
            ByteBuffer content = in.slice();
            if (checksum != checksum(in.slice(0, HEAD), content)) {
                return refused(file, "checksum: its bytes were changed");
            }
            if (seq != seqOf(file)) {
                return refused(file, "it is of record " + seq + ", not what its name says");
            }
            return new Candidate.Whole(file, seq, timeMs, content);
        } catch (IOException e) {
            return refused(file, "can't be read: " + e.getMessage());
        }
    }

    private static Candidate refused(Path file, String reason) {
        return new Candidate.Refused(file, file + ": snapshot not used, " + reason);
    }

    private static long seqOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }

    /** {@return files, newest first} */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "snapshot-*.snap")) {
            for (Path file : all) {
                if (seqOf(file) > 0) {
                    files.add(file);
                }
            }
        }
        files.sort(Comparator.comparingLong(SnapshotStore::seqOf).reversed());
        return files;
    }
}
