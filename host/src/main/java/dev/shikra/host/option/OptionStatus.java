package dev.shikra.host.option;

/**
 * Whether an option, or a chain, could be priced, and why not. The ordinal is the number in the
 * row; rules write the label.
 */
public enum OptionStatus {
    /** Priced: volatility and Greeks are numbers. */
    OK("priced"),
    /** Nothing has been heard of it. */
    NO_PRICE("no quote and no trade has been seen yet"),
    STALE("its quote and its last trade are older than options.maxAgeS"),
    CROSSED("its best bid is above its best ask"),
    /** No trade to fall back to either. */
    WIDE_SPREAD("its spread is wider than options.maxSpread allows, and no last trade is fresh"),
    BAD_PRICE("its price is not a positive number"),
    NO_CONTRACT("the instrument master gives it no underlying or expiry"),
    BAD_STRIKE("the instrument master gives it no strike above 0"),
    EXPIRED("its expiry is past"),
    NO_FORWARD(
            "no future of the expiry, no pairs of calls and puts around the money and no spot is fresh"),
    BELOW_INTRINSIC("its price is below what exercise alone is worth"),
    ABOVE_MAXIMUM("its price is above the most that the option can be worth"),
    NO_INFORMATION("its price says nothing about volatility"),
    /** The pricing plugin threw, or gave what is no number. */
    MODEL_FAILED("the pricing model could not value it");

    static final OptionStatus[] ALL = values();

    private final String reason;

    OptionStatus(String reason) {
        this.reason = reason;
    }

    /** {@return the number that rules read: 0 is priced} */
    public int code() {
        return ordinal();
    }

    /** {@return as rules write it: {@code ok}, {@code below-intrinsic}} */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** {@return why, for a person} */
    public String reason() {
        return reason;
    }
}
