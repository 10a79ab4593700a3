package dev.shikra.host;

import dev.shikra.api.source.TradingHours;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/** The calendar as sources see it. */
record SessionHours(SessionCalendar calendar) implements TradingHours {
    @Override
    public ZoneId zone() {
        return calendar.zone();
    }

    @Override
    public List<Hours> on(LocalDate date) {
        Session session = calendar.sessionOn(date);
        return IntStream.range(0, session.parts())
                .mapToObj(part ->
                        new Hours(
                                Instant.ofEpochMilli(session.partOpenMs(part)),
                                Instant.ofEpochMilli(session.partCloseMs(part))))
                .toList();
    }

    @Override
    public boolean isOpen(Instant time) {
        return calendar.isOpen(time.toEpochMilli());
    }
}
