package dev.shikra.host.option;

import static dev.shikra.host.option.OptionMarket.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.host.bar.SessionCalendar;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ExpiryClockTest {
    private final SessionCalendar nse = OptionMarket.calendar();

    private ExpiryClock clock(OptionSettings.Time time, LocalDate expiry) {
        return new ExpiryClock(
                nse, OptionMarket.settings(OptionSettings.Price.MID, time, 5, 1000), expiry);
    }

    @Test
    void countsAllMinutesToHalfPastThreeOfTheExpiry() {
        var clock = clock(OptionSettings.Time.CALENDAR, LocalDate.of(2025, 12, 9));
        LocalDate monday = LocalDate.of(2025, 12, 8);
        assertThat(clock.years(ms(monday, "15:30:00"))).isEqualTo(1 / 365.0);
        assertThat(clock.days(ms(monday, "15:30:00"))).isEqualTo(1);
        assertThat(clock.years(ms(LocalDate.of(2025, 12, 9), "14:30:00")) * 525_600)
                .isCloseTo(60, within(1e-9));
    }

    @Test
    void isExactToTheMinuteOnTheLastDayAndAboveZeroUntilTheEnd() {
        LocalDate day = LocalDate.of(2025, 12, 9);
        for (OptionSettings.Time time : OptionSettings.Time.values()) {
            var clock = clock(time, day);
            long end = ms(day, "15:30:00");
            double year = time == OptionSettings.Time.CALENDAR ? 525_600 : 94_500;
            for (int minutes = 375; minutes > 0; minutes--) {
                assertThat(clock.years(end - minutes * 60_000L) * year)
                        .isCloseTo(minutes, within(1e-9));
            }
            assertThat(clock.years(end - 1)).isPositive();
            assertThat(clock.years(end)).isZero();
            assertThat(clock.years(end + 60_000)).isZero();
        }
    }

    /** Friday 24 January 2025 to Tuesday 28: a weekend between; Thursday 13 to 18: a holiday too. */
    @Test
    void leavesOutNightsWeekendsAndHolidaysWhereTradingMinutesCount() {
        LocalDate expiry = LocalDate.of(2024, 1, 25);
        var clock = clock(OptionSettings.Time.TRADING, expiry);
        // 2024-01-22 was a holiday; 20 January a Saturday with a session.
        LocalDate friday = LocalDate.of(2024, 1, 19);
        double slow = 0;
        for (LocalDate day = friday; !day.isAfter(expiry); day = day.plusDays(1)) {
            var session = nse.sessionOn(day);
            for (long minute = session.dayStartMs(); minute < session.dayEndMs(); minute += 60_000) {
                if (minute >= ms(friday, "11:00:00") && session.isOpen(minute)) {
                    slow++;
                }
            }
        }
        assertThat(nse.sessionOn(LocalDate.of(2024, 1, 22)).trades()).isFalse();
        assertThat(clock.tradingMinutes(ms(friday, "11:00:00"))).isEqualTo(slow);
        double night = clock.tradingMinutes(ms(friday, "15:30:00"));
        assertThat(clock.tradingMinutes(ms(friday, "23:59:59"))).isEqualTo(night);
        assertThat(clock.tradingMinutes(ms(LocalDate.of(2024, 1, 24), "09:15:00"))).isEqualTo(750);
        assertThat(clock.tradingMinutes(ms(LocalDate.of(2024, 1, 24), "08:00:00"))).isEqualTo(750);
    }

    @Test
    void isNotZeroBeforeAnExpiryOnADayWithoutTrading() {
        LocalDate holiday = LocalDate.of(2024, 1, 22);
        var clock = clock(OptionSettings.Time.TRADING, holiday);
        assertThat(clock.tradingMinutes(ms(holiday, "12:00:00"))).isEqualTo(1);
        assertThat(clock.tradingMinutes(ms(holiday, "15:29:30"))).isEqualTo(0.5);
        assertThat(clock.tradingMinutes(ms(holiday, "15:30:00"))).isZero();
    }
}
