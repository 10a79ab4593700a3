package dev.shikra.host.control;

import java.io.IOException;
import java.net.URI;

/**
 * Serves a page, probes and metrics over a {@link Control}. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface AdminServer {
    /**
     * Begins to serve.
     *
     * @throws IOException if it can't: a port is taken, say; the message names the remedy
     * @throws IllegalArgumentException if a setting can't be; the message says what would be right
     */
    Running start(Control control, AdminSettings settings) throws IOException;

    /** A server that answers. Any thread. */
    interface Running extends AutoCloseable {
        /** {@return where a browser finds it} */
        URI address();

        /** Ends all connections. Again: nothing. */
        @Override
        void close();
    }
}
