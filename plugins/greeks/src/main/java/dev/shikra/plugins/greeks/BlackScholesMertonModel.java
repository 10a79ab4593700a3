package dev.shikra.plugins.greeks;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import org.pf4j.Extension;

/**
 * European options on a spot price that pays a continuous yield: Black, Scholes and Merton (1973).
 * The model is called {@code bsm}. Closed form, allocates nothing.
 */
@Extension
public final class BlackScholesMertonModel implements PricingModel {
    @Override
    public String name() {
        return "bsm";
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
        return EuropeanOption.value(
                EuropeanOption.Carry.SPOT,
                kind,
                underlying,
                strike,
                years,
                rate,
                yield,
                volatility,
                out);
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
        return EuropeanOption.impliedVolatility(
                EuropeanOption.Carry.SPOT,
                kind,
                underlying,
                strike,
                years,
                rate,
                yield,
                price,
                out);
    }
}
