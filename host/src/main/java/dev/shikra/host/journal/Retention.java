package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal within its bounds: deletes whole sessions, oldest first, none that a restart
 * could need. Any thread.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private final JournalSettings settings;
    private long keepFromSeq;
    private long deletedSessions;
    private boolean saidTooLarge;

    Retention(JournalSettings settings) {
        this.settings = settings;
    }

    synchronized void keepFrom(long seq) {
        keepFromSeq = Math.max(keepFromSeq, seq);
    }

    synchronized long deletedSessions() {
        return deletedSessions;
    }

    synchronized void prune() throws IOException {
        List<List<SegmentName>> sessions = sessions();
        long bytes = 0;
        for (List<SegmentName> session : sessions) {
            bytes += bytesOf(session);
        }
        while (sessions.size() > settings.keepSessions() || bytes > settings.keepBytes()) {
            // A session has ended before a record if the next one begins at or before it.
            if (sessions.size() < 2 || sessions.get(1).getFirst().firstSeq() > keepFromSeq) {
                sayTooLarge(sessions.size(), bytes);
                return;
            }
            List<SegmentName> oldest = sessions.removeFirst();
            long freed = bytesOf(oldest);
            for (SegmentName segment : oldest) {
                Files.delete(segment.file());
            }
            DurableFiles.forceDirectory(settings.directory());
            bytes -= freed;
            deletedSessions++;
            saidTooLarge = false;
            LOG.info(
                    "{}: session {} deleted, {} bytes in {} segments; {} sessions are kept",
                    settings.directory(),
                    oldest.getFirst().session(),
                    freed,
                    oldest.size(),
                    sessions.size());
        }
    }

    private List<List<SegmentName>> sessions() throws IOException {
        List<List<SegmentName>> sessions = new ArrayList<>();
        for (SegmentName segment : SegmentName.list(settings.directory())) {
            if (sessions.isEmpty()
                    || !sessions.getLast().getFirst().session().equals(segment.session())) {
                sessions.add(new ArrayList<>());
            }
            sessions.getLast().add(segment);
        }
        return sessions;
    }

    private static long bytesOf(List<SegmentName> session) throws IOException {
        long bytes = 0;
        for (SegmentName segment : session) {
            bytes += Files.size(segment.file());
        }
        return bytes;
    }

    private void sayTooLarge(int sessions, long bytes) {
        if (!saidTooLarge) {
            saidTooLarge = true;
            LOG.warn(
                    "{}: {} bytes in {} sessions are more than the {} bytes and {} sessions to"
                            + " keep, but a restart would need them (snapshots reach back to record"
                            + " {})",
                    settings.directory(),
                    bytes,
                    sessions,
                    settings.keepBytes(),
                    settings.keepSessions(),
                    keepFromSeq);
        }
    }
}
