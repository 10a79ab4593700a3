package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.TradingHours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginReminderTest {
    @TempDir private Path folder;
    private Instant now = Instant.EPOCH;
    private final List<String> told = new ArrayList<>();
    private TradingHours hours = WeekdayHours.NSE;

    @Test
    void saysOnceAtHalfPastEightThatYesterdaysTokenIsStale() throws IOException {
        var file = new TokenFile(folder.resolve("token.json"));
        file.write(new Token("old", "", at("2026-01-05T03:00:00Z")));
        LoginReminder reminder = reminder(file);

        lookAt(reminder, "2026-01-05T05:00:00Z"); // the day of the login
        lookAt(reminder, "2026-01-06T02:59:59Z"); // 08:29:59 in India
        assertThat(told).isEmpty();
        lookAt(reminder, "2026-01-06T03:00:00Z");
        lookAt(reminder, "2026-01-06T03:00:01Z");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst())
                .startsWith("LOGIN_NEEDED")
                .contains("https://kite.zerodha.com/connect/login?api_key=key7&v=3");

        file.write(new Token("new", "", at("2026-01-06T03:10:00Z")));
        lookAt(reminder, "2026-01-06T03:10:01Z");
        assertThat(told).hasSize(2).last().asString().startsWith("LIVE");
    }

    @Test
    void isQuietOnASunday() {
        LoginReminder reminder = reminder(new TokenFile(folder.resolve("none.json")));
        lookAt(reminder, "2026-01-04T04:00:00Z");
        assertThat(told).isEmpty();
    }

    @Test
    void isQuietOnAHolidayOfTheHostsCalendar() {
        hours = Holiday.on("2026-01-26");
        LoginReminder reminder = reminder(new TokenFile(folder.resolve("none.json")));
        lookAt(reminder, "2026-01-26T04:00:00Z");
        assertThat(told).isEmpty();
        lookAt(reminder, "2026-01-27T04:00:00Z");
        assertThat(told).hasSize(1);
    }

    @Test
    void remindsOfALoginThatWasFoundMissingBefore() {
        LoginReminder reminder = reminder(new TokenFile(folder.resolve("none.json")));
        status.set(1, FeedState.LOGIN_NEEDED, "HTTP 403");
        lookAt(reminder, "2026-01-06T03:00:00Z");
        assertThat(told).hasSize(2).last().asString().contains("log in at https://");
    }

    @Test
    void leavesATokenThatIsRefusedLaterOnThatDayToTheConnection() throws IOException {
        Path path = folder.resolve("token.json");
        new TokenFile(path).write(new Token("good", "", at("2026-01-06T02:00:00Z")));
        LoginReminder reminder = reminder(new TokenFile(path));
        lookAt(reminder, "2026-01-06T03:30:00Z");
        Files.delete(path);
        status.set(1, FeedState.LOGIN_NEEDED, "HTTP 403");
        lookAt(reminder, "2026-01-06T05:00:00Z");
        assertThat(told).containsExactly("LOGIN_NEEDED HTTP 403");
        lookAt(reminder, "2026-01-07T03:00:00Z");
        assertThat(told).hasSize(2).last().asString().contains("log in at https://");
    }

    private void lookAt(LoginReminder reminder, String time) {
        now = at(time);
        reminder.look();
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private FeedStatus status = new FeedStatus(new Told(), new Secrets(), 1);

    private LoginReminder reminder(TokenFile file) {
        KiteSettings settings = KiteSettings.parse(Map.of("apiKey", "key7"), () -> now);
        var secrets = new Secrets();
        status = new FeedStatus(new Told(), secrets, 1);
        status.set(1, FeedState.LIVE, "connected");
        told.clear();
        return new LoginReminder(
                settings,
                hours,
                new LoginGate(Optional.empty(), file, secrets, new HashSet<>()),
                status);
    }

    private final class Told implements FrameSink {
        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length) {}

        @Override
        public void skipped(String place, String reason) {}

        @Override
        public void state(FeedState state, String reason) {
            told.add(state + " " + reason);
        }
    }
}
