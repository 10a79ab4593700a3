package dev.shikra.api.option;

/**
 * Price, sensitivities and volatility of one option, for one unit of the underlying: a struct that
 * the caller owns and a {@link PricingModel} fills, so that pricing allocates nothing. What a call
 * does not define is {@code NaN}. Not thread-safe.
 */
public final class OptionValues {
    /** In the quote currency, {@code >= 0}. */
    public double price = Double.NaN;

    /** dV/dS: price change per 1 unit of the underlying; call in [0, 1], put in [-1, 0]. */
    public double delta = Double.NaN;

    /** d2V/dS2: delta's change per 1 unit of the underlying. */
    public double gamma = Double.NaN;

    /** Price change per calendar day that passes: -dV/dT / 365. */
    public double theta = Double.NaN;

    /** Price change when volatility rises by 0.01. */
    public double vega = Double.NaN;

    /** Price change when the rate rises by 0.01. */
    public double rho = Double.NaN;

    /** d2V/dS dsigma: delta's change per 1.00 of volatility. */
    public double vanna = Double.NaN;

    /** d2V/dsigma2: change of dV/dsigma per 1.00 of volatility. */
    public double vomma = Double.NaN;

    /** The volatility priced with, or implied by a price; a fraction per year. */
    public double volatility = Double.NaN;

    /** Makes every field {@code NaN}. */
    public void clear() {
        price = Double.NaN;
        delta = Double.NaN;
        gamma = Double.NaN;
        theta = Double.NaN;
        vega = Double.NaN;
        rho = Double.NaN;
        vanna = Double.NaN;
        vomma = Double.NaN;
        volatility = Double.NaN;
    }
}
