package dev.shikra.api.source;

import java.io.IOException;

/**
 * A source can't be opened now, though nothing is wrong with its settings: the network is down, or
 * the venue does not answer. A service says so, waits and tries again; the message says what can't
 * be had and holds no secret.
 */
public final class SourceUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param message what can't be had, and why
     */
    public SourceUnavailableException(String message) {
        super(message);
    }
}
