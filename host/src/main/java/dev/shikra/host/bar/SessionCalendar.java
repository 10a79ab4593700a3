package dev.shikra.host.bar;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When an exchange trades: weekly days and hours, the dates on which it is closed, and sessions at
 * hours of their own. Right in any zone, also where a day has 23 or 25 hours.
 *
 * <p>Any thread. After a day was asked for once, asking for it allocates nothing.
 */
public final class SessionCalendar {
    private static final long DAY_MS = 86_400_000L;
    private static final int PAGE_DAYS = 512;

    /** Days from 1970-01-01 that are kept once asked for: until the year 2149. */
    private static final int KEPT_DAYS = 128 * PAGE_DAYS;

    /** Trading hours of one part, minutes from midnight: {@code 0 <= open < close <= 1440}. */
    record Hours(int openMinute, int closeMinute) {}

    /**
     * What a calendar file says.
     *
     * @param weekly hours of an ordinary day, in order
     * @param exceptions dates that differ: an empty list is a closure
     * @param names what closures and special sessions are called
     * @param unknown special sessions whose hours are not known: no session until they are
     */
    record Terms(
            String name,
            ZoneId zone,
            Set<DayOfWeek> days,
            List<Hours> weekly,
            Map<LocalDate, List<Hours>> exceptions,
            Map<LocalDate, String> names,
            Set<LocalDate> unknown,
            LocalDate coveredFrom,
            LocalDate coveredUntil) {
        Terms {
            days = Set.copyOf(days);
            weekly = List.copyOf(weekly);
            exceptions = Map.copyOf(exceptions);
            names = Map.copyOf(names);
            unknown = Set.copyOf(unknown);
        }
    }

    private final Terms terms;

    /** Pages of sessions by day from 1970-01-01. Filled when asked: a race makes an equal value. */
    private final @Nullable Session[][] pages = new @Nullable Session[KEPT_DAYS / PAGE_DAYS][];

    private SessionCalendar(Terms terms) {
        this.terms = terms;
    }

    /**
     * {@return the calendar that {@code file} describes}
     *
     * @throws ConfigException if a line is wrong; the message names all that are
     * @throws IOException if it can't be read
     */
    public static SessionCalendar load(Path file) throws IOException {
        return new SessionCalendar(CalendarFile.read(file));
    }

    /** {@return Monday to Sunday, 00:00 to 24:00 UTC} */
    public static SessionCalendar aroundTheClock() {
        return new SessionCalendar(
                new Terms(
                        "24x7",
                        ZoneId.of("UTC"),
                        EnumSet.allOf(DayOfWeek.class),
                        List.of(new Hours(0, 1440)),
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        LocalDate.MIN,
                        LocalDate.MAX));
    }

    /** {@return for example {@code nse}} */
    public String name() {
        return terms.name();
    }

    public ZoneId zone() {
        return terms.zone();
    }

    /** {@return first date whose closures are known; before it only the weekly days are} */
    public LocalDate coveredFrom() {
        return terms.coveredFrom();
    }

    /**
     * {@return last date whose closures are known; behind it every weekly day counts as a session,
     * which the host says at start when it is near}
     */
    public LocalDate coveredUntil() {
        return terms.coveredUntil();
    }

    /** {@return whether closures of {@code date} are known} */
    public boolean covers(LocalDate date) {
        return !date.isBefore(terms.coveredFrom()) && !date.isAfter(terms.coveredUntil());
    }

    /**
     * {@return dates of special sessions whose hours are not known: no session in this calendar}
     */
    public Set<LocalDate> unknownHours() {
        return terms.unknown();
    }

    /** {@return what a closure or special session is called; {@code ""} for an ordinary day} */
    public String nameOf(LocalDate date) {
        return terms.names().getOrDefault(date, "");
    }

    /** {@return the session of a date; one that does not trade if it is closed} */
    public Session sessionOn(LocalDate date) {
        return onDay(date.toEpochDay());
    }

    /** {@return the session of the local date that holds {@code epochMs}} */
    public Session sessionAt(long epochMs) {
        long utcDay = Math.floorDiv(epochMs, DAY_MS);
        Session session = onDay(utcDay);
        if (epochMs < session.dayStartMs()) {
            return onDay(utcDay - 1);
        }
        return epochMs < session.dayEndMs() ? session : onDay(utcDay + 1);
    }

    /** {@return whether it trades at {@code epochMs}} */
    public boolean isOpen(long epochMs) {
        return sessionAt(epochMs).isOpen(epochMs);
    }

    /** {@return the first trading session on a later date} */
    public Session next(Session session) {
        return step(session, 1);
    }

    /** {@return the last trading session on an earlier date} */
    public Session previous(Session session) {
        return step(session, -1);
    }

    /** {@return the most bars of {@code timeframe} that one of its sessions can hold} */
    public int barsPerSession(Timeframe timeframe) {
        int most = sessionBars(terms.weekly(), timeframe);
        for (List<Hours> special : terms.exceptions().values()) {
            most = Math.max(most, sessionBars(special, timeframe));
        }
        return Math.max(1, most);
    }

    private static int sessionBars(List<Hours> hours, Timeframe timeframe) {
        long[] opens = hours.stream().mapToLong(h -> h.openMinute() * 60_000L).toArray();
        long[] closes = hours.stream().mapToLong(h -> h.closeMinute() * 60_000L).toArray();
        return new Session(LocalDate.EPOCH, 0, DAY_MS, opens, closes).bars(timeframe);
    }

    private Session step(Session from, int days) {
        long day = from.date().toEpochDay() + days;
        while (!onDay(day).trades()) {
            day += days;
        }
        return onDay(day);
    }

    private Session onDay(long day) {
        if (day < 0 || day >= KEPT_DAYS) {
            return make(LocalDate.ofEpochDay(day));
        }
        int page = (int) (day / PAGE_DAYS);
        int place = (int) (day % PAGE_DAYS);
        @Nullable Session[] sessions = pages[page];
        if (sessions == null) {
            sessions = new @Nullable Session[PAGE_DAYS];
            pages[page] = sessions;
        }
        Session session = sessions[place];
        if (session == null) {
            session = make(LocalDate.ofEpochDay(day));
            sessions[place] = session;
        }
        return session;
    }

    private Session make(LocalDate date) {
        List<Hours> hours = terms.exceptions().get(date);
        if (hours == null) {
            hours = terms.days().contains(date.getDayOfWeek()) ? terms.weekly() : List.of();
        }
        long[] opens = new long[hours.size()];
        long[] closes = new long[hours.size()];
        for (int i = 0; i < opens.length; i++) {
            opens[i] = instant(date, hours.get(i).openMinute());
            closes[i] = instant(date, hours.get(i).closeMinute());
        }
        return new Session(date, instant(date, 0), instant(date, 1440), opens, closes);
    }

    private long instant(LocalDate date, int minute) {
        if (minute % 1440 == 0) {
            LocalDate day = minute == 0 ? date : date.plusDays(1);
            return day.atStartOfDay(terms.zone()).toInstant().toEpochMilli();
        }
        return date.atTime(LocalTime.ofSecondOfDay(minute * 60L))
                .atZone(terms.zone())
                .toInstant()
                .toEpochMilli();
    }
}
