package dev.shikra.host.control;

import java.io.IOException;
import java.net.URI;

/** A login that a person does in a browser, for a source that needs one. Any thread. */
public interface Login {
    /** {@return id of the source that it logs in} */
    String source();

    /**
     * {@return the page to open in a browser}
     *
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
     */
    URI link();

    /**
     * Trades what the venue sent back for a session.
     *
     * @param answer the one-time token of the redirect; a secret
     * @return who is logged in, for people; no secret in it
     * @throws IOException if the venue refuses or can't be reached; the message says why
     * @throws IllegalArgumentException if a setting or the answer is wrong
     */
    String complete(String answer) throws IOException, InterruptedException;
}
