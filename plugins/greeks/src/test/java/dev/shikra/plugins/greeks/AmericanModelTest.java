package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import org.junit.jupiter.api.Test;

class AmericanModelTest {
    private final PricingModel european = new BlackScholesMertonModel();
    private final OptionValues values = new OptionValues();
    private final OptionValues other = new OptionValues();

    @Test
    void agreesWithTheTextbookTree() {
        PricingModel model = new AmericanModel().withSteps(801);
        RandomMarket market = new RandomMarket("agreesWithTheTextbookTree");
        for (int i = 0; i < 60; i++) {
            draw(market);
            value(model, market, values);
            double oracle =
                    CoxRossRubinsteinTree.price(
                            market.kind.sign(),
                            market.underlying,
                            market.strike,
                            market.years,
                            market.rate,
                            market.yield,
                            market.volatility,
                            2000);
            double scale = Math.max(market.underlying, market.strike);
            assertThat(values.price).as("%s", market).isCloseTo(oracle, within(3e-4 * scale));
        }
    }

    @Test
    void isWorthNoLessThanExerciseNowAndThanTheEuropean() {
        PricingModel model = new AmericanModel().withSteps(301);
        RandomMarket market = new RandomMarket("isWorthNoLessThanExerciseNowAndThanTheEuropean");
        for (int i = 0; i < 200; i++) {
            draw(market);
            value(model, market, values);
            value(european, market, other);
            double payOff = market.kind.sign() * (market.underlying - market.strike);
            double scale = Math.max(market.underlying, market.strike);
            assertThat(values.price).as("%s", market).isGreaterThanOrEqualTo(payOff);
            assertThat(values.price).as("%s", market).isGreaterThan(other.price - 2e-5 * scale);
            assertThat(market.kind.sign() * values.delta)
                    .as("%s", market)
                    .isBetween(-1e-9, 1 + 1e-9);
        }
    }

    @Test
    void callWithoutYieldIsTheEuropeanOne() {
        PricingModel model = new AmericanModel();
        model.value(OptionKind.CALL, 100, 95, 0.7, 0.06, 0, 0.3, values);
        european.value(OptionKind.CALL, 100, 95, 0.7, 0.06, 0, 0.3, other);
        assertThat(values).usingRecursiveComparison().isEqualTo(other);
    }

    @Test
    void deepPutIsExercisedNowAndLosesNothingWithTime() {
        PricingModel model = new AmericanModel();
        model.value(OptionKind.PUT, 50, 100, 1, 0.08, 0, 0.2, values);
        assertThat(values.price).isEqualTo(50);
        assertThat(values.delta).isCloseTo(-1, within(1e-9));
        assertThat(values.theta).isZero();
        assertThat(values.vega).isZero();
    }

    @Test
    void withoutVolatilityTheBestMomentIsTaken() {
        PricingModel model = new AmericanModel();
        // Carry of the strike 3 a year against a yield of 10 a year: exercise at once.
        model.value(OptionKind.CALL, 100, 60, 1, 0.05, 0.1, 0, values);
        assertThat(values.price).isEqualTo(40);
        // 12 a year against 2: wait to the end.
        model.value(OptionKind.CALL, 100, 80, 1, 0.15, 0.02, 0, values);
        assertThat(values.price)
                .isCloseTo(100 * Math.exp(-0.02) - 80 * Math.exp(-0.15), within(1e-12));
    }

    @Test
    void priceWithMoreStepsMovesLittle() {
        PricingModel few = new AmericanModel().withSteps(200);
        PricingModel many = new AmericanModel().withSteps(4001);
        for (double strike = 80; strike <= 120; strike += 5) {
            few.value(OptionKind.PUT, 100, strike, 0.5, 0.07, 0.02, 0.25, values);
            many.value(OptionKind.PUT, 100, strike, 0.5, 0.07, 0.02, 0.25, other);
            assertThat(values.price).isCloseTo(other.price, within(4e-3));
            assertThat(values.delta).isCloseTo(other.delta, within(4e-3));
            assertThat(values.vega).isCloseTo(other.vega, within(4e-3));
        }
    }

    @Test
    void findsTheVolatilityOfItsOwnPrice() {
        PricingModel model = new AmericanModel().withSteps(201);
        for (double strike : new double[] {85, 100, 115}) {
            model.value(OptionKind.PUT, 100, strike, 0.5, 0.07, 0.02, 0.35, values);
            double price = values.price;
            assertThat(
                            model.impliedVolatility(
                                    OptionKind.PUT, 100, strike, 0.5, 0.07, 0.02, price, values))
                    .isEqualTo(ImpliedVolatilityStatus.OK);
            assertThat(values.volatility).isCloseTo(0.35, within(1e-9));
        }
        assertThat(model.impliedVolatility(OptionKind.PUT, 100, 150, 0.5, 0.07, 0, 49, values))
                .isEqualTo(ImpliedVolatilityStatus.BELOW_INTRINSIC);
        assertThat(model.impliedVolatility(OptionKind.PUT, 100, 150, 0.5, 0.07, 0, 151, values))
                .isEqualTo(ImpliedVolatilityStatus.ABOVE_MAXIMUM);
        assertThat(model.impliedVolatility(OptionKind.PUT, 100, 150, 0.5, 0.07, 0, 50, values))
                .isEqualTo(ImpliedVolatilityStatus.NO_INFORMATION);
        assertThat(values.volatility).isNaN();
    }

    @Test
    void refusesTooFewSteps() {
        assertThatThrownBy(() -> new AmericanModel().withSteps(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 steps");
    }

    /** Markets a tree of some hundred steps is meant for. */
    private static void draw(RandomMarket market) {
        do {
            market.draw(2.5);
        } while (market.volatility * Math.sqrt(market.years) > 1 || market.years < 1 / 365.0);
        market.rate = Math.abs(market.rate);
        market.yield = Math.abs(market.yield);
    }

    private static void value(PricingModel model, RandomMarket market, OptionValues into) {
        assertThat(
                        model.value(
                                market.kind,
                                market.underlying,
                                market.strike,
                                market.years,
                                market.rate,
                                market.yield,
                                market.volatility,
                                into))
                .isEqualTo(ValuationStatus.OK);
    }
}
