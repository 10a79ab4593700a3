package dev.shikra.host.engine;

import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import org.jspecify.annotations.Nullable;

/** Which session the engine is in, and what comes after it. Owned by the engine thread. */
final class SessionClock {
    private final SessionCalendar calendar;
    private @Nullable Session current;
    private @Nullable Session following;

    SessionClock(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    /** Begins with the session that is open at {@code ms}, or the first after it. */
    void start(long ms) {
        Session session = calendar.sessionAt(ms);
        if (session.closeMs() <= ms) { // over, or a day without trading
            session = calendar.next(session);
        }
        current = session;
        following = calendar.next(session);
    }

    /** {@return the session whose bars are built now, or the next one to come} */
    Session current() {
        return java.util.Objects.requireNonNull(current);
    }

    /** Goes on to the session after {@link #current}. */
    void roll() {
        current = java.util.Objects.requireNonNull(following);
        following = calendar.next(current);
    }

    /**
     * {@return the session that is open at {@code ms}: the current one, or in its last second
     * already the next; or null}
     */
    @Nullable Session openAt(long ms) {
        if (current().isOpen(ms)) {
            return current;
        }
        Session next = java.util.Objects.requireNonNull(following);
        return next.isOpen(ms) ? next : null;
    }

    /** {@return midnight before {@code ms} in the market's zone} */
    long dayStart(long ms) {
        return current().holds(ms) ? current().dayStartMs() : calendar.sessionAt(ms).dayStartMs();
    }
}
