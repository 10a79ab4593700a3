package dev.shikra.api.option;

import org.pf4j.ExtensionPoint;

/**
 * Extension point: values options and finds the volatility that a price implies.
 *
 * <p>Called on the engine thread for whole chains: closed-form models allocate nothing, throw
 * nothing for bad numbers (they answer with a status and {@code NaN}), keep no clock and are pure,
 * so any thread may call them. A model on a lattice keeps scratch arrays: one thread at a time.
 *
 * <p>Arguments have one meaning and unit in all models:
 *
 * <ul>
 *   <li>{@code underlying}: price of what the model is written on (spot, or future), {@code > 0}
 *   <li>{@code strike}: same currency, {@code > 0}
 *   <li>{@code years}: time to expiry, ACT/365 unless the caller counts otherwise, {@code > 0}
 *   <li>{@code rate}: continuously compounded fraction per year (0.065 = 6.5 %), any sign
 *   <li>{@code yield}: the same, paid by the underlying; a model on futures ignores it
 *   <li>{@code volatility}: fraction per square root of a year (0.20 = 20 %), {@code >= 0}
 *   <li>{@code price}: of the option, in the quote currency
 * </ul>
 */
public interface PricingModel extends ExtensionPoint {
    /**
     * {@return the name it is asked for by, unique in a host: {@code bsm} (Black-Scholes-Merton on
     * spot), {@code black76} (on a future), {@code american} (binomial tree on spot)}
     */
    String name();

    /** What the {@code underlying} of a model's methods is. */
    enum Written {
        /** The spot: rate and yield carry it to the expiry. */
        ON_SPOT,
        /** The future or forward itself. */
        ON_FORWARD
    }

    /** {@return what to give as underlying} */
    default Written written() {
        return Written.ON_SPOT;
    }

    /**
     * Values one option.
     *
     * @param out receives everything; all {@code NaN} unless the answer is {@link
     *     ValuationStatus#OK}
     */
    ValuationStatus value(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility,
            OptionValues out);

    /**
     * Finds the volatility at which the model gives {@code price}.
     *
     * @param out receives {@code volatility} and {@code price}, the rest {@code NaN}; volatility is
     *     {@code NaN} unless the answer is {@link ImpliedVolatilityStatus#OK}
     */
    ImpliedVolatilityStatus impliedVolatility(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double price,
            OptionValues out);

    /**
     * {@return this model on a lattice of so many time steps, with scratch of its own; a closed
     * form has no steps and returns itself}
     *
     * @param steps {@code >= 3}; a model that needs an odd number takes the next one
     * @throws IllegalArgumentException if there are too few, or more than the model can hold
     */
    default PricingModel withSteps(int steps) {
        return this;
    }
}
