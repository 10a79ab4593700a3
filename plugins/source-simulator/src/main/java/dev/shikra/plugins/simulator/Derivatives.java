package dev.shikra.plugins.simulator;

import dev.shikra.plugins.simulator.Universe.Derivative;
import java.time.LocalDate;

/** The futures' and options' second. Not thread-safe. */
final class Derivatives {
    static final double RATE = 0.065;
    private static final double YEAR_SECONDS = 365.0 * 86_400;
    private static final int NIGHT_SECONDS = 63_900;
    private static final int FUTURE_TICK = 10;
    private static final int OPTION_TICK = 5;

    private final Universe universe;
    private final Book book;
    private final Equities equities;
    private final Chance chance;

    /** Of NIFTY and of BANKNIFTY: the future's distance from carry, as a fraction. */
    private final double[] basis = new double[2];

    /** The smile's slope and curvature in standard deviations of the forward. */
    private final double[] slope = {-0.045, -0.04};

    private final double[] curvature = {0.022, 0.02};

    /**
     * @param openSecond the session's first; the day before ended 17 hours and 45 minutes earlier
     * @param closeSecond the session's end
     */
    Derivatives(
            Universe universe,
            Book book,
            Equities equities,
            Chance chance,
            long openSecond,
            long closeSecond) {
        this.universe = universe;
        this.book = book;
        this.equities = equities;
        this.chance = chance;
        int yesterday = (int) openSecond - NIGHT_SECONDS;
        for (Derivative future : universe.futures) {
            int lot = universe.listings.get(future.place()).lotSize();
            book.startDay(
                    future.place(),
                    onTick(forward(future, yesterday, closeSecond) * 100, FUTURE_TICK),
                    lot * (int) (20_000 + 100_000 * chance.uniform()));
        }
        for (Derivative option : universe.options) {
            int lot = universe.listings.get(option.place()).lotSize();
            double forward = forward(option, yesterday, closeSecond);
            double price = price(option, forward, years(option.expiry(), yesterday, closeSecond));
            book.startDay(
                    option.place(),
                    Math.max(OPTION_TICK, onTick(price * 100, OPTION_TICK)),
                    lot * (int) (1_000 + 60_000 * chance.uniform() * nearness(option, forward)));
        }
    }

    int advance(int second, long closeSecond, double elapsed, int[] updated, int updatedCount) {
        for (int i = 0; i < basis.length; i++) {
            basis[i] += -0.002 * basis[i] + 0.00001 * chance.normal();
            slope[i] += -0.0005 * (slope[i] + 0.045) + 0.0002 * chance.normal();
            curvature[i] += -0.0005 * (curvature[i] - 0.022) + 0.0001 * chance.normal();
        }
        double volumeShape = Equities.volumeShape(elapsed);
        int count = updatedCount;
        for (int i = 0; i < universe.futures.size(); i++) {
            Derivative future = universe.futures.get(i);
            double mid = forward(future, second, closeSecond) * 100;
            double pace = volumeShape * (i % 3 == 0 ? 3 : 0.6); // the near month trades most
            if (trade(future.place(), mid, FUTURE_TICK, pace, second)) {
                updated[count++] = future.place();
            }
        }
        for (Derivative option : universe.options) {
            double forward = forward(option, second, closeSecond);
            double mid = price(option, forward, years(option.expiry(), second, closeSecond)) * 100;
            double pace = volumeShape * (0.15 + 3 * nearness(option, forward));
            if (trade(option.place(), mid, OPTION_TICK, pace, second)) {
                updated[count++] = option.place();
            }
        }
        return count;
    }

    private double forward(Derivative of, int second, long closeSecond) {
        double carry = StrictMath.exp(RATE * years(of.expiry(), second, closeSecond));
        return equities.index(of.index()) * carry * (1 + basis[of.index()]);
    }

    /** {@return an index's volatility at the money, a year, when INDIA VIX stands so} */
    static double atTheMoney(int index, double vix) {
        return vix / 100 * (index == Universe.NIFTY ? 1 : 1.12);
    }

    private double price(Derivative option, double forward, double years) {
        double atTheMoney = atTheMoney(option.index(), equities.index(Universe.VIX));
        double distance =
                StrictMath.log(option.strike() / forward) / (atTheMoney * StrictMath.sqrt(years));
        double bounded = Math.max(-4, Math.min(4, distance));
        double volatility =
                atTheMoney
                        * Math.max(
                                0.3,
                                1
                                        + slope[option.index()] * bounded
                                        + curvature[option.index()] * bounded * bounded);
        return OptionPrice.black76(forward, option.strike(), volatility, years, option.call());
    }

    /** 1 at the money, falling to 0 some strikes away. */
    private static double nearness(Derivative option, double forward) {
        double distance = (option.strike() / forward - 1) / 0.008;
        return StrictMath.exp(-distance * distance / 2);
    }

    /** Years from this second to the expiry day's close; at least a minute's worth. */
    private static double years(LocalDate expiry, int second, long closeSecond) {
        LocalDate today = LocalDate.ofEpochDay(closeSecond / 86_400);
        long left = (expiry.toEpochDay() - today.toEpochDay()) * 86_400 + closeSecond - second;
        return Math.max(left, 60) / YEAR_SECONDS;
    }

    private boolean trade(int place, double mid, int tick, double pace, int second) {
        int trades = chance.poisson(pace);
        if (trades == 0 && chance.uniform() > 0.25) {
            return false;
        }
        int lot = universe.listings.get(place).lotSize();
        int spread = 1 + (int) (mid / 15_000 / tick * 5);
        Quotes.around(book, place, mid, tick, Math.min(spread, 6), lot * 8, lot, chance);
        book.exchangeTime[place] = second;
        if (trades > 0) {
            int lots =
                    (int)
                            Math.max(
                                    1,
                                    Math.min(5_000, trades * 3 * StrictMath.exp(chance.normal())));
            int paise =
                    chance.uniform() < 0.5 && book.bid[place] > 0
                            ? book.bid[place]
                            : book.ask[place];
            book.trade(place, paise, lots * lot, second);
            book.interestChanged(place, lot * (int) Math.round(lots * 0.3 * chance.normal()));
        }
        return true;
    }

    private static int onTick(double paise, int tick) {
        return (int) Math.round(paise / tick) * tick;
    }
}
