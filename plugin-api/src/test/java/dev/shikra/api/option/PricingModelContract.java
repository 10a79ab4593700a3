package dev.shikra.api.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What {@link PricingModel} promises of any numbers: a status and no exception, {@code NaN} unless
 * it is OK, prices and deltas within their bounds, the implied volatility of a price gives the
 * price again. A plugin's test extends this and says which model. Random seeds are printed; {@code
 * -Dseed=N} repeats a run.
 */
public abstract class PricingModelContract {
    /** {@return what is tested} */
    protected abstract PricingModel model();

    /** {@return options that each test draws; fewer for a lattice} */
    protected int options() {
        return 2_000;
    }

    private record Drawn(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility) {
        ValuationStatus value(PricingModel model, OptionValues out) {
            return model.value(kind, underlying, strike, years, rate, yield, volatility, out);
        }

        ImpliedVolatilityStatus solve(PricingModel model, double price, OptionValues out) {
            return model.impliedVolatility(
                    kind, underlying, strike, years, rate, yield, price, out);
        }
    }

    private Random random(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + "." + test + ": seed " + seed);
        return new Random(seed);
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** An option as they trade: days to a year, within two deviations of the forward. */
    private static Drawn drawn(Random random) {
        double underlying = Math.exp(between(random, 3, 11));
        double years = between(random, 1.0 / 365, 1);
        double rate = between(random, 0, 0.1);
        double yield = between(random, 0, 0.05);
        double volatility = between(random, 0.08, 0.9);
        double forward = underlying * Math.exp((rate - yield) * years);
        double strike = forward * Math.exp(volatility * Math.sqrt(years) * between(random, -2, 2));
        return new Drawn(
                random.nextBoolean() ? OptionKind.CALL : OptionKind.PUT,
                underlying,
                strike,
                years,
                rate,
                yield,
                volatility);
    }

    @Test
    void itsNameIsShortAndLowerCase() {
        assertThat(model().name()).matches("[a-z0-9][a-z0-9-]*");
    }

    @Test
    void pricesAndSensitivitiesAreWithinTheirBounds() {
        Random random = random("pricesAndSensitivitiesAreWithinTheirBounds");
        var values = new OptionValues();
        for (int i = 0; i < options(); i++) {
            Drawn option = drawn(random);
            assertThat(option.value(model(), values))
                    .as("%s", option)
                    .isEqualTo(ValuationStatus.OK);
            assertThat(values.price)
                    .as("%s", option)
                    .isBetween(0.0, Math.max(option.underlying(), option.strike()));
            double low = option.kind() == OptionKind.CALL ? 0 : -1;
            assertThat(values.delta).as("%s", option).isBetween(low - 1e-9, low + 1 + 1e-9);
            assertThat(values.gamma).as("%s", option).isGreaterThanOrEqualTo(-1e-9);
            assertThat(values.vega).as("%s", option).isGreaterThanOrEqualTo(-1e-9);
            assertThat(values.volatility).as("%s", option).isEqualTo(option.volatility());
        }
    }

    @Test
    void theImpliedVolatilityOfAPriceGivesThePriceAgain() {
        Random random = random("theImpliedVolatilityOfAPriceGivesThePriceAgain");
        var values = new OptionValues();
        int solved = 0;
        for (int i = 0; i < options(); i++) {
            Drawn option = drawn(random);
            option.value(model(), values);
            double price = values.price;
            if (option.solve(model(), price, values) != ImpliedVolatilityStatus.OK) {
                assertThat(values.volatility).as("%s", option).isNaN();
                continue;
            }
            solved++;
            double implied = values.volatility;
            new Drawn(
                            option.kind(),
                            option.underlying(),
                            option.strike(),
                            option.years(),
                            option.rate(),
                            option.yield(),
                            implied)
                    .value(model(), values);
            assertThat(values.price)
                    .as("%s, implied %s", option, implied)
                    .isCloseTo(price, within(1e-6 * Math.max(1, option.underlying())));
        }
        assertThat(solved).isGreaterThan(options() * 8 / 10);
    }

    @Test
    void aHigherVolatilityIsNeverCheaper() {
        Random random = random("aHigherVolatilityIsNeverCheaper");
        var values = new OptionValues();
        for (int i = 0; i < options(); i++) {
            Drawn option = drawn(random);
            option.value(model(), values);
            double price = values.price;
            new Drawn(
                            option.kind(),
                            option.underlying(),
                            option.strike(),
                            option.years(),
                            option.rate(),
                            option.yield(),
                            option.volatility() * 1.1)
                    .value(model(), values);
            assertThat(values.price)
                    .as("%s", option)
                    .isGreaterThanOrEqualTo(price - 1e-9 * option.underlying());
        }
    }

    @Test
    void badNumbersGetAStatusAndNoNumber() {
        Random random = random("badNumbersGetAStatusAndNoNumber");
        double[] odd = {
            Double.NaN,
            0,
            -1,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -0.0
        };
        var values = new OptionValues();
        for (int i = 0; i < options(); i++) {
            Drawn o = drawn(random);
            double[] numbers = {
                o.underlying(), o.strike(), o.years(), o.rate(), o.yield(), o.volatility()
            };
            numbers[random.nextInt(numbers.length)] = odd[random.nextInt(odd.length)];
            var bad =
                    new Drawn(
                            o.kind(),
                            numbers[0],
                            numbers[1],
                            numbers[2],
                            numbers[3],
                            numbers[4],
                            numbers[5]);
            if (bad.value(model(), values) == ValuationStatus.OK) {
                assertThat(values.price).as("%s", bad).isFinite().isNotNegative();
            } else {
                assertThat(values.price).as("%s", bad).isNaN();
                assertThat(values.delta).as("%s", bad).isNaN();
            }
            double price = random.nextBoolean() ? odd[random.nextInt(odd.length)] : 1;
            if (bad.solve(model(), price, values) == ImpliedVolatilityStatus.OK) {
                assertThat(values.volatility).as("%s", bad).isFinite().isNotNegative();
            } else {
                assertThat(values.volatility).as("%s", bad).isNaN();
            }
        }
    }

    @Test
    void theSameNumbersGiveTheSame() {
        Random random = random("theSameNumbersGiveTheSame");
        var a = new OptionValues();
        var b = new OptionValues();
        for (int i = 0; i < options() / 10; i++) {
            Drawn option = drawn(random);
            option.value(model(), a);
            drawn(random).value(model(), b);
            option.value(model(), b);
            assertThat(b).usingRecursiveComparison().isEqualTo(a);
        }
    }
}
