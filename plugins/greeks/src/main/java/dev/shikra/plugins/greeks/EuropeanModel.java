package dev.shikra.plugins.greeks;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;

/** A closed formula: {@link EuropeanOption} under a name, on a spot or on a future. */
abstract class EuropeanModel implements PricingModel {
    private final String name;
    private final EuropeanOption.Carry carry;

    EuropeanModel(String name, EuropeanOption.Carry carry) {
        this.name = name;
        this.carry = carry;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Written written() {
        return carry == EuropeanOption.Carry.FUTURE ? Written.ON_FORWARD : Written.ON_SPOT;
    }

    /** A future pays nothing. */
    private double paid(double yield) {
        return carry == EuropeanOption.Carry.FUTURE ? 0 : yield;
    }

    @Override
    public final ValuationStatus value(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility,
            OptionValues out) {
        return EuropeanOption.value(
                carry, kind, underlying, strike, years, rate, paid(yield), volatility, out);
    }

    @Override
    public final ImpliedVolatilityStatus impliedVolatility(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double price,
            OptionValues out) {
        return EuropeanOption.impliedVolatility(
                carry, kind, underlying, strike, years, rate, paid(yield), price, out);
    }
}
