package dev.shikra.bench;

import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Black and Scholes as a textbook writes it, over Commons Math's normal distribution. */
final class TextbookFormula {
    private final NormalDistribution normal = new NormalDistribution();

    void value(
            OptionKind kind,
            double spot,
            double strike,
            double years,
            double rate,
            double volatility,
            OptionValues out) {
        double root = Math.sqrt(years);
        double d1 =
                (Math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years)
                        / (volatility * root);
        double d2 = d1 - volatility * root;
        double discount = Math.exp(-rate * years);
        int sign = kind.sign();
        double n1 = normal.cumulativeProbability(sign * d1);
        double n2 = normal.cumulativeProbability(sign * d2);
        double density = normal.density(d1);
        out.price = sign * (spot * n1 - strike * discount * n2);
        out.delta = sign * n1;
        out.gamma = density / (spot * volatility * root);
        out.theta =
                (-spot * density * volatility / (2 * root) - sign * rate * strike * discount * n2)
                        / 365;
        double vega = spot * density * root;
        out.vega = vega * 0.01;
        out.rho = sign * strike * years * discount * n2 * 0.01;
        out.vanna = -density * d2 / volatility;
        out.vomma = vega * d1 * d2 / volatility;
        out.volatility = volatility;
    }
}
