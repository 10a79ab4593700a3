package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketHoursTest {
    private final MarketHours hours =
            MarketHours.parse("09:15-15:30", List.of("2026-01-26", "2026-03-03"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T03:44:59.999Z, false",
        "2026-01-05T03:45:00Z, true",
        "2026-01-05T09:59:59Z, true",
        "2026-01-05T10:00:00Z, false",
        "2026-01-04T05:00:00Z, false", // a Sunday
        "2026-01-26T05:00:00Z, false", // a holiday
        "2026-01-27T05:00:00Z, true"
    })
    void isOpenOnWeekdaysInIndiaButForHolidays(Instant time, boolean open) {
        assertThat(hours.isOpen(time)).isEqualTo(open);
    }
}
