package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedVolatilityTest {
    /**
     * References: the formula to 60 digits or more with mpmath, at the doubles the decimals parse
     * to.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 0.01, 0.0039894061814816447",
        "-1e-6, 0.002, 0.00079738452755774306",
        "-0.01, 0.02, 0.0039558302775978659",
        "-0.2, 0.1, 0.0008482361813871328",
        "-0.5, 0.03, 2.0463250885386797e-65",
        "-1, 1, 0.076991023141674131",
        "-0.05, 2.5, 0.76403565640207561",
        "-2, 6, 0.36530401600172191",
        "-3, 0.1, 1.6299225553377482e-200",
        "-0.001, 0.25, 0.098977253748283736"
    })
    void pricesAndSolvesReferencePoints(double x, double s, double price) {
        double greatest = Math.exp(0.5 * x);
        double h = x / s;
        // The exponent h^2/2 is rounded before it is exponentiated.
        assertThat(NormalisedBlack.price(h, 0.5 * s, greatest))
                .isCloseTo(price, within(price * 1e-15 * (4 + h * h)));
        assertThat(NormalisedVolatility.of(price, x, greatest)).isCloseTo(s, within(s * 8e-15));
    }

    @Test
    void invertsThePriceFromOneEndToTheOther() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("invertsThePriceFromOneEndToTheOther: seed " + seed);
        Random random = new Random(seed);
        int tried = 0;
        while (tried < 200_000) {
            double x = -Math.pow(10, -12 + 13 * random.nextDouble());
            double s = Math.pow(10, -4 + 5 * random.nextDouble());
            double greatest = Math.exp(0.5 * x);
            double h = x / s;
            double price = NormalisedBlack.price(h, 0.5 * s, greatest);
            double gap = greatest - price;
            if (price < 1e-300 || gap < 1e-10 * greatest) {
                continue;
            }
            tried++;
            double slope = NormalisedBlack.slope(h, 0.5 * s);
            // What rounding of the price and of the largest term in it leaves undecided.
            double roundingOfPrice = price * 0x1p-52 * (4 + h * h) / slope;
            double roundingOfTerms = 0x1p-52 * s * (1 + 1 / Math.max(-x, s));
            assertThat(NormalisedVolatility.of(price, x, greatest))
                    .as("x %s, s %s, price %s", x, s, price)
                    .isCloseTo(s, within(4 * roundingOfPrice + 16 * roundingOfTerms));
        }
    }

    /**
     * Brent's method on the plain formula, slow and obvious, where the plain formula is good
     * enough.
     */
    @Test
    void agreesWithBracketing() {
        BrentSolver brent = new BrentSolver(1e-15, 1e-14, 1e-16);
        for (double x = -1.5; x <= 0; x += 0.0625) {
            double logMoneyness = x;
            double greatest = Math.exp(0.5 * x);
            for (double s = Math.max(0.05, -x / 4); s < 4; s *= 1.37) {
                double price = NormalisedBlack.price(x / s, 0.5 * s, greatest);
                double bracketed =
                        brent.solve(
                                500,
                                v ->
                                        NormalisedBlack.price(logMoneyness / v, 0.5 * v, greatest)
                                                - price,
                                1e-3,
                                20);
                double slope = NormalisedBlack.slope(x / s, 0.5 * s);
                assertThat(NormalisedVolatility.of(price, x, greatest))
                        .as("x %s, s %s", x, s)
                        .isCloseTo(bracketed, within(1e-13 * s + 1e-15 / slope));
            }
        }
    }
}
