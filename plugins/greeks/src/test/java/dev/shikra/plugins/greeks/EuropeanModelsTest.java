package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EuropeanModelsTest {
    private final PricingModel bsm = new BlackScholesMertonModel();
    private final PricingModel black76 = new Black76Model();
    private final OptionValues values = new OptionValues();
    private final OptionValues other = new OptionValues();

    /** References: the formula and its numerical derivatives to 60 digits with mpmath. */
    @ParameterizedTest
    @CsvSource({
        "CALL, 100, 100, 1, .05, .02, .2, 9.2270055081540481, 0.586851146134764,"
                + " 0.018950578755008713, -0.013943339490406391, 0.37901157510017429,"
                + " 0.49458109105322352, -0.094752893775043563, 2.3688223443760892",
        "PUT, 24270.85, 24000, 0.010958904109589041, .065, .012, .11, 22.064874019293927,"
                + " -0.15131092505326179, 0.00083905032701327916, -7.6553878138225758,"
                + " 5.9582372929891489, -0.40487776869569893, -2.1728387582993818, 5690.4443179584537",
        "CALL, 24270.85, 26000, .25, .065, 0, .17, 346.46118933538238, 0.2823155578317121,"
                + " 0.00016382033428730422, -4.978962016987166, 41.013488450444934,"
                + " 16.263943418661067, 1.314040555093521, 9184.7738707093418",
        "PUT, 50, 80, 2.5, -.005, .03, .6, 44.045701633165465, -0.50572325714616467,"
                + " 0.007752795017669187, -0.012586306756500683, 0.2907298131625945,"
                + " -1.7332966122618425, 0.65091409309166353, 5.8313022778792014",
        "PUT, 100, 60, .5, .1, 0, .25, 0.0027292915616165219, -0.00055530156091623533,"
                + " 0.0001107798217909296, -7.8884245326962994e-5, 0.0013847477723866199,"
                + " -0.00029129723826620027, -0.024158891176440041, 5.5705631552614201"
    })
    void agreesWithReferencePoints(
            OptionKind kind,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility,
            double price,
            double delta,
            double gamma,
            double theta,
            double vega,
            double rho,
            double vanna,
            double vomma) {
        assertThat(bsm.value(kind, spot, strike, years, rate, yield, volatility, values))
                .isEqualTo(ValuationStatus.OK);
        assertThat(values.price).isCloseTo(price, within(1e-13 * price));
        assertThat(values.delta).isCloseTo(delta, within(1e-13));
        assertThat(values.gamma).isCloseTo(gamma, within(1e-13 * gamma));
        assertThat(values.theta).isCloseTo(theta, within(1e-12 * Math.abs(theta)));
        assertThat(values.vega).isCloseTo(vega, within(1e-13 * vega));
        assertThat(values.rho).isCloseTo(rho, within(1e-12 * Math.abs(rho)));
        assertThat(values.vanna).isCloseTo(vanna, within(1e-12 * Math.abs(vanna)));
        assertThat(values.vomma).isCloseTo(vomma, within(1e-12 * vomma));
        assertThat(values.volatility).isEqualTo(volatility);
    }

    @Test
    void callLessPutIsForwardLessStrikeDiscounted() {
        RandomMarket market = new RandomMarket("callLessPutIsForwardLessStrikeDiscounted");
        for (int i = 0; i < 50_000; i++) {
            market.draw(6);
            price(bsm, market, OptionKind.CALL, values);
            price(bsm, market, OptionKind.PUT, other);
            double forwardLeg = market.underlying * Math.exp(-market.yield * market.years);
            double strikeLeg = market.strike * Math.exp(-market.rate * market.years);
            double scale = Math.max(market.underlying, market.strike);
            assertThat(values.price - other.price)
                    .as("%s", market)
                    .isCloseTo(forwardLeg - strikeLeg, within(1e-14 * scale));
            assertThat(values.delta - other.delta)
                    .isCloseTo(Math.exp(-market.yield * market.years), within(1e-13));
            assertThat(values.gamma).isEqualTo(other.gamma);
            assertThat(values.vega).isEqualTo(other.vega);
        }
    }

    /** Each sensitivity is the derivative of the price: five-point differences in double. */
    @Test
    void sensitivitiesAreDerivativesOfThePrice() {
        RandomMarket market = new RandomMarket("sensitivitiesAreDerivativesOfThePrice");
        for (PricingModel model : new PricingModel[] {bsm, black76}) {
            for (int i = 0; i < 5_000; i++) {
                market.draw(2);
                if (market.volatility * Math.sqrt(market.years) < 0.01) {
                    continue; // differences in double are too coarse there
                }
                price(model, market, market.kind, values);
                double s = market.underlying;
                double total = market.volatility * Math.sqrt(market.years);
                double step = 2e-3 * total;
                Slope bySpot =
                        u -> priceAt(model, market, s * (1 + u), market.years, market.rate, 0);
                double scale = Math.max(s, market.strike);
                assertThat(values.delta)
                        .as("delta, %s", market)
                        .isCloseTo(derivative(bySpot, step) / s, within(1e-7));
                Slope byVolatility = u -> priceAt(model, market, s, market.years, market.rate, u);
                double move = 2e-3 * market.volatility;
                assertThat(values.vega * 100)
                        .as("vega, %s", market)
                        .isCloseTo(
                                derivative(byVolatility, move),
                                within(1e-6 * scale * Math.sqrt(market.years)));
                Slope byTime =
                        u -> priceAt(model, market, s, market.years * (1 + u), market.rate, 0);
                assertThat(values.theta * 365 * market.years)
                        .as("theta, %s", market)
                        .isCloseTo(-derivative(byTime, 1e-3), within(1e-7 * scale));
                Slope byRate = u -> priceAt(model, market, s, market.years, market.rate + u, 0);
                double rateMove = 1e-3 * total / market.years;
                assertThat(values.rho * 100)
                        .as("rho, %s", market)
                        .isCloseTo(
                                derivative(byRate, rateMove), within(1e-7 * scale * market.years));
                assertThat(values.gamma)
                        .as("gamma, %s", market)
                        .isCloseTo(
                                derivative(u -> greek(model, market, s * (1 + u), 0).delta, step)
                                        / s,
                                within(1e-7 / (s * total)));
                assertThat(values.vanna)
                        .as("vanna, %s", market)
                        .isCloseTo(
                                derivative(u -> greek(model, market, s, u).delta, move),
                                within(1e-6 / market.volatility));
                assertThat(values.vomma)
                        .as("vomma, %s", market)
                        .isCloseTo(
                                derivative(u -> greek(model, market, s, u).vega * 100, move),
                                within(1e-6 * s * Math.sqrt(market.years) / market.volatility));
            }
        }
    }

    @Test
    void roundTripGivesTheVolatilityBack() {
        RandomMarket market = new RandomMarket("roundTripGivesTheVolatilityBack");
        for (PricingModel model : new PricingModel[] {bsm, black76}) {
            for (int i = 0; i < 100_000; i++) {
                market.draw(5);
                price(model, market, market.kind, values);
                double vega = values.vega * 100;
                double leg = Math.max(market.underlying, market.strike) * 1.5;
                double uncertainty = 4 * Math.ulp(leg) / vega;
                ImpliedVolatilityStatus status =
                        model.impliedVolatility(
                                market.kind,
                                market.underlying,
                                market.strike,
                                market.years,
                                market.rate,
                                market.yield,
                                values.price,
                                other);
                if (uncertainty < 1e-3 * market.volatility) {
                    assertThat(status).as("%s", market).isEqualTo(ImpliedVolatilityStatus.OK);
                    assertThat(other.volatility)
                            .as("%s", market)
                            .isCloseTo(
                                    market.volatility,
                                    within(1e-12 * market.volatility + 2 * uncertainty));
                } else if (status == ImpliedVolatilityStatus.OK) {
                    assertThat(other.volatility).as("%s", market).isBetween(0.0, 1e6);
                }
            }
        }
    }

    @Test
    void black76IsTheSpotFormulaWithYieldEqualToRateButForRho() {
        RandomMarket market = new RandomMarket("black76IsTheSpotFormula");
        for (int i = 0; i < 10_000; i++) {
            market.draw(4);
            market.yield = market.rate;
            price(bsm, market, market.kind, values);
            price(black76, market, market.kind, other);
            assertThat(other.price).isEqualTo(values.price);
            assertThat(other.delta).isEqualTo(values.delta);
            assertThat(other.vomma).isEqualTo(values.vomma);
            double scale = Math.max(market.underlying, market.strike);
            assertThat(other.theta).isCloseTo(values.theta, within(1e-15 * scale));
            assertThat(other.rho).isEqualTo(-market.years * other.price * 0.01);
        }
    }

    @Test
    void withoutVolatilityAnOptionIsWorthItsDiscountedPayOff() {
        for (OptionKind kind : OptionKind.values()) {
            for (double strike : new double[] {80, 120}) {
                assertThat(bsm.value(kind, 100, strike, 0.5, 0.06, 0.01, 0, values))
                        .isEqualTo(ValuationStatus.OK);
                double payOff = kind.sign() * (100 * Math.exp(-0.005) - strike * Math.exp(-0.03));
                assertThat(values.price).isCloseTo(Math.max(0, payOff), within(1e-13));
                assertThat(values.delta)
                        .isCloseTo(payOff > 0 ? kind.sign() * Math.exp(-0.005) : 0, within(1e-15));
                assertThat(values.gamma).isZero();
                assertThat(values.vega).isZero();
                assertThat(values.vanna).isZero();
                assertThat(values.vomma).isZero();
            }
        }
    }

    @Test
    void withinTheLastSecondAnOptionIsWorthItsPayOff() {
        double second = 1 / (365.0 * 86_400);
        bsm.value(OptionKind.CALL, 24_300, 24_200, second, 0.065, 0, 0.12, values);
        assertThat(values.price).isCloseTo(100, within(1e-3));
        assertThat(values.delta).isCloseTo(1, within(1e-12));
        bsm.value(OptionKind.PUT, 24_300, 24_200, second, 0.065, 0, 0.12, values);
        assertThat(values.price).isCloseTo(0, within(1e-12));
        assertThat(values.delta).isCloseTo(0, within(1e-12));
    }

    @Test
    void withHugeVolatilityAnOptionIsWorthItsGreatestPrice() {
        bsm.value(OptionKind.CALL, 100, 90, 1, 0.05, 0.02, 50, values);
        assertThat(values.price).isCloseTo(100 * Math.exp(-0.02), within(1e-12));
        bsm.value(OptionKind.PUT, 100, 90, 1, 0.05, 0.02, 50, values);
        assertThat(values.price).isCloseTo(90 * Math.exp(-0.05), within(1e-12));
        assertThat(values.gamma).isBetween(0.0, 1e-100);
    }

    @Test
    void keepsTheDigitsOfAPriceFarFromTheMoney() {
        bsm.value(OptionKind.PUT, 24_300, 19_000, 4 / 365.0, 0, 0, 0.16, values);
        double price = values.price;
        assertThat(price).isBetween(1e-49, 1e-45);
        assertThat(
                        bsm.impliedVolatility(
                                OptionKind.PUT, 24_300, 19_000, 4 / 365.0, 0, 0, price, values))
                .isEqualTo(ImpliedVolatilityStatus.OK);
        assertThat(values.volatility).isCloseTo(0.16, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 1, .05, .2, UNDERLYING_NOT_POSITIVE",
        "-3, 100, 1, .05, .2, UNDERLYING_NOT_POSITIVE",
        "NaN, 100, 1, .05, .2, UNDERLYING_NOT_POSITIVE",
        "Infinity, 100, 1, .05, .2, UNDERLYING_NOT_POSITIVE",
        "100, 0, 1, .05, .2, STRIKE_NOT_POSITIVE",
        "100, 100, 0, .05, .2, EXPIRED",
        "100, 100, -0.01, .05, .2, EXPIRED",
        "100, 100, NaN, .05, .2, EXPIRED",
        "100, 100, 1, NaN, .2, RATE_NOT_FINITE",
        "100, 100, 1, .05, -.2, VOLATILITY_NEGATIVE",
        "100, 100, 1, .05, NaN, VOLATILITY_NEGATIVE",
        "100, 100, 1, -1e5, .2, OUT_OF_RANGE",
        "1e300, 1e-300, 1, .05, .2, OUT_OF_RANGE"
    })
    void namesWhatIsWrongAndGivesNoNumber(
            double underlying,
            double strike,
            double years,
            double rate,
            double volatility,
            ValuationStatus expected) {
        for (PricingModel model : new PricingModel[] {bsm, black76, new AmericanModel()}) {
            values.price = 7;
            values.delta = 7;
            assertThat(
                            model.value(
                                    OptionKind.CALL,
                                    underlying,
                                    strike,
                                    years,
                                    rate,
                                    0.01,
                                    volatility,
                                    values))
                    .as(model.name())
                    .isEqualTo(expected);
            assertThat(new double[] {values.price, values.delta, values.gamma, values.theta})
                    .containsOnly(Double.NaN);
            assertThat(
                            new double[] {
                                values.vega,
                                values.rho,
                                values.vanna,
                                values.vomma,
                                values.volatility
                            })
                    .containsOnly(Double.NaN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CALL, 110, 100, 1, 12, BELOW_INTRINSIC",
        "CALL, 110, 100, 1, -1, BELOW_INTRINSIC",
        "PUT, 110, 100, 1, -1, BELOW_INTRINSIC",
        "PUT, 110, 100, 1, 0, NO_INFORMATION",
        "CALL, 110, 100, 1, 110, ABOVE_MAXIMUM",
        "CALL, 110, 100, 1, 1e9, ABOVE_MAXIMUM",
        "CALL, 110, 100, 1, Infinity, ABOVE_MAXIMUM",
        "PUT, 110, 100, 1, 99, ABOVE_MAXIMUM",
        "PUT, 110, 100, 1, NaN, NO_INFORMATION",
        "PUT, 110, 100, 0, 5, NO_INFORMATION",
        "PUT, 110, 100, -1, 5, NO_INFORMATION",
        "PUT, 110, 0, 1, 5, NO_INFORMATION",
        "PUT, 0, 100, 1, 5, NO_INFORMATION",
        "PUT, 110, 100, 1, 5, OK"
    })
    void saysWhyAPriceImpliesNoVolatility(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double price,
            ImpliedVolatilityStatus expected) {
        for (PricingModel model : new PricingModel[] {bsm, black76}) {
            ImpliedVolatilityStatus status =
                    model.impliedVolatility(
                            kind, underlying, strike, years, 0.05, 0.02, price, values);
            if (price
                    == 12) { // 110 e^-.02 - 100 e^-.05 = 12.7, while a future's is 10 e^-.05 = 9.5
                assertThat(status == ImpliedVolatilityStatus.OK).isEqualTo(model == black76);
            } else {
                assertThat(status).as(model.name()).isEqualTo(expected);
            }
            assertThat(Double.isNaN(values.volatility))
                    .isEqualTo(status != ImpliedVolatilityStatus.OK);
        }
    }

    private static void price(
            PricingModel model, RandomMarket market, OptionKind kind, OptionValues into) {
        ValuationStatus status =
                model.value(
                        kind,
                        market.underlying,
                        market.strike,
                        market.years,
                        market.rate,
                        market.yield,
                        market.volatility,
                        into);
        assertThat(status).as("%s", market).isEqualTo(ValuationStatus.OK);
    }

    private double priceAt(
            PricingModel model,
            RandomMarket market,
            double underlying,
            double years,
            double rate,
            double volatilityMove) {
        model.value(
                market.kind,
                underlying,
                market.strike,
                years,
                rate,
                market.yield,
                market.volatility + volatilityMove,
                other);
        return other.price;
    }

    private OptionValues greek(
            PricingModel model, RandomMarket market, double underlying, double volatilityMove) {
        priceAt(model, market, underlying, market.years, market.rate, volatilityMove);
        return other;
    }

    private interface Slope {
        double at(double move);
    }

    private static double derivative(Slope f, double h) {
        return (f.at(-2 * h) - 8 * f.at(-h) + 8 * f.at(h) - f.at(2 * h)) / (12 * h);
    }
}
