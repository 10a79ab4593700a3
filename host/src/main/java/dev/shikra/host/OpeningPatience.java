package dev.shikra.host;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.LoginNeededException;
import dev.shikra.api.source.SourceUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * How a service waits for a live source that can't be opened yet: it tells the person who must act,
 * each reason once, and lets it be tried again. Recorded data is not waited for. One thread.
 */
final class OpeningPatience {
    /** A login that has come is to be used soon. */
    private static final Duration LOGIN_LOOK = Duration.ofMillis(500);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ScannerSettings settings;
    private final ScannerListener listener;
    private final FeedNotices notices;
    private Duration pause = FIRST_PAUSE;
    private String said = "";

    OpeningPatience(ScannerSettings settings, ScannerListener listener, FeedNotices notices) {
        this.settings = settings;
        this.listener = listener;
        this.notices = notices;
    }

    /** Returns when the source may be tried again. */
    void loginNeeded(LoginNeededException why) throws IOException {
        wait(why, FeedState.LOGIN_NEEDED, "feed login needed: ", LOGIN_LOOK);
        pause = FIRST_PAUSE;
    }

    /** Returns when the source may be tried again: after 1, 2, 4 ... 30 s. */
    void unavailable(SourceUnavailableException why) throws IOException {
        wait(why, FeedState.RECONNECTING, "feed not to be had yet, trying again: ", pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void wait(IOException why, FeedState state, String what, Duration how)
            throws IOException {
        if (settings.clock() instanceof ScannerSettings.Clock.Recorded) {
            throw why;
        }
        String reason = String.valueOf(why.getMessage());
        if (!reason.equals(said)) {
            said = reason;
            listener.notice(what + reason);
            listener.feed(state, reason);
            notices.state(state, reason);
        }
        try {
            Thread.sleep(how);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for its source");
        }
    }
}
