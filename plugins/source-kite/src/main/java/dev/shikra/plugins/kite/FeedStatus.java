package dev.shikra.plugins.kite;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the feed stands over all its connections: as badly as the worst of them. Says so, in the log
 * and to the host, when that changes. Any thread.
 */
final class FeedStatus {
    private static final Logger log = LoggerFactory.getLogger(FeedStatus.class);

    /** The place of what concerns the login and no single connection. */
    static final int LOGIN = 0;

    private final FrameSink sink;
    private final Secrets secrets;
    private final FeedState[] states;
    private @Nullable FeedState told;

    /**
     * @param connections numbered from 1
     */
    FeedStatus(FrameSink sink, Secrets secrets, int connections) {
        this.sink = sink;
        this.secrets = secrets;
        states = new FeedState[connections + 1];
        Arrays.fill(states, FeedState.RECONNECTING);
        states[LOGIN] = FeedState.LIVE;
    }

    synchronized FeedState of(int connection) {
        return states[connection];
    }

    /** Takes the state of one connection. */
    synchronized void set(int connection, FeedState state, String reason) {
        FeedState before = states[connection];
        states[connection] = state;
        String shown = secrets.hide(reason);
        if (before != state || state == FeedState.RECONNECTING) {
            log(connection, state, shown);
        }
        FeedState worst = FeedState.LIVE;
        for (FeedState one : states) {
            worst = one.compareTo(worst) > 0 ? one : worst;
        }
        if (worst != told) {
            told = worst;
            sink.state(worst, shown);
        }
    }

    /** Says that a login is needed, also where that was said before. */
    synchronized void remind(String reason) {
        states[LOGIN] = FeedState.LOGIN_NEEDED;
        told = FeedState.LOGIN_NEEDED;
        String shown = secrets.hide(reason);
        log(LOGIN, FeedState.LOGIN_NEEDED, shown);
        sink.state(FeedState.LOGIN_NEEDED, shown);
    }

    private static void log(int connection, FeedState state, String reason) {
        String who = connection == LOGIN ? "login" : "connection " + connection;
        if (state == FeedState.LIVE) {
            log.info("kite {}: {}", who, reason);
        } else {
            log.warn("kite {}: {}", who, reason);
        }
    }
}
