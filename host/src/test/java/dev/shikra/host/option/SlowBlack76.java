package dev.shikra.host.option;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Black's formula as the textbook has it, and Brent's search: slow and obvious. */
public final class SlowBlack76 implements PricingModel {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final BrentSolver brent = new BrentSolver(1e-12);

    /** How often it was asked for a volatility. */
    public int asked;

    @Override
    public String name() {
        return "black76";
    }

    @Override
    public Written written() {
        return Written.ON_FORWARD;
    }

    /** {@return discounted price} */
    public static double price(
            int sign, double forward, double strike, double years, double rate, double sigma) {
        double deviation = sigma * Math.sqrt(years);
        double d1 = Math.log(forward / strike) / deviation + deviation / 2;
        return Math.exp(-rate * years)
                * sign
                * (forward * NORMAL.cumulativeProbability(sign * d1)
                        - strike * NORMAL.cumulativeProbability(sign * (d1 - deviation)));
    }

    @Override
    public ValuationStatus value(
            OptionKind kind,
            double forward,
            double strike,
            double years,
            double rate,
            double yield,
            double sigma,
            OptionValues out) {
        double deviation = sigma * Math.sqrt(years);
        double d1 = Math.log(forward / strike) / deviation + deviation / 2;
        double discount = Math.exp(-rate * years);
        out.clear();
        out.price = price(kind.sign(), forward, strike, years, rate, sigma);
        out.delta = discount * kind.sign() * NORMAL.cumulativeProbability(kind.sign() * d1);
        out.gamma = discount * NORMAL.density(d1) / (forward * deviation);
        out.vega = discount * forward * NORMAL.density(d1) * Math.sqrt(years) / 100;
        out.theta =
                (rate * out.price
                                - discount * forward * NORMAL.density(d1) * sigma
                                        / (2 * Math.sqrt(years)))
                        / 365;
        out.rho = -years * out.price / 100;
        out.vanna = -discount * NORMAL.density(d1) * (d1 - deviation) / sigma;
        out.vomma = 100 * out.vega * d1 * (d1 - deviation) / sigma;
        out.volatility = sigma;
        return ValuationStatus.OK;
    }

    @Override
    public ImpliedVolatilityStatus impliedVolatility(
            OptionKind kind,
            double forward,
            double strike,
            double years,
            double rate,
            double yield,
            double price,
            OptionValues out) {
        asked++;
        out.clear();
        double discount = Math.exp(-rate * years);
        int sign = kind.sign();
        if (price < discount * Math.max(0, sign * (forward - strike))) {
            return ImpliedVolatilityStatus.BELOW_INTRINSIC;
        }
        if (price >= discount * (sign > 0 ? forward : strike)) {
            return ImpliedVolatilityStatus.ABOVE_MAXIMUM;
        }
        double low = 1e-4;
        double high = 10;
        if (price <= price(sign, forward, strike, years, rate, low)
                || price >= price(sign, forward, strike, years, rate, high)) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
        out.volatility =
                brent.solve(
                        1000,
                        sigma -> price(sign, forward, strike, years, rate, sigma) - price,
                        low,
                        high);
        out.price = price;
        return ImpliedVolatilityStatus.OK;
    }
}
