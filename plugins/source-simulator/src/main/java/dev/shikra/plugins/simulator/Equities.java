package dev.shikra.plugins.simulator;

import dev.shikra.plugins.simulator.Universe.Equity;

/** The equities' and indices' second: factors, volatility, jumps, trades. Not thread-safe. */
final class Equities {
    private static final double SECONDS = 22_500;
    private static final double MARKET_DAY_VOLATILITY = 0.008;
    private static final double SECTOR_DAY_VOLATILITY = 0.006;
    private static final double OWN_DAY_VOLATILITY = 0.011;

    /** Half of a deviation of log-volatility is gone after about 25 minutes. */
    private static final double REVERSION = 0.00046;

    private static final double VOLATILITY_OF_VOLATILITY = 0.012;
    private static final double JUMPS_A_DAY = 0.6;
    private static final double MARKET_JUMPS_A_DAY = 1.5;

    private final Universe universe;
    private final Book book;
    private final Chance chance;
    private final double[] logPrice;
    private final double[] logVolatility;
    private final double[] burst;
    private final double[] activity;
    private final double[] tradeSize;
    private final double[] sectorMove;
    private double marketLogVolatility;
    private double marketReturn;
    private final double[] index = new double[Universe.INDICES];
    private final double[] weightSum = new double[2];

    Equities(Universe universe, Book book, Chance chance) {
        this.universe = universe;
        this.book = book;
        this.chance = chance;
        int count = universe.equities.size();
        logPrice = new double[count];
        logVolatility = new double[count];
        burst = new double[count];
        activity = new double[count];
        tradeSize = new double[count];
        sectorMove = new double[universe.sectors];
        for (int i = 0; i < count; i++) {
            Equity equity = universe.equities.get(i);
            double close = Math.round(equity.price() * 20) / 20.0;
            book.startDay(equity.place(), (int) Math.round(close * 100), 0);
            logPrice[i] = StrictMath.log(close) + 0.004 * chance.normal(); // overnight
            logVolatility[i] = 0.3 * chance.normal();
            activity[i] = 0.25 + 2.2 * StrictMath.exp(0.8 * chance.normal() - 0.6);
            tradeSize[i] = Math.max(3, 60_000 / close * StrictMath.exp(0.5 * chance.normal()));
            weightSum[Universe.NIFTY] += equity.weight();
            weightSum[Universe.BANK] += equity.bank() ? equity.weight() + 0.004 : 0;
        }
        for (int i = 0; i < Universe.INDICES; i++) {
            index[i] = universe.indexClose[i];
            book.startDay(i, paise(index[i]), 0);
        }
    }

    /** {@return level of an index, in points} */
    double index(int place) {
        return index[place];
    }

    /** {@return volume over the day as a multiple of its mean: a U} */
    static double volumeShape(double elapsed) {
        return 0.6
                + 2.4 * StrictMath.exp(-elapsed / 0.06)
                + 1.5 * StrictMath.exp((elapsed - 1) / 0.09);
    }

    private static double volatilityShape(double elapsed) {
        return 0.75
                + 1.5 * StrictMath.exp(-elapsed / 0.05)
                + 0.5 * StrictMath.exp((elapsed - 1) / 0.08);
    }

    int advance(int second, double elapsed, int[] updated, int updatedCount) {
        double shape = volatilityShape(elapsed) / StrictMath.sqrt(SECONDS);
        double market = marketMove(shape);
        for (int sector = 0; sector < sectorMove.length; sector++) {
            sectorMove[sector] =
                    SECTOR_DAY_VOLATILITY
                            * shape
                            * StrictMath.exp(marketLogVolatility)
                            * chance.normal();
        }
        double volumeShape = volumeShape(elapsed);
        int count = updatedCount;
        for (int i = 0; i < logPrice.length; i++) {
            Equity equity = universe.equities.get(i);
            logPrice[i] += equity.beta() * market + sectorMove[equity.sector()] + ownMove(i, shape);
            if (trade(equity, i, volumeShape, second)) {
                updated[count++] = equity.place();
            }
        }
        indices(second);
        for (int place = 0; place < Universe.INDICES; place++) {
            updated[count++] = place;
        }
        return count;
    }

    private double marketMove(double shape) {
        double z = chance.normal();
        marketLogVolatility +=
                -REVERSION * marketLogVolatility
                        + VOLATILITY_OF_VOLATILITY * chance.normal()
                        + 0.004 * (Math.abs(z) - 0.7979);
        double move = MARKET_DAY_VOLATILITY * shape * StrictMath.exp(marketLogVolatility) * z;
        if (chance.uniform() < MARKET_JUMPS_A_DAY / SECONDS) {
            move += 0.0025 * chance.normal();
            marketLogVolatility += 0.5;
        }
        marketReturn += move;
        return move;
    }

    private double ownMove(int i, double shape) {
        double z = chance.normal();
        logVolatility[i] +=
                -REVERSION * logVolatility[i]
                        + VOLATILITY_OF_VOLATILITY * chance.normal()
                        + 0.004 * (Math.abs(z) - 0.7979);
        burst[i] *= 0.995;
        double move = OWN_DAY_VOLATILITY * shape * StrictMath.exp(logVolatility[i]) * z;
        if (chance.uniform() < JUMPS_A_DAY / SECONDS) {
            move += 0.008 * chance.normal();
            logVolatility[i] += 0.8;
            burst[i] += 1.6;
        }
        return move;
    }

    /** Trades of this second, or a change of quotes alone. {@return whether anything changed} */
    private boolean trade(Equity equity, int i, double volumeShape, int second) {
        int place = equity.place();
        double pace = activity[i] * volumeShape * StrictMath.exp(burst[i] + logVolatility[i] / 2);
        int trades = chance.poisson(pace);
        if (trades == 0 && chance.uniform() > 0.35) {
            return false;
        }
        double mid = StrictMath.exp(logPrice[i]) * 100;
        Quotes.around(book, place, mid, 5, 1, tradeSize[i] * 2, 1, chance);
        book.exchangeTime[place] = second;
        if (trades > 0) {
            double size =
                    trades * tradeSize[i] * StrictMath.exp(0.7 * chance.normal() + burst[i] / 3);
            int paise = chance.uniform() < 0.5 ? book.bid[place] : book.ask[place];
            book.trade(place, paise, (int) Math.max(1, Math.min(size, 5e6)), second);
        }
        return true;
    }

    private void indices(int second) {
        double nifty = 0;
        double bank = 0;
        for (int i = 0; i < logPrice.length; i++) {
            Equity equity = universe.equities.get(i);
            double ratio = StrictMath.exp(logPrice[i]) * 100 / book.close[equity.place()];
            nifty += equity.weight() * ratio;
            bank += equity.bank() ? (equity.weight() + 0.004) * ratio : 0;
        }
        index[Universe.NIFTY] =
                universe.indexClose[Universe.NIFTY] * nifty / weightSum[Universe.NIFTY];
        index[Universe.BANK] = universe.indexClose[Universe.BANK] * bank / weightSum[Universe.BANK];
        // Fear rises with volatility and when the market falls.
        index[Universe.VIX] =
                universe.indexClose[Universe.VIX]
                        * StrictMath.exp(0.12 * marketLogVolatility - 4 * marketReturn);
        for (int place = 0; place < Universe.INDICES; place++) {
            book.level(place, paise(index[place]), second);
        }
    }

    private static int paise(double level) {
        return (int) Math.round(level * 100);
    }
}
