package dev.shikra.plugins.kite;

import dev.shikra.api.source.TradingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Weekdays between two times: what is known of a market where the host has no calendar of it. */
record WeekdayHours(ZoneId zone, LocalTime opens, LocalTime closes) implements TradingHours {
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    static final WeekdayHours NSE =
            new WeekdayHours(INDIA, LocalTime.of(9, 15), LocalTime.of(15, 30));

    @Override
    public List<Hours> on(LocalDate date) {
        return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()
                ? List.of()
                : List.of(
                        new Hours(
                                date.atTime(opens).atZone(zone).toInstant(),
                                date.atTime(closes).atZone(zone).toInstant()));
    }
}
