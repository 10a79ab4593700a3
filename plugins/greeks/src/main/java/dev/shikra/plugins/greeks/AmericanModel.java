package dev.shikra.plugins.greeks;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.pf4j.Extension;

/**
 * Options on a spot price that may be exercised at any time, on a {@link LeisenReimerTree}. The
 * model is called {@code american}.
 *
 * <p>Price, delta and gamma come from the tree, theta from the pricing equation (zero where
 * exercise is due now); vega, rho, vanna and vomma from trees with volatility and rate moved. Where
 * early exercise never pays (a call with no yield, a put with no rate) the closed formula answers.
 * A valuation is five trees, milliseconds at the default steps, and allocates nothing; the implied
 * volatility is Brent's method over the tree and allocates a little. Keeps scratch: one thread at a
 * time.
 */
@Extension
public final class AmericanModel implements PricingModel {
    /** Price within about 1e-6 of the strike. */
    public static final int DEFAULT_STEPS = 2001;

    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 100_001;
    private static final double VOLATILITY_MOVE = 0.05;
    private static final double RATE_MOVE = 0.002;
    private static final double DAYS_PER_YEAR = 365;
    private static final double PERCENT = 0.01;
    private static final double GREATEST_TOTAL = 12;

    /**
     * Of volatility times the root of time times the root of the steps: the tree's spots fit a
     * double.
     */
    private static final double GREATEST_SPREAD = 600;

    private static final int MOST_EVALUATIONS = 200;

    private final LeisenReimerTree tree;

    public AmericanModel() {
        this(DEFAULT_STEPS);
    }

    private AmericanModel(int steps) {
        tree = new LeisenReimerTree(steps);
    }

    @Override
    public String name() {
        return "american";
    }

    @Override
    public PricingModel withSteps(int steps) {
        if (steps < FEWEST_STEPS || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    steps + " steps: a tree takes " + FEWEST_STEPS + " to " + MOST_STEPS);
        }
        return new AmericanModel(steps | 1);
    }

    @Override
    public ValuationStatus value(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility,
            OptionValues out) {
        ValuationStatus status =
                EuropeanOption.value(
                        EuropeanOption.Carry.SPOT,
                        kind,
                        underlying,
                        strike,
                        years,
                        rate,
                        yield,
                        volatility,
                        out);
        if (status != ValuationStatus.OK || neverExercisedEarly(kind, rate, yield)) {
            return status;
        }
        double moved = volatility * VOLATILITY_MOVE;
        double high = price(kind, underlying, strike, years, rate, yield, volatility + moved);
        double highDelta = tree.delta;
        double low = price(kind, underlying, strike, years, rate, yield, volatility - moved);
        double lowDelta = tree.delta;
        double dear = price(kind, underlying, strike, years, rate + RATE_MOVE, yield, volatility);
        double cheap = price(kind, underlying, strike, years, rate - RATE_MOVE, yield, volatility);
        double price = price(kind, underlying, strike, years, rate, yield, volatility);
        if (!Double.isFinite(price + tree.delta)) {
            out.clear();
            return ValuationStatus.OUT_OF_RANGE;
        }
        out.price = price;
        out.delta = tree.delta;
        out.gamma = tree.gamma;
        double diffusion = 0.5 * volatility * volatility * underlying * underlying * tree.gamma;
        boolean exerciseNow = price <= kind.sign() * (underlying - strike);
        out.theta =
                exerciseNow
                        ? 0
                        : (rate * price - (rate - yield) * underlying * tree.delta - diffusion)
                                / DAYS_PER_YEAR;
        out.vega = moved == 0 ? 0 : (high - low) / (2 * moved) * PERCENT;
        out.vomma = moved == 0 ? 0 : (high - 2 * price + low) / (moved * moved);
        out.vanna = moved == 0 ? 0 : (highDelta - lowDelta) / (2 * moved);
        out.rho = (dear - cheap) / (2 * RATE_MOVE) * PERCENT;
        out.volatility = volatility;
        return ValuationStatus.OK;
    }

    private static boolean neverExercisedEarly(OptionKind kind, double rate, double yield) {
        return kind == OptionKind.CALL ? yield <= 0 && rate >= 0 : rate <= 0 && yield >= 0;
    }

    /** Leaves delta and gamma in the tree. */
    private double price(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility) {
        double total = volatility * Math.sqrt(years);
        double distance =
                (EuropeanOption.logMoneyness(underlying, strike) + (rate - yield) * years) / total;
        double d1 = distance + 0.5 * total;
        double d2 = distance - 0.5 * total;
        if (tree.canHold(total, d1, d2)) {
            tree.value(kind.sign(), underlying, strike, years, rate, yield, d1, d2);
        } else {
            certain(kind.sign(), underlying, strike, years, rate, yield);
        }
        return tree.price;
    }

    /**
     * Without chance: the best moment to exercise is now, at expiry, or where the two carries
     * balance.
     */
    private void certain(
            int sign, double underlying, double strike, double years, double rate, double yield) {
        double balance = Math.log(rate * strike / (yield * underlying)) / (rate - yield);
        double best = 0;
        double bestYears = 0;
        for (int i = 0; i < 3; i++) {
            double moment = i == 0 ? 0 : i == 1 ? years : balance;
            double worth =
                    moment >= 0 && moment <= years
                            ? sign
                                    * (underlying * Math.exp(-yield * moment)
                                            - strike * Math.exp(-rate * moment))
                            : 0;
            if (worth > best) {
                best = worth;
                bestYears = moment;
            }
        }
        tree.price = best;
        tree.delta = best > 0 ? sign * Math.exp(-yield * bestYears) : 0;
        tree.gamma = 0;
    }

    @Override
    public ImpliedVolatilityStatus impliedVolatility(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double price,
            OptionValues out) {
        out.clear();
        out.price = price;
        if (EuropeanOption.check(underlying, strike, years, rate, yield) != ValuationStatus.OK
                || !(price > 0)) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
        double least = price(kind, underlying, strike, years, rate, yield, 0);
        if (price <= least) {
            return price < least
                    ? ImpliedVolatilityStatus.BELOW_INTRINSIC
                    : ImpliedVolatilityStatus.NO_INFORMATION;
        }
        double total = Math.min(GREATEST_TOTAL, GREATEST_SPREAD / Math.sqrt(tree.steps()));
        double greatest = total / Math.sqrt(years);
        double most = kind == OptionKind.CALL ? underlying : strike;
        double high = price(kind, underlying, strike, years, rate, yield, greatest);
        if (price >= Math.max(most, high)) {
            return ImpliedVolatilityStatus.ABOVE_MAXIMUM;
        }
        if (!(price < high && greatest > 0 && greatest < Double.POSITIVE_INFINITY)) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
        try {
            double volatility =
                    new BrentSolver(1e-12, 1e-12, 1e-12)
                            .solve(
                                    MOST_EVALUATIONS,
                                    sigma ->
                                            price(
                                                                    kind,
                                                                    underlying,
                                                                    strike,
                                                                    years,
                                                                    rate,
                                                                    yield,
                                                                    sigma)
                                                            / price
                                                    - 1,
                                    0,
                                    greatest);
            if (volatility > 0) {
                out.volatility = volatility;
                return ImpliedVolatilityStatus.OK;
            }
            return ImpliedVolatilityStatus.NO_INFORMATION;
        } catch (TooManyEvaluationsException e) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
    }
}
