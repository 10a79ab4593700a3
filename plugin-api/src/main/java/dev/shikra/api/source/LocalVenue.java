package dev.shikra.api.source;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.pf4j.ExtensionPoint;

/** Extension point: a venue that runs on this machine, for demonstrations and trials. */
public interface LocalVenue extends ExtensionPoint {
    /**
     * {@return name in configuration and command line; lower case, for example {@code simulator}}
     */
    String id();

    /**
     * Opens the venue on the loopback address.
     *
     * @param settings its section of the configuration; each key has a default
     * @throws IOException if it can't: a port is taken, say
     * @throws IllegalArgumentException if a setting is wrong; the message says what would be right
     */
    Running start(Map<String, String> settings) throws IOException;

    /** An open venue. Any thread. */
    interface Running extends AutoCloseable {
        /** {@return id of the {@link DataSource} that connects to it} */
        String source();

        /** {@return settings with which that source connects} */
        Map<String, String> connection();

        /**
         * {@return the venue's time; host and source must live by this one} It may wait for what
         * the venue has sent and its source has yet to receive; it never falls.
         */
        InstantSource clock();

        /** Closes the venue and every connection to it. Again: nothing. */
        @Override
        void close();
    }
}
