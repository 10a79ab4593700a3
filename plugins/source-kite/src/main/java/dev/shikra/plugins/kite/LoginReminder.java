package dev.shikra.plugins.kite;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.TradingHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A token dies at six in the morning in India. At half past eight on a trading day, a token from
 * before is said to be stale, once, with the link to a new one. Of a token that is refused later on
 * that day, the connection tells. For one thread.
 */
final class LoginReminder {
    private static final LocalTime TOKENS_DIE = LocalTime.of(6, 0);
    private static final LocalTime REMIND = LocalTime.of(8, 30);

    private final KiteSettings settings;
    private final TradingHours hours;
    private final LoginGate gate;
    private final FeedStatus status;
    private Optional<LocalDate> lookedAt = Optional.empty();

    LoginReminder(KiteSettings settings, TradingHours hours, LoginGate gate, FeedStatus status) {
        this.settings = settings;
        this.hours = hours;
        this.gate = gate;
        this.status = status;
    }

    /** Called now and then. */
    void look() {
        ZonedDateTime now = settings.clock().instant().atZone(WeekdayHours.INDIA);
        LocalDate today = now.toLocalDate();
        boolean due =
                !now.toLocalTime().isBefore(REMIND)
                        && hours.on(today).stream()
                                .anyMatch(part -> now.toInstant().isBefore(part.until()));
        boolean stale = isStale(today);
        boolean first = due && !lookedAt.equals(Optional.of(today));
        if (first) {
            lookedAt = Optional.of(today);
        }
        if (first && stale) {
            status.remind(
                    (gate.token().isPresent()
                                    ? "the token is from before 06:00 and dies or is dead: "
                                    : "there is no valid token: ")
                            + settings.loginRemedy());
        } else if (status.of(FeedStatus.LOGIN) == FeedState.LOGIN_NEEDED && !stale) {
            status.set(FeedStatus.LOGIN, FeedState.LIVE, "there is a new token");
        }
    }

    private boolean isStale(LocalDate today) {
        Instant death = today.atTime(TOKENS_DIE).atZone(WeekdayHours.INDIA).toInstant();
        return gate.token().map(token -> token.loginTime().isBefore(death)).orElse(true);
    }
}
