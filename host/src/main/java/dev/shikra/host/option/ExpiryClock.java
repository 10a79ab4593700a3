package dev.shikra.host.option;

import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import java.time.LocalDate;

/**
 * Time to one expiry, in all minutes and in those in which the market is open. To the millisecond,
 * and above zero until the expiry itself. Allocates nothing once a day has been asked for. Owned by
 * the engine thread.
 */
final class ExpiryClock {
    private static final double YEAR_MS = 365 * 86_400_000.0;
    private static final double MINUTE_MS = 60_000.0;

    private final SessionCalendar calendar;
    private final OptionSettings settings;
    private final LocalDate expiry;
    private final long expiryMs;

    /** The day whose later trading time is in {@link #laterMs}; epoch ms of its midnight. */
    private long dayStartMs = Long.MIN_VALUE;

    private long dayEndMs = Long.MIN_VALUE;
    private long laterMs;
    private Session today;

    ExpiryClock(SessionCalendar calendar, OptionSettings settings, LocalDate expiry) {
        this.calendar = calendar;
        this.settings = settings;
        this.expiry = expiry;
        today = calendar.sessionOn(expiry);
        expiryMs =
                expiry.atTime(settings.expiryMinute() / 60, settings.expiryMinute() % 60)
                        .atZone(calendar.zone())
                        .toInstant()
                        .toEpochMilli();
    }

    /** {@return when options of this expiry stop, epoch ms} */
    long expiryMs() {
        return expiryMs;
    }

    /** {@return time left as models count it, in years; 0 from the expiry on} */
    double years(long nowMs) {
        return settings.time() == OptionSettings.Time.CALENDAR
                ? Math.max(0, expiryMs - nowMs) / YEAR_MS
                : tradingMinutes(nowMs) / settings.tradingMinutesPerYear();
    }

    /** {@return days of 24 hours left; 0 from the expiry on} */
    double days(long nowMs) {
        return Math.max(0, expiryMs - nowMs) / 86_400_000.0;
    }

    /**
     * {@return minutes left in which the market is open; where it does not open again before the
     * expiry, the time that is left, at most a minute; 0 from the expiry on}
     */
    double tradingMinutes(long nowMs) {
        if (nowMs >= expiryMs) {
            return 0;
        }
        if (nowMs < dayStartMs || nowMs >= dayEndMs) {
            turnTo(nowMs);
        }
        long left = laterMs + openMs(today, nowMs);
        return Math.max(left, Math.min(expiryMs - nowMs, (long) MINUTE_MS)) / MINUTE_MS;
    }

    private void turnTo(long nowMs) {
        today = calendar.sessionAt(nowMs);
        dayStartMs = today.dayStartMs();
        dayEndMs = today.dayEndMs();
        laterMs = 0;
        if (today.date().isBefore(expiry)) {
            Session session = calendar.next(today);
            while (!session.date().isAfter(expiry)) {
                laterMs += openMs(session, session.dayStartMs());
                session = calendar.next(session);
            }
        }
    }

    private long openMs(Session session, long fromMs) {
        long sum = 0;
        for (int part = 0; part < session.parts(); part++) {
            long from = Math.max(fromMs, session.partOpenMs(part));
            long until = Math.min(expiryMs, session.partCloseMs(part));
            sum += Math.max(0, until - from);
        }
        return sum;
    }
}
