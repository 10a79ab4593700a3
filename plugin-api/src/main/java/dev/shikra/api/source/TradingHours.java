package dev.shikra.api.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * When a market trades, as the host's calendar has it: holidays, special sessions, pauses.
 * Immutable; any thread.
 */
public interface TradingHours {
    /**
     * A time in which it trades.
     *
     * @param from inclusive
     * @param until exclusive
     */
    record Hours(Instant from, Instant until) {}

    /** {@return the zone whose dates these are} */
    ZoneId zone();

    /** {@return when it trades on a date, in order; empty on a day without a session} */
    List<Hours> on(LocalDate date);

    /** {@return whether it trades at {@code time}} */
    default boolean isOpen(Instant time) {
        return on(LocalDate.ofInstant(time, zone())).stream()
                .anyMatch(hours -> !time.isBefore(hours.from()) && time.isBefore(hours.until()));
    }
}
