package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.Capture;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.InstrumentList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes what a source gives to a capture, on its way to the inbox, and what the session learns of
 * the past. All passes one at a time and gets the time that the inbox would give it, so a replay of
 * the capture sees the same in the same order and with the same times as the session did. What its
 * rules' files became is not in it. Any thread.
 *
 * <p>A capture that can't be written ends where it is, which is said; the feed goes on.
 */
final class CaptureTap implements FrameSink, AutoCloseable {
    private static final byte[] NOTHING = {};

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Capture.Writer out;
    private final FrameSink inner;
    private final ScannerListener listener;
    private long timeMs;
    private long writtenMs;
    private boolean ended;

    private CaptureTap(Path file, Capture.Writer out, FrameSink inner, ScannerListener listener) {
        this.file = file;
        this.out = out;
        this.inner = inner;
        this.listener = listener;
    }

    /**
     * Begins a capture, its list of instruments beside it.
     *
     * @param source id of the source whose decoder reads the frames
     * @param past whether all that the session learns of the past will come this way
     */
    static CaptureTap open(
            Path file,
            String source,
            List<Instrument> instruments,
            boolean past,
            FrameSink inner,
            ScannerListener listener)
            throws IOException {
        InstrumentList.write(InstrumentList.beside(file), source, instruments);
        var out = new Capture.Writer(Files.newOutputStream(file));
        if (past) {
            out.past(0, NOTHING, 0, 0);
        }
        return new CaptureTap(file, out, inner, listener);
    }

    @Override
    public void frame(long receiptMs, byte[] bytes, int offset, int length)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            timeMs = Math.max(timeMs, receiptMs);
            inner.frame(timeMs, bytes, offset, length);
            write(bytes, offset, length);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void time(long epochMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            // Of a clock's time the inbox records whole seconds.
            timeMs = Math.max(timeMs, Math.floorDiv(epochMs, 1000L) * 1000L);
            inner.time(timeMs);
            flush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void past(long epochMs, byte[] bytes, int offset, int length)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            timeMs = Math.max(timeMs, epochMs);
            inner.past(timeMs, bytes, offset, length);
            if (!ended && (timeMs > 0 || length == 0)) {
                out.past(timeMs, bytes, offset, length);
            }
        } catch (IOException e) {
            end(e);
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes, int offset, int length) {
        if (ended) {
            return;
        }
        try {
            out.frame(timeMs, bytes, offset, length);
            writtenMs = timeMs;
        } catch (IOException e) {
            end(e);
        }
    }

    /** So that of a session that is killed all but a second is there. */
    private void flush() {
        if (ended) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            end(e);
        }
    }

    private void end(IOException e) {
        ended = true;
        listener.notice(
                "the capture "
                        + file
                        + " ends here, the feed goes on: it can't be written ("
                        + e.getMessage()
                        + "); make room and start again");
    }

    @Override
    public void awaitDurable() throws InterruptedException {
        inner.awaitDurable();
    }

    @Override
    public void skipped(String place, String reason) {
        inner.skipped(place, reason);
    }

    @Override
    public void state(FeedState state, String reason) {
        inner.state(state, reason);
    }

    /** Ends the capture with the time up to which the session came. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (timeMs > writtenMs) {
                write(NOTHING, 0, 0);
            }
            out.close();
        } catch (IOException e) {
            if (!ended) {
                end(e);
            }
        } finally {
            ended = true;
            lock.unlock();
        }
    }
}
