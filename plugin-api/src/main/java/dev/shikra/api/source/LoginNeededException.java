package dev.shikra.api.source;

import java.io.IOException;

/**
 * A source can't be opened before a person has logged in. A service says so, waits and tries again;
 * the message says where to log in and holds no secret.
 */
public final class LoginNeededException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param message why, and what to do
     */
    public LoginNeededException(String message) {
        super(message);
    }
}
