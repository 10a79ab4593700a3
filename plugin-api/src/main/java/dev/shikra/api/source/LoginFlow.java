package dev.shikra.api.source;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: a login that a person does in a browser, for a source that needs one. The
 * command line prints the link and takes what the venue sends back; an admin page may serve the
 * redirect itself. Any thread.
 */
public interface LoginFlow extends ExtensionPoint {
    /** {@return id of the {@link DataSource} that it logs in} */
    String id();

    /**
     * {@return the page to open in a browser}
     *
     * @param settings the source's section of the configuration
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
     */
    URI link(Map<String, String> settings);

    /**
     * Trades what the venue sent back for a session and stores it where the source looks.
     *
     * @param settings the source's section of the configuration
     * @param answer the redirect's whole address, or the one-time token in it
     * @return who is logged in and where that is stored, for people; no secret in it
     * @throws IOException if the venue refuses or can't be reached; the message says why
     * @throws IllegalArgumentException if a setting or the answer is wrong
     */
    String complete(Map<String, String> settings, String answer)
            throws IOException, InterruptedException;
}
