package dev.shikra.api.source;

import dev.shikra.api.market.Instrument;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An open feed. {@link #run} is called once, on a thread of its own; {@link #close} may come from
 * any thread and ends it.
 */
public interface SourceSession extends AutoCloseable {
    /** {@return what may appear in the frames; fixed while the session is open} */
    List<Instrument> instruments();

    /**
     * Gives frames to {@code sink} until the data ends, the session is closed or the thread is
     * interrupted. The same files give the same frames, cut and timed alike, at any speed.
     *
     * @throws IOException if the feed is lost for good; what was given before stays valid
     * @throws InterruptedException if the thread was interrupted
     */
    void run(FrameSink sink) throws IOException, InterruptedException;

    /**
     * {@return id of the source whose frames these are, where another host received them: its
     * decoder reads them, and what time it is comes with them} Empty for a source whose frames are
     * its own.
     */
    default Optional<String> relayedFrom() {
        return Optional.empty();
    }

    /** Ends {@link #run} soon and frees what is open. Again: nothing. */
    @Override
    void close();
}
