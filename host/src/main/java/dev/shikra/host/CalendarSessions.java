package dev.shikra.host;

import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.inbox.SessionPlan;
import java.util.function.Supplier;

/** Sessions of the journal: those of the calendar, each from its midnight to the next session's. */
final class CalendarSessions implements SessionPlan {
    private final SessionCalendar calendar;
    private final Supplier<byte[]> header;

    /**
     * @param header payload for a session that begins now
     */
    CalendarSessions(SessionCalendar calendar, Supplier<byte[]> header) {
        this.calendar = calendar;
        this.header = header;
    }

    @Override
    public Session sessionAt(long timeMs) {
        dev.shikra.host.bar.Session day = calendar.sessionAt(timeMs);
        if (!day.trades()) {
            day = calendar.previous(day);
        }
        return new Session(
                day.date().toString(), day.dayStartMs(), calendar.next(day).dayStartMs());
    }

    @Override
    public byte[] header(Session session) {
        return header.get();
    }
}
