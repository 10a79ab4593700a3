package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever doubles come in: an answer, no exception, and a number only where the status says so.
 */
class AnyDoublesTest {
    private static final double[] CORNERS = {
        0,
        -0.0,
        1,
        -1,
        100,
        1e-3,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e-100,
        1e100,
        1e300,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final OptionValues values = new OptionValues();

    @Test
    void europeanModelsAnswerAnything() {
        answersAnything(new BlackScholesMertonModel(), 300_000);
        answersAnything(new Black76Model(), 300_000);
    }

    @Test
    void treeAnswersAnything() {
        answersAnything(new AmericanModel().withSteps(21), 30_000);
    }

    private void answersAnything(PricingModel model, int times) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(model.name() + " answers anything: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            OptionKind kind = random.nextBoolean() ? OptionKind.CALL : OptionKind.PUT;
            double underlying = any(random, 100);
            double strike = any(random, 100);
            double years = any(random, 1);
            double rate = any(random, 0.1);
            double yield = any(random, 0.1);
            double last = any(random, random.nextBoolean() ? 0.3 : 20);
            String inputs =
                    kind
                            + " "
                            + underlying
                            + " "
                            + strike
                            + " "
                            + years
                            + " "
                            + rate
                            + " "
                            + yield
                            + " "
                            + last
                            + " seed "
                            + seed;
            ValuationStatus status =
                    model.value(kind, underlying, strike, years, rate, yield, last, values);
            assertThat(Double.isNaN(values.price))
                    .as(inputs)
                    .isEqualTo(status != ValuationStatus.OK);
            if (status == ValuationStatus.OK) {
                assertThat(values.price).as(inputs).isFinite().isNotNegative();
                assertThat(values.delta).as(inputs).isFinite();
            }
            ImpliedVolatilityStatus implied =
                    model.impliedVolatility(
                            kind, underlying, strike, years, rate, yield, last, values);
            if (implied == ImpliedVolatilityStatus.OK) {
                assertThat(values.volatility).as(inputs).isFinite().isPositive();
            } else {
                assertThat(values.volatility).as(inputs).isNaN();
            }
        }
    }

    /** A corner, any bits at all, or something near what is usual. */
    private static double any(Random random, double usual) {
        return switch (random.nextInt(6)) {
            case 0 -> CORNERS[random.nextInt(CORNERS.length)];
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> usual * Math.exp(10 * random.nextGaussian());
            default -> usual * Math.exp(0.3 * random.nextGaussian());
        };
    }
}
