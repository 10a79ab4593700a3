package dev.shikra.host.inbox;

import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * A process that journals a known row of frames, from where the journal ends, until it is killed.
 */
final class KilledWriter {
    private static final long DAY = 86_400_000L;

    private KilledWriter() {}

    /**
     * Writes until it is done or killed.
     *
     * @param arguments directory, frames altogether
     */
    public static void main(String[] arguments) throws Exception {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), true);
    }

    /** Journals the frames that are not there yet. */
    static void write(Path directory, int frames, boolean says)
            throws IOException, InterruptedException {
        JournalSettings settings =
                new JournalSettings(directory, Duration.ofMillis(2), 64 << 10, 1L << 30, 1000);
        try (Journal journal = Journal.open(settings);
                Inbox inbox =
                        new Inbox(
                                new InboxSettings(64, 16, 64),
                                journal,
                                new InboxTest.Days("a"),
                                record -> {},
                                Thread::new)) {
            inbox.start();
            long done = journal.frames(0);
            Random random = new Random(77);
            long time = 40 * DAY;
            for (int i = 0; i < frames; i++) {
                time += random.nextInt(50) == 0 ? random.nextInt(6_000_000) : random.nextInt(2000);
                byte[] frame = new byte[random.nextInt(300)];
                random.nextBytes(frame);
                if (i >= done) {
                    inbox.sink(0).frame(time, frame, 0, frame.length);
                }
                if (says && i % 16 == 0) {
                    long durable = journal.durableSeq();
                    System.out.println(durable);
                    System.out.flush();
                }
            }
            inbox.drain();
        }
    }
}
