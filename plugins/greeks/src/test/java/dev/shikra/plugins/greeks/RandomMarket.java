package dev.shikra.plugins.greeks;

import dev.shikra.api.option.OptionKind;
import java.util.Random;

/**
 * Options at random, over and beyond what trades. The seed is printed; {@code -Dseed=N} repeats a
 * run.
 */
final class RandomMarket {
    private final Random random;

    OptionKind kind = OptionKind.CALL;
    double underlying;
    double strike;
    double years;
    double rate;
    double yield;
    double volatility;

    RandomMarket(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(test + ": seed " + seed);
        random = new Random(seed);
    }

    /** Draws the next option, its strike within {@code deviations} of the forward. */
    void draw(double deviations) {
        kind = random.nextBoolean() ? OptionKind.CALL : OptionKind.PUT;
        underlying = Math.exp(between(0, 11));
        years = Math.exp(between(Math.log(1.0 / (365 * 24)), Math.log(3)));
        rate = between(-0.02, 0.12);
        yield = between(-0.02, 0.12);
        volatility = Math.exp(between(Math.log(0.02), Math.log(2)));
        double total = volatility * Math.sqrt(years);
        double forward = underlying * Math.exp((rate - yield) * years);
        strike = forward * Math.exp(total * between(-deviations, deviations));
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    @Override
    public String toString() {
        return kind
                + " S="
                + underlying
                + " K="
                + strike
                + " T="
                + years
                + " r="
                + rate
                + " q="
                + yield
                + " sigma="
                + volatility;
    }
}
