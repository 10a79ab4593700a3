package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickSink;
import dev.shikra.host.engine.RuleCommand;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The source of a running scanner, which another version can take over from: the old session ends,
 * then a record says so, then the new one's frames come. Any thread; {@link #run} is one thread's.
 */
final class LiveSource implements AutoCloseable {
    /** Opens a session of a source. */
    @FunctionalInterface
    interface Opener {
        SourceSession open(DataSource source) throws IOException;
    }

    /** A version of the source, and the plugin that brings it, in words. */
    private record Version(DataSource source, String plugin) {}

    /**
     * Another version that is to take over.
     *
     * @param works completed when its first frame is there, or it says that it is live
     * @param read completed when the engine reads with its decoder
     */
    private record Change(
            Version version,
            SourceSession session,
            CompletableFuture<Void> works,
            CompletableFuture<Void> read) {}

    private final List<Instrument> instruments;
    private final Opener opener;
    private final List<Decoder> decoders = new ArrayList<>();
    private final Deque<Change> recorded = new ArrayDeque<>();
    private Version version;
    private SourceSession session;
    private @Nullable Change wanted;
    private boolean closed;

    /**
     * @param plugin that brings the source, in words
     * @param opener opens other versions, and this one again
     */
    LiveSource(DataSource source, String plugin, SourceSession session, Opener opener) {
        version = new Version(source, plugin);
        this.session = session;
        this.opener = opener;
        instruments = List.copyOf(session.instruments());
    }

    /** {@return the version that is in use} */
    synchronized DataSource source() {
        return version.source();
    }

    /** {@return the session that gives frames now} */
    synchronized SourceSession session() {
        return session;
    }

    /** {@return a decoder for one thread, which goes over to the new version with the source} */
    synchronized FrameDecoder decoder(List<Instrument> ofJournal) {
        var decoder = new Decoder(ofJournal, version.source().decoder(ofJournal));
        decoders.add(decoder);
        return decoder;
    }

    /** Reads with whatever version is in use. */
    private static final class Decoder implements FrameDecoder {
        private final List<Instrument> ofJournal;
        private volatile FrameDecoder now;

        Decoder(List<Instrument> ofJournal, FrameDecoder first) {
            this.ofJournal = List.copyOf(ofJournal);
            now = first;
        }

        @Override
        public void decode(byte[] bytes, int offset, int length, TickSink sink) {
            now.decode(bytes, offset, length, sink);
        }
    }

    /**
     * Lets another version take over. It is opened aside, while the old one gives frames.
     *
     * @return completed when its frames come, the engine reads with its decoder, and nothing of the
     *     old one is used; exceptionally if it can't be used: then the old one goes on
     */
    CompletableFuture<Void> change(DataSource next, String plugin) {
        SourceSession fresh;
        try {
            fresh = opener.open(next);
        } catch (IOException | RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(
                    new IOException("it can't be opened: " + e.getMessage(), e));
        }
        try {
            if (!fresh.instruments().equals(instruments)) {
                throw new IllegalStateException(
                        "it gives other instruments, which are fixed until the next start");
            }
            next.decoder(instruments); // one that throws is found here
            var change =
                    new Change(
                            new Version(next, plugin),
                            fresh,
                            new CompletableFuture<>(),
                            new CompletableFuture<>());
            SourceSession old;
            synchronized (this) {
                if (closed || wanted != null || !recorded.isEmpty()) {
                    throw new IllegalStateException(
                            closed ? "the source has ended" : "another version is taking over");
                }
                wanted = change;
                old = session;
            }
            old.close();
            return change.works().thenCombine(change.read(), (_, _) -> null);
        } catch (RuntimeException | LinkageError e) {
            fresh.close();
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Gives frames until the data ends or the source is closed, of one version after another.
     *
     * @param commands takes the record that marks a change
     */
    void run(FrameSink sink, Consumer<RuleCommand> commands)
            throws IOException, InterruptedException {
        Version before = version;
        Change entering = null;
        while (true) {
            try {
                runIn(session(), entering == null ? sink : new First(sink, entering.works()));
            } catch (IOException | RuntimeException e) {
                if (entering == null || !entering.works().completeExceptionally(e)) {
                    throw e;
                }
                entering = null;
                enter(
                        new Change(
                                before,
                                opener.open(before.source()),
                                new CompletableFuture<>(),
                                new CompletableFuture<>()),
                        commands);
                continue;
            }
            Change next;
            synchronized (this) {
                next = closed ? null : wanted;
                wanted = next == null ? wanted : null;
                before = version;
            }
            if (next == null) {
                end(entering);
                return;
            }
            enter(next, commands);
            entering = next;
        }
    }

    private void enter(Change change, Consumer<RuleCommand> commands) {
        synchronized (this) {
            session = change.session();
            version = change.version();
            recorded.addLast(change);
            if (closed) {
                session.close();
            }
        }
        commands.accept(
                new RuleCommand.SwapSource(
                        change.version().source().id(), change.version().plugin()));
    }

    /** No more frames: whoever waits for a change need not wait on. */
    private void end(@Nullable Change entering) {
        var ended = new IllegalStateException("the source ended before");
        Change left;
        synchronized (this) {
            closed = true;
            left = wanted;
        }
        if (entering != null) {
            entering.works().completeExceptionally(ended);
        }
        if (left != null) {
            left.session().close();
            left.works().completeExceptionally(ended);
        }
    }

    /** The record that marks a change has reached the engine, whose thread this is. */
    void swapped() {
        Change change;
        synchronized (this) {
            change = recorded.pollFirst();
            if (change == null) {
                return; // a change of an earlier run: decoders of all versions read alike
            }
            for (Decoder decoder : decoders) {
                decoder.now = change.version().source().decoder(decoder.ofJournal);
            }
        }
        Thread.ofVirtual()
                .start(() -> change.read().complete(null)); // what follows is not the engine's work
    }

    private static void runIn(SourceSession session, FrameSink sink)
            throws IOException, InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(session.getClass().getClassLoader());
        try {
            session.run(sink);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Tells when a session works. */
    private record First(FrameSink inner, CompletableFuture<Void> works) implements FrameSink {
        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            inner.frame(receiptMs, bytes, offset, length);
            begun();
        }

        private void begun() {
            if (!works.isDone()) {
                Thread.ofVirtual().start(() -> works.complete(null));
            }
        }

        @Override
        public void time(long epochMs) throws InterruptedException {
            inner.time(epochMs);
        }

        @Override
        public void past(long epochMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            inner.past(epochMs, bytes, offset, length);
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
            if (state == FeedState.LIVE) {
                begun();
            }
        }
    }

    /** Ends the source for good. Again: nothing. */
    @Override
    public void close() {
        SourceSession last;
        synchronized (this) {
            closed = true;
            last = session;
        }
        last.close();
    }
}
