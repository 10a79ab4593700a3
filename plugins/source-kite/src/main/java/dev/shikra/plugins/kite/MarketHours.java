package dev.shikra.plugins.kite;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When data must come: weekdays between two times in India, holidays left out. Outside, silence is
 * no fault. Immutable.
 *
 * @param opens inclusive
 * @param closes exclusive
 */
record MarketHours(LocalTime opens, LocalTime closes, Set<LocalDate> holidays) {
    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    /**
     * Reads {@code 09:15-15:30} and days like {@code 2026-01-26}.
     *
     * @throws IllegalArgumentException if either is something else
     */
    static MarketHours parse(String session, List<String> holidays) {
        String[] ends = session.split("-", -1);
        try {
            if (ends.length == 2) {
                var hours =
                        new MarketHours(
                                LocalTime.parse(ends[0].strip()),
                                LocalTime.parse(ends[1].strip()),
                                holidays.stream()
                                        .map(LocalDate::parse)
                                        .collect(Collectors.toUnmodifiableSet()));
                if (hours.opens.isBefore(hours.closes)) {
                    return hours;
                }
            }
        } catch (DateTimeException e) {
            throw wrong(session, holidays);
        }
        throw wrong(session, holidays);
    }

    boolean isOpen(Instant now) {
        LocalDateTime there = LocalDateTime.ofInstant(now, ZONE);
        LocalTime time = there.toLocalTime();
        return there.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()
                && !holidays.contains(there.toLocalDate())
                && !time.isBefore(opens)
                && time.isBefore(closes);
    }

    private static IllegalArgumentException wrong(String session, List<String> holidays) {
        return new IllegalArgumentException(
                "kite: session '"
                        + session
                        + "', holidays "
                        + holidays
                        + ": write them as 09:15-15:30 and 2026-01-26");
    }
}
