package dev.shikra.host.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the journal lies and how much of it is kept.
 *
 * @param directory of the segments; made if absent
 * @param syncEvery the disk is asked to make written records durable at most this often, but for
 *     records that an alert waits for; 0 to 1 s
 * @param segmentBytes size at which a session goes on in a further segment; 4 KiB to 1 GiB
 * @param keepBytes of all segments together, above which old sessions are deleted
 * @param keepSessions sessions kept, the current one included, {@code >= 1}
 */
public record JournalSettings(
        Path directory, Duration syncEvery, long segmentBytes, long keepBytes, int keepSessions) {
    private static final long LARGEST_SEGMENT = 1L << 30;

    public JournalSettings {
        if (syncEvery.isNegative() || syncEvery.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException(
                    "journal sync interval " + syncEvery + " is outside 0 to 1 s; 5 ms is usual");
        }
        if (segmentBytes < 4096 || segmentBytes > LARGEST_SEGMENT) {
            throw new IllegalArgumentException(
                    "journal segment size "
                            + segmentBytes
                            + " bytes is outside 4096 to "
                            + LARGEST_SEGMENT);
        }
        if (keepBytes < segmentBytes) {
            throw new IllegalArgumentException(
                    "journal bytes to keep, "
                            + keepBytes
                            + ", are less than one segment of "
                            + segmentBytes);
        }
        if (keepSessions < 1) {
            throw new IllegalArgumentException(
                    "journal sessions to keep, " + keepSessions + ", are fewer than 1");
        }
    }

    /** {@return the usual: 5 ms, segments of 512 MiB, 64 GiB and 30 sessions kept} */
    public static JournalSettings in(Path directory) {
        return new JournalSettings(directory, Duration.ofMillis(5), 512L << 20, 64L << 30, 30);
    }
}
