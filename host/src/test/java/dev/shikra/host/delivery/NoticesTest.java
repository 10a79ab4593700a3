package dev.shikra.host.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notice;
import dev.shikra.api.signal.Notifier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoticesTest {
    private static final RetryPolicy THREE =
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(8));

    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
    private final DeliveryClock slept =
            new DeliveryClock() {
                @Override
                public long nanos() {
                    return 0;
                }

                @Override
                public void sleep(Duration pause) {
                    sleeps.add(pause);
                }
            };

    private interface Told {
        void notice(Notice notice) throws IOException, InterruptedException;
    }

    private record Fake(String id, Told told) implements Notifier {
        @Override
        public void deliver(Alert alert) {}

        @Override
        public void notice(Notice notice) throws IOException, InterruptedException {
            told.notice(notice);
        }
    }

    private static Notice notice(int number) {
        return new Notice(Notice.Severity.WARNING, "t" + number, "text", Instant.EPOCH);
    }

    @Test
    void tellsEveryNotifierInOrderAndTriesAgainAFewTimes() throws Exception {
        List<String> steady = new CopyOnWriteArrayList<>();
        List<String> flaky = new CopyOnWriteArrayList<>();
        try (var notices =
                new Notices(
                        List.of(
                                new Fake("steady", n -> steady.add(n.title())),
                                new Fake(
                                        "flaky",
                                        n -> {
                                            flaky.add(n.title());
                                            throw new IOException("no network");
                                        }),
                                new Fake(
                                        "broken",
                                        n -> {
                                            throw new IllegalStateException("no such chat");
                                        })),
                        THREE,
                        slept)) {
            notices.tell(notice(1));
            notices.tell(notice(2));
            notices.drain(Duration.ofSeconds(20));
            assertThat(steady).containsExactly("t1", "t2");
            assertThat(flaky).containsExactly("t1", "t1", "t1", "t2", "t2", "t2");
            assertThat(sleeps)
                    .containsExactly(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2));
            assertThat(notices.undelivered()).isEqualTo(4);
        }
    }

    @Test
    void neverWaitsForANotifierAndDropsTheOldestThatItIsTooSlowFor() throws Exception {
        var release = new CountDownLatch(1);
        List<String> got = new CopyOnWriteArrayList<>();
        try (var notices =
                new Notices(
                        List.of(
                                new Fake(
                                        "slow",
                                        n -> {
                                            release.await();
                                            got.add(n.title());
                                        })))) {
            for (int i = 0; i < Notices.KEPT + 50; i++) {
                notices.tell(notice(i));
            }
            release.countDown();
            notices.drain(Duration.ofSeconds(20));
            assertThat(notices.undelivered()).isBetween(49L, 50L);
            assertThat(got).hasSizeBetween(Notices.KEPT, Notices.KEPT + 1);
            assertThat(got.getLast()).isEqualTo("t" + (Notices.KEPT + 49));
        }
    }

    @Test
    void endsThoughANotifierHangs() throws Exception {
        var entered = new CountDownLatch(1);
        var notices =
                new Notices(
                        List.of(
                                new Fake(
                                        "hangs",
                                        n -> {
                                            entered.countDown();
                                            Thread.sleep(Duration.ofDays(1));
                                        })));
        notices.tell(notice(1));
        entered.await();
        notices.close();
        notices.drain(Duration.ofHours(1)); // returns: it is closed
    }
}
