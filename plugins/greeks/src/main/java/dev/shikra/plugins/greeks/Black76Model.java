package dev.shikra.plugins.greeks;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import org.pf4j.Extension;

/**
 * European options on a future or forward: Black (1976). The yield is ignored and rho leaves the
 * future where it is. The model is called {@code black76}. Closed form, allocates nothing.
 */
@Extension
public final class Black76Model implements PricingModel {
    @Override
    public String name() {
        return "black76";
    }

    @Override
    public Written written() {
        return Written.ON_FORWARD;
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
                EuropeanOption.Carry.FUTURE,
                kind,
                underlying,
                strike,
                years,
                rate,
                0,
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
                EuropeanOption.Carry.FUTURE, kind, underlying, strike, years, rate, 0, price, out);
    }
}
