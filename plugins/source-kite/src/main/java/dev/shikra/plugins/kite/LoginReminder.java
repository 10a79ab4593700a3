package dev.shikra.plugins.kite;

import dev.shikra.api.source.FeedState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A token dies at six in the morning in India. At half past eight on a trading day, a token from
 * before is said to be stale, once, with the link to a new one. For one thread.
 */
final class LoginReminder {
    private static final LocalTime TOKENS_DIE = LocalTime.of(6, 0);
    private static final LocalTime REMIND = LocalTime.of(8, 30);

    private final KiteSettings settings;
    private final LoginGate gate;
    private final FeedStatus status;
    private Optional<LocalDate> reminded = Optional.empty();

    LoginReminder(KiteSettings settings, LoginGate gate, FeedStatus status) {
        this.settings = settings;
        this.gate = gate;
        this.status = status;
    }

    /** Called now and then. */
    void look() {
        ZonedDateTime now = settings.clock().instant().atZone(MarketHours.ZONE);
        LocalDate today = now.toLocalDate();
        boolean due =
                !now.toLocalTime().isBefore(REMIND)
                        && now.toLocalTime().isBefore(settings.hours().closes())
                        && settings.hours()
                                .isOpen(
                                        today.atTime(settings.hours().opens())
                                                .atZone(MarketHours.ZONE)
                                                .toInstant());
        if (due && !reminded.equals(Optional.of(today)) && isStale(today)) {
            reminded = Optional.of(today);
            status.set(
                    FeedStatus.LOGIN,
                    FeedState.LOGIN_NEEDED,
                    "the token is from before 06:00 and dies or is dead: log in at "
                            + settings.loginLink()
                            + " or with './shikra kite login'");
        } else if (status.of(FeedStatus.LOGIN) == FeedState.LOGIN_NEEDED && !isStale(today)) {
            status.set(FeedStatus.LOGIN, FeedState.LIVE, "there is a new token");
        }
    }

    private boolean isStale(LocalDate today) {
        Instant death = today.atTime(TOKENS_DIE).atZone(MarketHours.ZONE).toInstant();
        return gate.token().map(token -> token.loginTime().isBefore(death)).orElse(true);
    }
}
