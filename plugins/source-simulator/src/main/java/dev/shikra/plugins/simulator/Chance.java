package dev.shikra.plugins.simulator;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine: only strict arithmetic on a seeded stream. Not
 * thread-safe.
 */
final class Chance {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return uniform in [0, 1)} */
    double uniform() {
        return random.nextDouble();
    }

    /** {@return a number from the standard normal distribution} Marsaglia's polar method. */
    double normal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * random.nextDouble() - 1;
            y = 2 * random.nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        return x * scale;
    }

    /**
     * {@return how many events of the given mean happen} Knuth's product for a small mean, rounded
     * normal above.
     */
    int poisson(double mean) {
        if (mean > 12) {
            return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * normal()));
        }
        double limit = StrictMath.exp(-mean);
        int events = 0;
        for (double product = random.nextDouble(); product > limit; events++) {
            product *= random.nextDouble();
        }
        return events;
    }
}
