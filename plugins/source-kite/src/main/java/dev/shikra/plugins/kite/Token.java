package dev.shikra.plugins.kite;

import java.time.Instant;

/**
 * What a login gives. Its text never holds the secret.
 *
 * @param accessToken the secret
 * @param user whose it is; "" if not known
 * @param loginTime when the login was
 */
record Token(String accessToken, String user, Instant loginTime) {
    /** Names no secret. */
    @Override
    public String toString() {
        return "Token[" + user + ", " + loginTime + "]";
    }
}
