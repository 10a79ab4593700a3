package dev.shikra.host.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person asks of a journal at rest: verify, inspect, repair. Each returns an exit code. */
public final class JournalCommands {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private JournalCommands() {}

    /** The first place where a journal can't be read on. */
    private record Damage(int segment, long offset, long seq, boolean torn, String what) {}

    /** Reads every record of every segment. {@return 0 if all are whole, else 1} */
    public static int verify(Path directory, PrintStream out) throws IOException {
        List<SegmentName> segments = SegmentName.list(directory);
        long[] records = new long[1];
        Damage damage = firstDamage(segments, record -> records[0]++);
        if (damage == null) {
            out.printf(
                    "%s: %d records in %d segments, all whole%n",
                    directory, records[0], segments.size());
            return DONE;
        }
        out.printf("%d records are whole, then:%n%s%n", records[0], damage.what());
        if (damage.torn()) {
            out.println("Nothing whole follows: the host cuts this when it starts.");
        }
        return FAILED;
    }

    /** Prints a line for each record, then how many there are of each kind. {@return exit code} */
    public static int inspect(Path directory, PrintStream out) throws IOException {
        Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
        Damage damage =
                firstDamage(
                        SegmentName.list(directory),
                        record -> {
                            counts.merge(record.kind, 1L, Long::sum);
                            out.println(line(record));
                        });
        counts.forEach((kind, count) -> out.printf("%s %d%n", kind, count));
        if (damage == null) {
            return DONE;
        }
        out.println(damage.what());
        return FAILED;
    }

    private static String line(JournalRecord record) {
        String common = record.seq + " " + record.timeMs + " " + record.kind + " ";
        return switch (record.kind) {
            case CLOCK -> common + record.firstSecond + ".." + record.lastSecond;
            case FRAME -> common + "source " + record.source + " " + record.length + " bytes";
            case HEADER, COMMAND, VOID, DELIVERY, ROUTES, VOLATILITIES, HISTORY ->
                    common + record.length + " bytes";
        };
    }

    /**
     * Sets a copy of the damaged segment and all segments after it aside, in the folder {@code
     * aside}, and cuts the journal at the last whole record before the damage. {@return exit code}
     *
     * @throws JournalException if a host writes this journal
     */
    public static int repair(Path directory, PrintStream out) throws IOException {
        if (!Files.isDirectory(directory)) {
            out.printf("%s: there is no such journal%n", directory);
            return FAILED;
        }
        JournalLock held = JournalLock.take(directory);
        try {
            return repairHeld(directory, out);
        } finally {
            held.close();
        }
    }

    private static int repairHeld(Path directory, PrintStream out) throws IOException {
        List<SegmentName> segments = SegmentName.list(directory);
        Damage damage = firstDamage(segments, record -> {});
        if (damage == null) {
            out.printf("%s: nothing to repair%n", directory);
            return DONE;
        }
        out.println(damage.what());
        Path aside = freshFolder(directory);
        SegmentName broken = segments.get(damage.segment());
        boolean holdsRecords = damage.seq() > broken.firstSeq();
        if (holdsRecords) {
            Files.copy(broken.file(), aside.resolve(broken.file().getFileName()));
            cut(broken.file(), damage.offset());
        }
        for (SegmentName later :
                segments.subList(damage.segment() + (holdsRecords ? 1 : 0), segments.size())) {
            Files.move(later.file(), aside.resolve(later.file().getFileName()));
        }
        DurableFiles.forceDirectory(directory);
        out.printf(
                "cut: the last record is now %d; what was there is in %s%n",
                damage.seq() - 1, aside);
        return DONE;
    }

    private static Path freshFolder(Path directory) throws IOException {
        int number = 1;
        while (Files.exists(directory.resolve("aside-" + number))) {
            number++;
        }
        return Files.createDirectory(directory.resolve("aside-" + number));
    }

    private static void cut(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    private static @Nullable Damage firstDamage(List<SegmentName> segments, RecordHandler handler)
            throws IOException {
        JournalRecord record = new JournalRecord();
        for (int i = 0; i < segments.size(); i++) {
            SegmentName name = segments.get(i);
            boolean last = i == segments.size() - 1;
            try (SegmentReader reader = new SegmentReader(name)) {
                while (reader.next(record)) {
                    handler.record(record);
                }
                if (!reader.trouble().isEmpty()) {
                    boolean torn = last && !reader.recordFollows();
                    return new Damage(
                            i,
                            reader.offset(),
                            reader.nextSeq(),
                            torn,
                            torn ? torn(reader) : String.valueOf(reader.damaged().getMessage()));
                }
                if (!last && reader.nextSeq() != segments.get(i + 1).firstSeq()) {
                    SegmentName next = segments.get(i + 1);
                    String what =
                            next.file() + ": records from " + reader.nextSeq() + " are missing";
                    return new Damage(i + 1, 0, next.firstSeq(), false, what);
                }
            } catch (JournalException e) {
                boolean torn =
                        last
                                && SegmentHeader.isCutShort(name)
                                && !SegmentReader.recordFollows(name, 0, name.firstSeq());
                return new Damage(i, 0, name.firstSeq(), torn, String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    private static String torn(SegmentReader reader) throws IOException {
        return reader.file()
                + ": "
                + (reader.size() - reader.offset())
                + " bytes at byte "
                + reader.offset()
                + " are no whole record ("
                + reader.trouble()
                + ")";
    }
}
