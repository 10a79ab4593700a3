package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Journals for tests. */
public final class JournalFixture {
    private JournalFixture() {}

    /** A record as a value. */
    public record Copy(
            long seq,
            long timeMs,
            RecordKind kind,
            int source,
            List<Byte> payload,
            long firstSecond,
            long lastSecond) {
        /** {@return a copy; of a clock record the payload is its seconds alone} */
        public static Copy of(JournalRecord record) {
            List<Byte> payload = new ArrayList<>();
            if (record.kind != RecordKind.CLOCK) {
                for (byte b :
                        Arrays.copyOfRange(record.bytes, record.at, record.at + record.length)) {
                    payload.add(b);
                }
            }
            return new Copy(
                    record.seq,
                    record.timeMs,
                    record.kind,
                    record.source,
                    payload,
                    record.firstSecond,
                    record.lastSecond);
        }
    }

    public static JournalSettings settings(Path directory) {
        return new JournalSettings(directory, Duration.ofMillis(1), 1 << 20, 1L << 30, 1000);
    }

    public static JournalSettings settings(Path directory, long segmentBytes) {
        return new JournalSettings(directory, Duration.ofMillis(1), segmentBytes, 1L << 30, 1000);
    }

    public static List<Copy> readAll(Path directory) throws IOException {
        List<Copy> records = new ArrayList<>();
        new JournalReader(directory).read(1, record -> records.add(Copy.of(record)));
        return records;
    }

    /** Gives {@code count} random records after a header, flushing now and then. */
    public static void fill(Journal journal, RandomGenerator random, int count, int longest)
            throws IOException {
        if (journal.lastSeq() == 0) {
            journal.header("2026-01-05", 1_767_571_200_000L, new byte[] {1, 2, 3});
        }
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[random.nextInt(longest + 1)];
            random.nextBytes(payload);
            long timeMs = journal.lastTimeMs() + random.nextInt(400);
            switch (random.nextInt(12)) {
                case 0 -> journal.append(RecordKind.VOID, timeMs, 0, payload, 0, payload.length);
                case 1 -> journal.append(RecordKind.COMMAND, timeMs, 0, payload, 0, payload.length);
                case 2 ->
                        journal.clock(
                                Math.max(journal.lastTimeMs() / 1000, journal.lastSecond())
                                        + 1
                                        + random.nextInt(3));
                default -> {
                    int at = random.nextInt(payload.length + 1);
                    journal.append(
                            RecordKind.FRAME,
                            timeMs,
                            random.nextInt(4),
                            payload,
                            at,
                            payload.length - at);
                }
            }
            if (random.nextInt(8) == 0) {
                journal.flush();
            }
        }
        journal.flush();
    }
}
