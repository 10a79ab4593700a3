package dev.shikra.api.source;

import dev.shikra.api.market.Instrument;
import java.io.IOException;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: a feed, live or recorded. One instance serves the whole run of a host; any
 * thread may call it.
 *
 * <p>Frames go to the host as they were received; what they mean is the business of the {@link
 * FrameDecoder}, which must give the same ticks for the same bytes for ever, because a journal is
 * decoded again in each replay.
 */
public interface DataSource extends ExtensionPoint {
    /**
     * {@return name in configuration, command line and journal; lower case, for example {@code
     * kite}}
     */
    String id();

    /**
     * Connects, logs in, opens files: whatever comes before the first frame.
     *
     * @throws LoginNeededException if a person must log in first: a service waits and opens again
     * @throws SourceUnavailableException if it may succeed later: a service waits and opens again
     * @throws IOException if it can't; the message names the value, the place and the remedy
     * @throws IllegalArgumentException if a setting of the request is wrong; the message names it
     *     and says what would be right
     */
    SourceSession open(SourceRequest request) throws IOException;

    /**
     * {@return a decoder of this source's frames, for one thread}
     *
     * @param instruments of the session the frames were recorded in; a decoder gives their places
     *     in this list
     */
    FrameDecoder decoder(List<Instrument> instruments);
}
