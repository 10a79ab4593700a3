package dev.shikra.bench;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import java.util.SplittableRandom;

/** Options on an index as they trade, drawn from a fixed seed; their prices are the model's. */
final class OptionSample {
    private static final double LEAST_PRICE = 0.05;
    private static final double DEVIATIONS = 3;
    private static final double STRIKE_STEP = 50;

    final OptionKind[] kind;
    final double[] spot;
    final double[] strike;
    final double[] years;
    final double[] volatility;
    final double[] price;

    OptionSample(PricingModel model, int count, double rate) {
        kind = new OptionKind[count];
        spot = new double[count];
        strike = new double[count];
        years = new double[count];
        volatility = new double[count];
        price = new double[count];
        var random = new SplittableRandom(11);
        var values = new OptionValues();
        int at = 0;
        while (at < count) {
            spot[at] = 22_000 + 5_000 * random.nextDouble();
            years[at] = (1 + random.nextInt(60)) / 365.0;
            volatility[at] = 0.08 + 0.4 * random.nextDouble();
            double total = volatility[at] * Math.sqrt(years[at]);
            double distance = total * DEVIATIONS * (2 * random.nextDouble() - 1);
            strike[at] = Math.rint(spot[at] * Math.exp(distance) / STRIKE_STEP) * STRIKE_STEP;
            boolean inTheMoney = random.nextInt(4) == 0;
            kind[at] = strike[at] > spot[at] == inTheMoney ? OptionKind.PUT : OptionKind.CALL;
            model.value(kind[at], spot[at], strike[at], years[at], rate, 0, volatility[at], values);
            price[at] = values.price;
            boolean solves =
                    model.impliedVolatility(
                                    kind[at],
                                    spot[at],
                                    strike[at],
                                    years[at],
                                    rate,
                                    0,
                                    price[at],
                                    values)
                            == ImpliedVolatilityStatus.OK;
            if (price[at] > LEAST_PRICE && solves) {
                at++;
            }
        }
    }

    /**
     * One chain, four days to expiry, with a smile; its prices follow the future over some ticks.
     */
    static final class Chain {
        private static final int TICKS = 64;
        private static final double FUTURE = 24_280;
        private static final double TICK = 0.5;

        final OptionKind[] kind;
        final double[] strike;
        final double years = 4 / 365.0;
        private final double[][] prices;
        private int tick;

        Chain(PricingModel model, int count) {
            kind = new OptionKind[count];
            strike = new double[count];
            prices = new double[TICKS][count];
            var values = new OptionValues();
            double first = FUTURE - STRIKE_STEP / 4 * count / 4;
            for (int i = 0; i < count; i++) {
                kind[i] = i % 2 == 0 ? OptionKind.CALL : OptionKind.PUT;
                strike[i] = first + STRIKE_STEP / 4 * (i / 2);
                double moneyness = Math.log(strike[i] / FUTURE);
                double volatility = 0.11 - 0.5 * moneyness + 25 * moneyness * moneyness;
                for (int t = 0; t < TICKS; t++) {
                    model.value(
                            kind[i], FUTURE + t * TICK, strike[i], years, 0, 0, volatility, values);
                    prices[t][i] = values.price;
                }
            }
        }

        /** Goes to the next tick. {@return the future's price at it} */
        double nextTick() {
            tick = (tick + 1) % TICKS;
            return FUTURE + tick * TICK;
        }

        /** {@return the price of option {@code i} at the current tick} */
        double price(int i) {
            return prices[tick][i];
        }
    }
}
