package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.signal.Notice;
import dev.shikra.api.signal.Notice.Severity;
import dev.shikra.api.source.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FeedNoticesTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(30);

    private final List<Notice> told = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-05T04:00:00Z");

    private FeedNotices notices(Duration patience) {
        return new FeedNotices("kite", told::add, () -> now, patience);
    }

    @Test
    void saysALoginAndAMuteFeedAtOnceAndAnOrdinaryStartNever() {
        try (FeedNotices notices = notices(NEVER)) {
            notices.state(FeedState.LIVE, "connected");
            notices.state(FeedState.MUTE, "nothing for 9000 ms");
            notices.state(FeedState.LOGIN_NEEDED, "HTTP 403: log in at https://example.test");
            notices.state(FeedState.LOGIN_NEEDED, "the token is stale");
        }
        assertThat(told)
                .extracting(Notice::severity, Notice::title)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                Severity.WARNING, "kite: the feed is mute"),
                        org.assertj.core.api.Assertions.tuple(Severity.ACTION, "kite: log in"),
                        org.assertj.core.api.Assertions.tuple(Severity.ACTION, "kite: log in"));
        assertThat(told.get(1).text()).contains("https://example.test");
    }

    @Test
    void saysALostConnectionOnlyIfItStaysLost() {
        try (FeedNotices notices = notices(NEVER)) {
            notices.state(FeedState.RECONNECTING, "reset");
            notices.state(FeedState.LIVE, "connected");
        }
        assertThat(told).isEmpty();
        try (FeedNotices notices = notices(SOON)) {
            notices.state(FeedState.RECONNECTING, "reset by peer");
            await().until(() -> !told.isEmpty());
        }
        assertThat(told).singleElement().extracting(Notice::text).isEqualTo("reset by peer");
    }

    @Test
    void saysOnceThatAllIsWellAfterAWhileOfIt() {
        try (FeedNotices notices = notices(SOON)) {
            notices.state(FeedState.MUTE, "nothing comes");
            now = now.plusSeconds(75);
            notices.state(FeedState.LIVE, "connected");
            await().until(() -> told.size() == 2);
            assertThat(told.getLast().severity()).isEqualTo(Severity.INFO);
            assertThat(told.getLast().text()).contains("75 s");
            notices.state(FeedState.MUTE, "again");
            assertThat(told).hasSize(3);
        }
    }

    @Test
    void isNotFloodedByAFeedThatComesAndGoes() {
        try (FeedNotices notices = notices(NEVER)) {
            for (int i = 0; i < 50; i++) {
                notices.state(FeedState.MUTE, "nothing comes");
                notices.state(FeedState.RECONNECTING, "anew");
                notices.state(FeedState.LIVE, "connected");
            }
        }
        assertThat(told).hasSize(1);
    }
}
