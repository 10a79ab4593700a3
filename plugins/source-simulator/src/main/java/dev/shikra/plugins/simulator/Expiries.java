package dev.shikra.plugins.simulator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** When index contracts expire, and how their symbols say it. Tuesdays, as at NSE since 2025. */
final class Expiries {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyMMM", Locale.ENGLISH);
    private static final String MONTH_LETTERS = "123456789OND";

    private Expiries() {}

    /** {@return the first weekly expiry on or after {@code day}} */
    static LocalDate weekly(LocalDate day) {
        return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY));
    }

    /** {@return the month's expiry that is the {@code number}-th (from 0) on or after the day} */
    static LocalDate monthly(LocalDate day, int number) {
        LocalDate first = lastTuesday(day);
        return lastTuesday(day.plusMonths(first.isBefore(day) ? number + 1 : number));
    }

    private static LocalDate lastTuesday(LocalDate inMonth) {
        return inMonth.with(TemporalAdjusters.lastInMonth(DayOfWeek.TUESDAY));
    }

    /** {@return {@code NIFTY26JANFUT}} */
    static String future(String underlying, LocalDate expiry) {
        return underlying + month(expiry) + "FUT";
    }

    /**
     * {@return {@code NIFTY26JAN25000CE}, or {@code NIFTY2610625000CE} for a week within a month}
     */
    static String option(String underlying, LocalDate expiry, int strike, String type) {
        String when =
                expiry.equals(lastTuesday(expiry))
                        ? month(expiry)
                        : "%02d%s%02d"
                                .formatted(
                                        expiry.getYear() % 100,
                                        MONTH_LETTERS.charAt(expiry.getMonthValue() - 1),
                                        expiry.getDayOfMonth());
        return underlying + when + strike + type;
    }

    private static String month(LocalDate expiry) {
        return MONTH.format(expiry).toUpperCase(Locale.ENGLISH);
    }
}
