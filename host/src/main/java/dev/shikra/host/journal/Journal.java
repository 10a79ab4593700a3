package dev.shikra.host.journal;

import dev.shikra.host.measure.Durations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal, open to write. {@link #header}, {@link #clock}, {@link #append} and {@link #flush}
 * belong to one thread, the journal thread; everything else may be called by any.
 *
 * <p>A record is <em>given</em> by append, <em>written</em> by flush (it survives the end of the
 * process), <em>durable</em> after the next sync (it survives the end of the machine). After the
 * first failure nothing more is taken: the file ends with the last written record, and {@link
 * #failure} says why.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int BUFFER = 1 << 20;

    private final JournalSettings settings;
    private final SegmentFiles files;
    private final JournalLock directoryLock;
    private final Retention retention;
    private final Durability durability;
    private final List<String> openingNotes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] clockPayload = new byte[RecordFormat.CLOCK_PAYLOAD];

    /** Held while {@link #segment} is forced or exchanged. */
    private final ReentrantLock segmentLock = new ReentrantLock();

    private @Nullable SegmentWriter segment;
    private long lastSeq;
    private long lastTimeMs;
    private long lastSecond;
    private long[] frames;
    private @Nullable SessionHeader lastHeader;

    /** Written by the sync thread. */
    private final Durations syncs = new Durations();

    private volatile long writtenSeq;
    private volatile String failure = "";

    private Journal(
            JournalSettings settings,
            SegmentFiles files,
            JournalLock directoryLock,
            JournalRecovery found)
            throws IOException {
        this.settings = settings;
        this.files = files;
        this.directoryLock = directoryLock;
        this.retention = new Retention(settings);
        this.openingNotes = List.copyOf(found.notes);
        lastSeq = found.lastSeq;
        lastTimeMs = found.lastTimeMs;
        lastSecond = found.lastSecond;
        frames = found.frames;
        lastHeader = found.lastHeader;
        writtenSeq = lastSeq;
        if (found.last != null) {
            segment =
                    new SegmentWriter(
                            files.open(found.last.file(), found.lastLength),
                            buffer,
                            found.lastLength);
            // What the run before wrote may not have been durable yet.
            segment.force();
        }
        durability = new Durability(this, this::timedForce, settings.syncEvery(), lastSeq);
    }

    /**
     * Opens a journal behind its last whole record, or a new one. What had to be cut is logged and
     * in {@link #openingNotes}.
     *
     * @throws JournalException if it can't be read, or another process has it open
     * @throws IOException if the disk refuses
     */
    public static Journal open(JournalSettings settings) throws IOException {
        return open(settings, SegmentFiles.DISK);
    }

    static Journal open(JournalSettings settings, SegmentFiles files) throws IOException {
        Files.createDirectories(settings.directory());
        JournalLock lock = JournalLock.take(settings.directory());
        try {
            JournalRecovery found = JournalRecovery.of(settings.directory());
            found.notes.forEach(LOG::warn);
            Journal journal = new Journal(settings, files, lock, found);
            journal.durability.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Removes a journal and all that is kept beside it in its directory.
     *
     * @throws JournalException if a host writes it
     * @throws IOException if the disk refuses
     */
    public static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        JournalLock held = JournalLock.take(directory);
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(directory) && !JournalLock.isLock(each)) {
                    Files.delete(each);
                }
            }
        } finally {
            held.close();
        }
    }

    /** {@return what opening cut or removed, a sentence each} */
    public List<String> openingNotes() {
        return openingNotes;
    }

    public Path directory() {
        return settings.directory();
    }

    /** {@return seq of the last record given; 0 if none. For the journal thread} */
    public long lastSeq() {
        return lastSeq;
    }

    /** {@return time of the last record given, epoch ms; 0 if none. For the journal thread} */
    public long lastTimeMs() {
        return lastTimeMs;
    }

    /** {@return the last second announced, epoch s. For the journal thread} */
    public long lastSecond() {
        return lastSecond;
    }

    /** {@return the last session's header. For the journal thread} */
    public Optional<SessionHeader> lastHeader() {
        return Optional.ofNullable(lastHeader);
    }

    /** {@return frames of a source since the journal's first record. For the journal thread} */
    public long frames(int source) {
        return source < frames.length ? frames[source] : 0;
    }

    /** {@return seq of the last record written} */
    public long writtenSeq() {
        return writtenSeq;
    }

    /** {@return seq of the last record that is durable} */
    public long durableSeq() {
        return durability.durableSeq();
    }

    /** {@return why nothing is taken any more; empty while the journal works} */
    public String failure() {
        return failure;
    }

    /**
     * Waits until a record is durable; made for virtual threads.
     *
     * @throws JournalException if it never will be: the journal has failed or was closed
     */
    public void awaitDurable(long seq) throws InterruptedException {
        durability.await(() -> durability.durableSeq() >= seq, "record " + seq);
    }

    /**
     * As {@link #awaitDurable(long)}, for somebody who is waited for: the disk is asked at once,
     * and not when the sync interval has passed.
     *
     * @throws JournalException if it never will be: the journal has failed or was closed
     */
    public void awaitDurableSoon(long seq) throws InterruptedException {
        if (durability.durableSeq() < seq) {
            durability.hasten();
        }
        awaitDurable(seq);
    }

    /**
     * Waits until a record is durable whose seq is not known yet.
     *
     * @param seq gives it, or {@link Long#MAX_VALUE} while it is unknown; asked after each sync
     * @throws JournalException if it never will be: the journal has failed or was closed
     */
    public void awaitDurable(LongSupplier seq) throws InterruptedException {
        durability.await(() -> durability.durableSeq() >= seq.getAsLong(), "a record");
    }

    /**
     * Waits until a record is durable, but not for ever.
     *
     * @return whether it is
     */
    public boolean awaitDurable(long seq, Duration atMost) throws InterruptedException {
        return durability.await(seq, atMost);
    }

    /**
     * Begins a session: a new segment whose first record is its header.
     *
     * @param session its name, part of the segment's
     * @return seq of the header
     */
    public long header(String session, long timeMs, byte[] payload) throws IOException {
        if (!SegmentName.isSessionName(session)) {
            throw new IllegalArgumentException(
                    "session name '" + session + "' has other signs than letters, digits, . _ -");
        }
        check(timeMs);
        if (lastSeq == 0) {
            lastSecond = Math.floorDiv(timeMs, 1000L);
        }
        try {
            rotate(session);
        } catch (IOException e) {
            throw failed("cannot begin a segment", e);
        }
        lastHeader = new SessionHeader(lastSeq + 1, timeMs, session, payload);
        return give(RecordKind.HEADER, timeMs, 0, payload, 0, payload.length);
    }

    /** Records that the seconds up to {@code toSecond} (epoch s) have passed. {@return its seq} */
    public long clock(long toSecond) throws IOException {
        if (toSecond <= lastSecond) {
            throw new IllegalArgumentException(
                    "clock run to second " + toSecond + " is not after " + lastSecond);
        }
        RecordFormat.LONG.set(clockPayload, 0, lastSecond + 1);
        RecordFormat.LONG.set(clockPayload, 8, toSecond);
        long seq =
                append(
                        RecordKind.CLOCK,
                        Math.max(lastTimeMs, toSecond * 1000L),
                        0,
                        clockPayload,
                        0,
                        clockPayload.length);
        lastSecond = toSecond;
        return seq;
    }

    /**
     * Gives a record that is neither header nor clock.
     *
     * @param timeMs epoch ms, not before the record before
     * @param source 0 to 65,535
     * @return its seq
     */
    public long append(RecordKind kind, long timeMs, int source, byte[] bytes, int at, int length)
            throws IOException {
        check(timeMs);
        SegmentWriter current = segment;
        if (current == null || lastHeader == null) {
            throw new IllegalStateException(
                    "the first record of a journal must be a header, not " + kind);
        }
        if (current.length() + RecordFormat.HEAD + length > settings.segmentBytes()
                && current.holdsRecords()) {
            try {
                rotate(lastHeader.session());
            } catch (IOException e) {
                throw failed("cannot begin a segment", e);
            }
        }
        if (kind == RecordKind.FRAME) {
            frames = JournalRecovery.counted(frames, source);
        }
        return give(kind, timeMs, source, bytes, at, length);
    }

    private void check(long timeMs) throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        if (timeMs < lastTimeMs) {
            throw new IllegalArgumentException(
                    "record time " + timeMs + " is before the last record's, " + lastTimeMs);
        }
    }

    private long give(RecordKind kind, long timeMs, int source, byte[] bytes, int at, int length)
            throws IOException {
        SegmentWriter current = segment;
        if (current == null) {
            throw new IllegalStateException("no segment is open");
        }
        try {
            current.record(lastSeq + 1, timeMs, kind, source, bytes, at, length);
        } catch (IOException e) {
            throw failed("cannot write", e);
        }
        lastTimeMs = timeMs;
        return ++lastSeq;
    }

    /** Writes what was given; then the engine may see it. */
    public void flush() throws IOException {
        SegmentWriter current = segment;
        if (current == null || lastSeq == writtenSeq) {
            return;
        }
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        try {
            current.flush();
        } catch (IOException e) {
            throw failed("cannot write", e);
        }
        writtenSeq = lastSeq;
        durability.written();
    }

    private void rotate(String session) throws IOException {
        flush();
        SegmentName name = SegmentName.of(settings.directory(), lastSeq + 1, session);
        SegmentHeader header = new SegmentHeader(lastSeq + 1, lastTimeMs, lastSecond, frames);
        segmentLock.lock();
        try {
            SegmentWriter old = segment;
            if (old != null) {
                old.force();
                old.close();
                segment = null;
            }
            SegmentWriter next = new SegmentWriter(files.open(name.file(), 0), buffer, 0);
            next.header(header.encode());
            DurableFiles.forceDirectory(settings.directory());
            segment = next;
        } finally {
            segmentLock.unlock();
        }
        durability.durable(writtenSeq);
        retention.prune();
    }

    /** {@return how long the disk took to make records durable} */
    public Durations.Counted syncs() {
        return syncs.counted();
    }

    /** Called by the sync thread. */
    private long timedForce() throws IOException {
        long from = System.nanoTime();
        long seq = force();
        syncs.add(System.nanoTime() - from);
        return seq;
    }

    private long force() throws IOException {
        segmentLock.lock();
        try {
            long seq = writtenSeq;
            if (segment != null) {
                segment.force();
            }
            return seq;
        } finally {
            segmentLock.unlock();
        }
    }

    /** From the journal thread: what was given and not written is cut away again. */
    private IOException failed(String what, IOException cause) {
        fail(what, cause);
        SegmentWriter current = segment;
        if (current != null) {
            try {
                current.cut();
            } catch (IOException e) {
                LOG.error(
                        "{}: the unfinished record could not be cut either ({}); it will be when"
                                + " the journal is opened again",
                        settings.directory(),
                        e.getMessage());
            }
        }
        return new IOException(failure, cause);
    }

    void fail(String what, Exception cause) {
        segmentLock.lock();
        try {
            if (!failure.isEmpty()) {
                return;
            }
            failure =
                    settings.directory()
                            + ": "
                            + what
                            + " after record "
                            + writtenSeq
                            + " ("
                            + cause.getMessage()
                            + "); no more is taken and nothing was overwritten: free or replace the"
                            + " disk and restart";
        } finally {
            segmentLock.unlock();
        }
        LOG.error(failure);
        durability.signal();
    }

    /**
     * Says that a snapshot stands: sessions that ended before record {@code seq} may go if the
     * journal is larger than it should be.
     *
     * @param seq of the oldest snapshot that a restart may fall back to
     */
    public void snapshotTaken(long seq) throws IOException {
        retention.keepFrom(seq);
        retention.prune();
    }

    /** {@return sessions deleted since the journal was opened} */
    public long deletedSessions() {
        return retention.deletedSessions();
    }

    /** Writes what was given, makes it durable and lets the directory go. Again: nothing. */
    @Override
    public void close() throws IOException {
        // An interrupted thread that touched the file would close it unwritten.
        boolean interrupted = Thread.interrupted();
        try (directoryLock) {
            if (failure.isEmpty()) {
                flush();
                durability.durable(force());
            }
        } finally {
            durability.close();
            segmentLock.lock();
            try {
                if (segment != null) {
                    segment.close();
                    segment = null;
                }
            } finally {
                segmentLock.unlock();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
