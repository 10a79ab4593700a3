package dev.shikra.host.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private static final Instrument INFY =
            new Instrument(
                    1, "INFY", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);

    private static Alert alert(int n) {
        return new Alert(
                "%032x".formatted(n),
                Instant.ofEpochSecond(n).atZone(ZoneId.of("Asia/Kolkata")),
                INFY,
                "rule",
                "Rule",
                "0123456789abcdef",
                Direction.LONG,
                0.5,
                100,
                Double.NaN,
                Double.NaN,
                List.of());
    }

    @Test
    void remembersTheNewestAlertsUnderTheirNumbers() {
        var announcements = new Announcements(10);
        for (int n = 1; n <= 25; n++) {
            announcements.alert(alert(n));
        }
        assertThat(announcements.alerts(0, 100).stream().map(RaisedAlert::number))
                .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
        assertThat(announcements.alerts(22, 100).stream().map(RaisedAlert::number))
                .containsExactly(23L, 24L, 25L);
        assertThat(announcements.alerts(0, 2).stream().map(RaisedAlert::number))
                .containsExactly(24L, 25L);
        assertThat(announcements.alerts(25, 5)).isEmpty();
    }

    @Test
    void leavesOutTheOldestForAReaderThatIsTooSlowAndCountsIt() throws Exception {
        var announcements = new Announcements(100);
        try (Subscription slow = announcements.subscribe(Set.of(Topic.ALERTS), 5);
                Subscription quick = announcements.subscribe(EnumSet.allOf(Topic.class), 100)) {
            for (int n = 1; n <= 12; n++) {
                announcements.alert(alert(n));
            }
            announcements.notice(5, "something");
            assertThat(slow.missed()).isEqualTo(7);
            assertThat(announcements.missed()).isEqualTo(7);
            for (long n = 8; n <= 12; n++) {
                assertThat(slow.next(Duration.ZERO))
                        .contains(new Happening.Alerted(announcements.alerts(n - 1, 1_000).getFirst()));
            }
            assertThat(slow.next(Duration.ZERO)).isEmpty(); // it did not ask for notices
            for (int n = 1; n <= 12; n++) {
                assertThat(quick.next(Duration.ZERO)).isPresent();
            }
            assertThat(quick.next(Duration.ZERO))
                    .contains(new Happening.Noticed(new Notice(1, 5, "something")));
            assertThat(quick.missed()).isZero();
        }
    }

    @Test
    void tellsNothingToWhoHasClosed() throws Exception {
        var announcements = new Announcements(100);
        Subscription gone = announcements.subscribe(Set.of(Topic.ALERTS), 5);
        assertThat(announcements.isHeard(Topic.ALERTS)).isTrue();
        gone.close();
        gone.close();
        announcements.alert(alert(1));
        assertThat(gone.next(Duration.ZERO)).isEmpty();
        assertThat(announcements.isHeard(Topic.ALERTS)).isFalse();
    }
}
