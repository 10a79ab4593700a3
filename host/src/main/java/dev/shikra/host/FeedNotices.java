package dev.shikra.host;

import dev.shikra.api.signal.Notice;
import dev.shikra.api.signal.Notice.Severity;
import dev.shikra.api.source.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Makes notices of a feed's states. A login that is needed and a mute feed are said at once; a lost
 * connection only if it does not come back by itself soon; and that all is well again, after
 * something was said, once it has been well for a while. So a feed that comes and goes does not
 * flood people. Any thread.
 */
final class FeedNotices implements AutoCloseable {
    /** How long a connection may be lost, and must be well, before that is said. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String source;
    private final Consumer<Notice> to;
    private final InstantSource clock;
    private final Duration patience;
    private FeedState now = FeedState.LIVE;
    private FeedState told = FeedState.LIVE;
    private Instant troubleSince = Instant.EPOCH;
    private Thread waiting = Thread.ofVirtual().unstarted(() -> {});

    /**
     * @param source the feed's name for people
     * @param clock the market's
     * @param patience by the machine's clock
     */
    FeedNotices(String source, Consumer<Notice> to, InstantSource clock, Duration patience) {
        this.source = source;
        this.to = to;
        this.clock = clock;
        this.patience = patience;
    }

    /** Takes a state as the source says it. */
    synchronized void state(FeedState state, String reason) {
        if (state != now) {
            waiting.interrupt();
        }
        if (now == FeedState.LIVE && told == FeedState.LIVE) {
            troubleSince = clock.instant();
        }
        boolean repeated = state == now;
        now = state;
        switch (state) {
            case LOGIN_NEEDED -> trouble(Severity.ACTION, "log in", reason);
            case MUTE -> {
                if (told != FeedState.MUTE) {
                    trouble(Severity.WARNING, "the feed is mute", reason);
                }
            }
            case RECONNECTING -> {
                if (told == FeedState.LIVE && !repeated) {
                    after(() -> trouble(Severity.WARNING, "the connection is lost", reason));
                }
            }
            case LIVE -> {
                if (told != FeedState.LIVE && !repeated) {
                    after(() -> well(reason));
                }
            }
        }
    }

    private void trouble(Severity severity, String what, String reason) {
        told = now;
        tell(severity, what, reason);
    }

    private void well(String reason) {
        told = FeedState.LIVE;
        long seconds = Duration.between(troubleSince, clock.instant()).toSeconds();
        tell(
                Severity.INFO,
                "the feed is back",
                reason + "; it was away or in doubt for " + seconds + " s");
    }

    private void tell(Severity severity, String what, String reason) {
        to.accept(new Notice(severity, source + ": " + what, reason, clock.instant()));
    }

    /** Does it when the state has lasted for a while. */
    private void after(Runnable then) {
        FeedState expected = now;
        waiting =
                Thread.ofVirtual()
                        .name("feed-patience")
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(patience);
                                    } catch (InterruptedException e) {
                                        return; // another state came before
                                    }
                                    synchronized (this) {
                                        if (now == expected && waiting == Thread.currentThread()) {
                                            then.run();
                                        }
                                    }
                                });
    }

    @Override
    public synchronized void close() {
        waiting.interrupt();
    }
}
