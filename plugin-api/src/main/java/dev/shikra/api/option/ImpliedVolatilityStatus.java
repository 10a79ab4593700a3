package dev.shikra.api.option;

/** Outcome of asking which volatility a price implies. Only {@link #OK} comes with a number. */
public enum ImpliedVolatilityStatus {
    /** Solved. */
    OK("ok"),
    /** The price is below what exercise alone is worth (discounted): no volatility explains it. */
    BELOW_INTRINSIC("below-intrinsic"),
    /**
     * The price is not below the most an option can be worth: the discounted underlying for a call,
     * the discounted strike for a put.
     */
    ABOVE_MAXIMUM("above-maximum"),
    /**
     * Nothing can be said: the price is zero or at a bound to within rounding, the option has
     * expired, or an input is not a positive finite number.
     */
    NO_INFORMATION("no-information");

    private final String label;

    ImpliedVolatilityStatus(String label) {
        this.label = label;
    }

    /** {@return the word that files and the command line show} */
    public String label() {
        return label;
    }
}
