package dev.shikra.plugins.greeks;

import org.pf4j.Extension;

/**
 * European options on a future or forward: Black (1976). The yield is ignored and rho leaves the
 * future where it is. The model is called {@code black76}. Closed form, allocates nothing.
 */
@Extension
public final class Black76Model extends EuropeanModel {
    public Black76Model() {
        super("black76", EuropeanOption.Carry.FUTURE);
    }
}
