package dev.shikra.plugins.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Minute candles of weekdays before the simulated one, as a broker's history gives them: for each
 * instrument and day a walk of its own, the same however often it is asked for. The day itself has
 * none. Each day's walk ends where the next begins, the last one at the close that the simulated
 * day tells of, as far as prices are known. Any thread.
 */
final class PastMinutes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT);
    private static final int LONGEST_DAYS = 60;

    private static final int MINUTES =
            (int) Duration.between(Market.OPEN, Market.CLOSE).toMinutes();

    /** What the day before the simulated one came to. */
    interface LastCloses {
        /** {@return close of an instrument, rupees; 0: not known} */
        double close(long token);

        /** {@return whether it has a volume: an index has none} */
        boolean trades(long token);
    }

    private final long seed;
    private final LocalDate today;
    private final LastCloses closes;

    PastMinutes(long seed, LocalDate today, LastCloses closes) {
        this.seed = seed;
        this.today = today;
        this.closes = closes;
    }

    /** {@return candles that begin in {@code [from, to)}: time, four prices, volume} */
    List<List<Object>> candles(long token, Instant from, Instant to) {
        if (Duration.between(from, to).toDays() > LONGEST_DAYS) {
            throw new java.time.DateTimeException("more than " + LONGEST_DAYS + " days");
        }
        LocalDate first = LocalDate.ofInstant(from, Market.ZONE);
        double known = closes.close(token);
        double close = known > 0 ? known : 100 + Math.floorMod(token, 3900);
        var days = new ArrayDeque<List<List<Object>>>();
        for (LocalDate day = today.minusDays(1); !day.isBefore(first); day = day.minusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                var random = new SplittableRandom(seed * 31 + token * 1_000_003 + day.toEpochDay());
                var steps = new double[MINUTES];
                double open = close;
                for (int minute = 0; minute < MINUTES; minute++) {
                    steps[minute] = Math.max(0.98, 1 + 0.0006 * random.nextGaussian());
                    open /= steps[minute];
                }
                days.addFirst(day(token, day, open, steps, random, from, to));
                close = open;
            }
        }
        var candles = new ArrayList<List<Object>>();
        days.forEach(candles::addAll);
        return candles;
    }

    private List<List<Object>> day(
            long token,
            LocalDate day,
            double first,
            double[] steps,
            SplittableRandom random,
            Instant from,
            Instant to) {
        var candles = new ArrayList<List<Object>>();
        double price = first;
        ZonedDateTime at = day.atTime(Market.OPEN).atZone(Market.ZONE);
        for (double step : steps) {
            double open = price;
            price *= step;
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
                                closes.trades(token) ? volume : 0));
            }
            at = at.plusMinutes(1);
        }
        return candles;
    }

    private static double paise(double price) {
        return Math.max(0.05, Math.rint(price * 20) / 20);
    }
}
