package dev.shikra.plugins.greeks;

import org.pf4j.Extension;

/**
 * European options on a spot price that pays a continuous yield: Black, Scholes and Merton (1973).
 * The model is called {@code bsm}. Closed form, allocates nothing.
 */
@Extension
public final class BlackScholesMertonModel extends EuropeanModel {
    public BlackScholesMertonModel() {
        super("bsm", EuropeanOption.Carry.SPOT);
    }
}
