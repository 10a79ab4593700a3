package dev.shikra.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.DayField;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that the engine gives by name, and values of other instruments. */
class EngineValuesTest {
    private static final FeatureKey CLOSE =
            new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false);

    private final Instrument nifty = EngineFixture.index("NIFTY 50");
    private final Instrument option =
            new Instrument(
                    9,
                    "NIFTY25D0925700CE",
                    "NFO",
                    "NFO-OPT",
                    Instrument.Kind.CALL,
                    0.05,
                    75,
                    true,
                    new Instrument.Contract("NIFTY", LocalDate.of(2025, 12, 9), 25_700));
    private final EngineFixture engine =
            new EngineFixture(
                    List.of(
                            EngineFixture.equity("UP"),
                            EngineFixture.equity("DOWN"),
                            nifty,
                            option,
                            EngineFixture.index("INDIA VIX")),
                    nse());

    private static SessionCalendar nse() {
        try {
            return SessionCalendar.load(Path.of("..", "config", "calendars", "nse.yaml"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int slot(FeatureKey key) {
        return engine.engine.features().slot(key);
    }

    private double at(int row, int slot) {
        return engine.engine.features().rows().get(row, slot);
    }

    private static long time(int day, int hour, int minute, int second) {
        return ZonedDateTime.of(
                        2025, 12, day, hour, minute, second, 0, java.time.ZoneId.of("Asia/Kolkata"))
                .toInstant()
                .toEpochMilli();
    }

    private void price(int row, long ms, double price) {
        engine.trade(row, ms, price, 10);
    }

    @Test
    void tellsWhereInTheSessionTheMinuteLies() {
        int phase = slot(new FeatureKey.NamedValue("session", "phase"));
        int since = slot(new FeatureKey.NamedValue("session", "minutesSinceOpen"));
        int left = slot(new FeatureKey.NamedValue("session", "minutesToClose"));
        int hour = slot(new FeatureKey.NamedValue("time", "hour"));
        int minute = slot(new FeatureKey.NamedValue("time", "minute"));
        int weekday = slot(new FeatureKey.NamedValue("time", "weekday"));
        price(0, time(8, 9, 15, 30), 100);
        engine.clock(time(8, 9, 16, 1) / 1000);
        assertThat(at(1, phase)).isEqualTo(1.0);
        assertThat(at(1, since)).isEqualTo(1.0);
        assertThat(at(1, left)).isEqualTo(374.0);
        assertThat(at(1, hour)).isEqualTo(9.0);
        assertThat(at(1, minute)).isEqualTo(16.0);
        assertThat(at(1, weekday)).isEqualTo(1.0);
        price(0, time(8, 9, 45, 0), 100);
        engine.clock(time(8, 9, 46, 1) / 1000);
        assertThat(at(1, phase)).isEqualTo(2.0);
        price(0, time(8, 15, 0, 0), 100);
        engine.clock(time(8, 15, 1, 1) / 1000);
        assertThat(at(1, phase)).isEqualTo(3.0);
        price(0, time(8, 15, 29, 50), 100);
        engine.clock(time(8, 15, 30, 1) / 1000);
        assertThat(at(1, phase)).as("the next session has not begun").isEqualTo(0.0);
        assertThat(at(1, since)).isNaN();
    }

    @Test
    void countsTheMarketOnceAMinute() {
        int up = slot(new FeatureKey.NamedValue("market", "advancing"));
        int down = slot(new FeatureKey.NamedValue("market", "declining"));
        int open = slot(new FeatureKey.NamedValue("market", "aboveOpen"));
        int vix = slot(new FeatureKey.NamedValue("market", "vix"));
        price(0, time(8, 15, 0, 0), 100);
        price(1, time(8, 15, 0, 1), 100);
        price(4, time(8, 15, 0, 2), 14);
        engine.clock(time(8, 15, 1, 1) / 1000);
        assertThat(at(3, up)).as("no session before").isNaN();
        assertThat(at(3, vix)).isEqualTo(14.0);
        price(0, time(9, 9, 15, 0), 101);
        engine.clock(time(9, 9, 16, 1) / 1000);
        price(0, time(9, 9, 16, 5), 102);
        price(1, time(9, 9, 16, 6), 99);
        engine.clock(time(9, 9, 17, 1) / 1000);
        assertThat(at(3, up)).isEqualTo(0.5);
        assertThat(at(3, down)).isEqualTo(0.5);
        assertThat(at(3, open)).isEqualTo(0.5);
    }

    @Test
    void readsIndexUnderlyingAndAnyInstrument() {
        int index = slot(new FeatureKey.Other("index", CLOSE));
        int underlying = slot(new FeatureKey.Other("underlying", CLOSE));
        int down = slot(new FeatureKey.Other("NSE:DOWN", new FeatureKey.DayValue(DayField.HIGH)));
        price(2, time(8, 9, 15, 1), 25_000);
        price(1, time(8, 9, 15, 2), 77);
        engine.clock(time(8, 9, 16, 1) / 1000);
        assertThat(at(0, index)).isEqualTo(25_000.0);
        assertThat(at(3, index)).isEqualTo(25_000.0);
        assertThat(at(3, underlying)).isEqualTo(25_000.0);
        assertThat(at(0, underlying)).isNaN();
        assertThat(at(4, down)).isEqualTo(77.0);
        assertThatThrownBy(() -> slot(new FeatureKey.Other("NSE:NONE", CLOSE)))
                .hasMessage(
                        "no instrument of this session is NSE:NONE: name one as EXCHANGE:SYMBOL");
    }

    @Test
    void knowsTheDayBefore() {
        int high = slot(new FeatureKey.DayValue(DayField.PREVIOUS_HIGH));
        int low = slot(new FeatureKey.DayValue(DayField.PREVIOUS_LOW));
        int change = slot(new FeatureKey.DayValue(DayField.CHANGE));
        int gap = slot(new FeatureKey.DayValue(DayField.GAP));
        price(0, time(8, 15, 0, 0), 100);
        price(0, time(8, 15, 0, 1), 120);
        price(0, time(8, 15, 0, 2), 110);
        engine.clock(time(8, 15, 1, 1) / 1000);
        assertThat(at(0, high)).isNaN();
        price(0, time(9, 9, 15, 0), 121);
        price(0, time(9, 9, 15, 1), 99);
        engine.clock(time(9, 9, 16, 1) / 1000);
        assertThat(at(0, high)).isEqualTo(120.0);
        assertThat(at(0, low)).isEqualTo(100.0);
        assertThat(at(0, change)).isEqualTo((99.0 / 110 - 1) * 100);
        assertThat(at(0, gap)).isEqualTo((121.0 / 110 - 1) * 100);
    }
}
