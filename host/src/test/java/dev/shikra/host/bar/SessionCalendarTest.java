package dev.shikra.host.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Timeframe;
import dev.shikra.host.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCalendarTest {
    private static final ZoneId IST = ZoneId.of("Asia/Kolkata");

    @TempDir Path folder;

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("config/calendars"))
                ? here
                : here.resolve("..").normalize();
    }

    private static SessionCalendar nse() throws IOException {
        return SessionCalendar.load(root().resolve("config/calendars/nse.yaml"));
    }

    private static long ist(String local) {
        return LocalDateTime.parse(local).atZone(IST).toInstant().toEpochMilli();
    }

    @Test
    void anOrdinaryDayRunsFromQuarterPastNineToHalfPastThree() throws IOException {
        SessionCalendar nse = nse();
        Session session = nse.sessionAt(ist("2026-03-02T00:00:00"));
        assertThat(session.date()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(session.openMs()).isEqualTo(ist("2026-03-02T09:15:00"));
        assertThat(session.closeMs()).isEqualTo(ist("2026-03-02T15:30:00"));
        assertThat(session.dayStartMs()).isEqualTo(ist("2026-03-02T00:00:00"));
        assertThat(nse.isOpen(ist("2026-03-02T09:15:00"))).isTrue();
        assertThat(nse.isOpen(ist("2026-03-02T09:14:59.999"))).isFalse();
        assertThat(nse.isOpen(ist("2026-03-02T15:30:00"))).isFalse();
        assertThat(session.bars(Timeframe.M1)).isEqualTo(375);
        assertThat(session.bars(Timeframe.M15)).isEqualTo(25);
        assertThat(session.bars(new Timeframe(60))).isEqualTo(7);
        assertThat(session.bars(Timeframe.DAY)).isEqualTo(1);
    }

    @Test
    void skipsClosuresAndWeekendsToTheNextSession() throws IOException {
        SessionCalendar nse = nse();
        Session holi = nse.sessionOn(LocalDate.of(2026, 3, 3));
        assertThat(holi.trades()).isFalse();
        assertThat(holi.bars(Timeframe.M1)).isZero();
        assertThat(nse.nameOf(holi.date())).isEqualTo("Holi");
        Session friday = nse.sessionOn(LocalDate.of(2026, 4, 2));
        assertThat(nse.next(friday).date()).isEqualTo(LocalDate.of(2026, 4, 6));
        assertThat(nse.previous(nse.next(friday))).isSameAs(friday);
    }

    @Test
    void tradesInPartsOnTheDayOfTheDisasterRecoverySession() throws IOException {
        Session session = nse().sessionOn(LocalDate.of(2024, 5, 18));
        assertThat(session.parts()).isEqualTo(2);
        assertThat(session.openMs()).isEqualTo(ist("2024-05-18T09:15:00"));
        assertThat(session.closeMs()).isEqualTo(ist("2024-05-18T12:30:00"));
        assertThat(session.isOpen(ist("2024-05-18T09:59:59"))).isTrue();
        assertThat(session.isOpen(ist("2024-05-18T10:00:00"))).isFalse();
        assertThat(session.isOpen(ist("2024-05-18T11:30:00"))).isTrue();
        assertThat(session.bars(Timeframe.M1)).isEqualTo(105);
        assertThat(session.bars(new Timeframe(30))).isEqualTo(2 + 3);
    }

    @Test
    void saysWhichHoursAreUnknownAndHowFarItKnows() throws IOException {
        SessionCalendar nse = nse();
        LocalDate muhurat = LocalDate.of(2026, 11, 8);
        assertThat(nse.unknownHours()).containsExactly(muhurat);
        assertThat(nse.sessionOn(muhurat).trades()).isFalse();
        assertThat(nse.coveredUntil()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(nse.covers(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(nse.sessionOn(LocalDate.of(2027, 1, 1)).trades()).isTrue();
        assertThat(nse.sessionOn(LocalDate.of(2016, 8, 20)).trades()).isFalse();
    }

    @Test
    void agreesWithTheListOfClosuresOnEveryDateItCovers() throws IOException {
        Path list = root().resolve("../shared/data/calendar/nse_closures_2023_2026.csv");
        Assumptions.assumeTrue(Files.exists(list), "no " + list + ": closures not compared");
        Map<LocalDate, String> kinds = new HashMap<>();
        for (String line : Files.readAllLines(list).subList(1, Files.readAllLines(list).size())) {
            String[] cells = line.split(",", 3);
            kinds.put(LocalDate.parse(cells[0]), cells[1] + " " + cells[2]);
        }
        assertThat(kinds).hasSize(68);
        SessionCalendar nse = nse();
        for (LocalDate date = nse.coveredFrom();
                !date.isAfter(nse.coveredUntil());
                date = date.plusDays(1)) {
            Session session = nse.sessionOn(date);
            String kind = kinds.getOrDefault(date, "");
            if (kind.startsWith("special 1") || kind.startsWith("special 0")) {
                String hours = kind.substring("special ".length());
                String close =
                        date.equals(LocalDate.of(2024, 5, 18)) ? "12:30" : hours.substring(6);
                assertThat(session.openMs()).isEqualTo(ist(date + "T" + hours.substring(0, 5)));
                assertThat(session.closeMs()).isEqualTo(ist(date + "T" + close));
            } else {
                boolean weekday = date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
                assertThat(session.trades()).as("%s", date).isEqualTo(weekday && kind.isEmpty());
            }
        }
    }

    @Test
    void aroundTheClockIsTheUtcDay() throws IOException {
        for (SessionCalendar calendar :
                List.of(
                        SessionCalendar.aroundTheClock(),
                        SessionCalendar.load(root().resolve("config/calendars/24x7.yaml")))) {
            Session session =
                    calendar.sessionAt(Instant.parse("2013-11-25T23:59:59.999Z").toEpochMilli());
            assertThat(session.openMs())
                    .isEqualTo(Instant.parse("2013-11-25T00:00:00Z").toEpochMilli());
            assertThat(session.closeMs() - session.openMs()).isEqualTo(86_400_000);
            assertThat(session.bars(Timeframe.M5)).isEqualTo(288);
            assertThat(calendar.next(session).openMs()).isEqualTo(session.closeMs());
            assertThat(calendar.name()).isEqualTo("24x7");
        }
    }

    @Test
    void findsTheLocalDateOfAnyInstantInZonesThatChangeTheirClocks() throws IOException {
        long seed = 11;
        Random random = new Random(seed);
        for (String zone :
                List.of(
                        "America/New_York",
                        "America/Sao_Paulo",
                        "Pacific/Apia",
                        "Asia/Kathmandu")) {
            Path file =
                    Files.writeString(
                            folder.resolve("zone.yaml"),
                            "zone: "
                                    + zone
                                    + "\ndays: [MON, TUE, WED, THU, FRI]\nopen: '09:30'\nclose: '16:00'\n");
            SessionCalendar calendar = SessionCalendar.load(file);
            for (int i = 0; i < 20_000; i++) {
                long ms = random.nextLong(Instant.parse("2035-01-01T00:00:00Z").toEpochMilli());
                var local = Instant.ofEpochMilli(ms).atZone(ZoneId.of(zone));
                Session session = calendar.sessionAt(ms);
                assertThat(session.date())
                        .as("%s %s seed %s", zone, ms, seed)
                        .isEqualTo(local.toLocalDate());
                assertThat(session.holds(ms)).isTrue();
                int minute = local.getHour() * 60 + local.getMinute();
                boolean open =
                        local.getDayOfWeek().getValue() <= 5 && minute >= 570 && minute < 960;
                assertThat(calendar.isOpen(ms)).as("%s %s seed %s", zone, ms, seed).isEqualTo(open);
            }
        }
    }

    @Test
    void alignsBarsToTheOpenAndCutsThemAtTheClose() throws IOException {
        Session session = nse().sessionOn(LocalDate.of(2026, 3, 2));
        Timeframe hour = new Timeframe(60);
        long last = session.barStartMs(ist("2026-03-02T15:29:00"), hour);
        assertThat(last).isEqualTo(ist("2026-03-02T15:15:00"));
        assertThat(session.barEndMs(last, hour)).isEqualTo(session.closeMs());
        assertThat(session.barStartMs(ist("2026-03-02T10:14:59"), hour))
                .isEqualTo(session.openMs());
    }

    @Test
    void namesEveryWrongLineOfAFile() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("bad.yaml"),
                        """
                        zone: Asia/Nowhere
                        days: [MON, FUNDAY]
                        open: "09:15"
                        close: "25:00"
                        holidays: []
                        closures:
                          - {date: 2026-13-01}
                        """);
        assertThatThrownBy(() -> SessionCalendar.load(file))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.problems())
                                        .satisfiesExactly(
                                                p ->
                                                        assertThat(p)
                                                                .contains(
                                                                        "bad.yaml:5: unknown key 'holidays'"),
                                                p ->
                                                        assertThat(p)
                                                                .contains(
                                                                        "bad.yaml:1: zone 'Asia/Nowhere'"),
                                                p ->
                                                        assertThat(p)
                                                                .contains(
                                                                        "bad.yaml:2: days must be names"),
                                                p -> assertThat(p).contains("hours '09:15-25:00'"),
                                                p ->
                                                        assertThat(p)
                                                                .contains(
                                                                        "bad.yaml:7: date '2026-13-01'")));
    }
}
