package dev.shikra.plugins.kite;

import dev.shikra.api.source.TradingHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A calendar with one holiday. */
record Holiday(LocalDate date) implements TradingHours {
    static Holiday on(String date) {
        return new Holiday(LocalDate.parse(date));
    }

    @Override
    public ZoneId zone() {
        return WeekdayHours.INDIA;
    }

    @Override
    public List<Hours> on(LocalDate day) {
        return day.equals(date) ? List.of() : WeekdayHours.NSE.on(day);
    }
}
