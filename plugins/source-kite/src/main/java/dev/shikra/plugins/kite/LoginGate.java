package dev.shikra.plugins.kite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives connections a token, and holds them back while the venue has refused every one there is: a
 * refused token is never tried again. Any thread.
 */
final class LoginGate {
    /** How often the file is looked at while connections wait. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Optional<Token> configured;
    private final TokenFile file;
    private final Secrets secrets;
    private final Set<String> refused;

    /**
     * @param configured tried before the file's
     * @param refused tokens that the venue has refused; remembered over sessions
     */
    LoginGate(
            Optional<Token> configured, TokenFile file, Secrets secrets, Set<String> refused) {
        this.refused = refused;
        this.configured = configured;
        this.file = file;
        this.secrets = secrets;
    }

    static LoginGate of(KiteSettings settings, Secrets secrets) {
        return of(settings, secrets, ConcurrentHashMap.newKeySet());
    }

    static LoginGate of(KiteSettings settings, Secrets secrets, Set<String> refused) {
        Optional<Token> configured =
                Optional.of(settings.accessToken())
                        .filter(token -> !token.isEmpty())
                        .map(token -> new Token(token, "", Instant.MAX));
        return new LoginGate(configured, new TokenFile(settings.tokenFile()), secrets, refused);
    }

    /** {@return the token to use now; empty if there is none that was not refused} */
    Optional<Token> token() {
        Optional<Token> token =
                configured.filter(this::isFresh).or(() -> file.read().filter(this::isFresh));
        token.ifPresent(given -> secrets.add(given.accessToken()));
        return token;
    }

    /** Waits for a token that was not refused. */
    Token await() throws InterruptedException {
        while (true) {
            Optional<Token> token = token();
            if (token.isPresent()) {
                return token.get();
            }
            Thread.sleep(LOOK);
        }
    }

    /** The venue does not accept this token. */
    void refuse(Token token) {
        refused.add(token.accessToken());
    }

    private boolean isFresh(Token token) {
        return !refused.contains(token.accessToken());
    }
}
