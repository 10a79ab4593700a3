package dev.shikra.plugins.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Minute candles of weekdays before the simulated one, as a broker's history gives them: for each
 * instrument and day a walk of its own, the same however often it is asked for. The day itself has
 * none. Prices are of the right form and not joined to the day's. Any thread.
 */
final class PastMinutes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT);
    private static final int LONGEST_DAYS = 60;

    private final long seed;
    private final LocalDate today;

    PastMinutes(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    /** {@return candles that begin in {@code [from, to)}: time, four prices, volume} */
    List<List<Object>> candles(long token, Instant from, Instant to) {
        if (Duration.between(from, to).toDays() > LONGEST_DAYS) {
            throw new java.time.DateTimeException("more than " + LONGEST_DAYS + " days");
        }
        var candles = new ArrayList<List<Object>>();
        LocalDate last = LocalDate.ofInstant(to, Market.ZONE);
        for (LocalDate day = LocalDate.ofInstant(from, Market.ZONE);
                !day.isAfter(last) && day.isBefore(today);
                day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                day(token, day, from, to, candles);
            }
        }
        return candles;
    }

    private void day(
            long token, LocalDate day, Instant from, Instant to, List<List<Object>> candles) {
        var random = new SplittableRandom(seed * 31 + token * 1_000_003 + day.toEpochDay());
        double price = 100 + Math.floorMod(token, 3900);
        ZonedDateTime close = day.atTime(Market.CLOSE).atZone(Market.ZONE);
        for (ZonedDateTime at = day.atTime(Market.OPEN).atZone(Market.ZONE);
                at.isBefore(close);
                at = at.plusMinutes(1)) {
            double open = price;
            price = Math.max(1, price * (1 + 0.0006 * random.nextGaussian()));
            double high = Math.max(open, price) * (1 + 0.0003 * random.nextDouble());
            double low = Math.min(open, price) * (1 - 0.0003 * random.nextDouble());
            int volume = random.nextInt(1, 20_000);
            Instant start = at.toInstant();
            if (!start.isBefore(from) && start.isBefore(to)) {
                candles.add(
                        List.of(
                                TIME.format(OffsetDateTime.from(at)),
                                paise(open),
                                paise(high),
                                paise(low),
                                paise(price),
                                volume));
            }
        }
    }

    private static double paise(double price) {
        return Math.rint(price * 20) / 20;
    }
}
