package dev.shikra.api.option;

/** Outcome of valuing an option. Only {@link #OK} comes with numbers. */
public enum ValuationStatus {
    /** Valued. */
    OK("ok"),
    UNDERLYING_NOT_POSITIVE("the underlying's price must be a positive number"),
    STRIKE_NOT_POSITIVE("the strike must be a positive number"),
    /** Time to expiry is zero, negative or not a number. */
    EXPIRED("the time to expiry must be a positive number of years"),
    /** Rate or yield is not finite. */
    RATE_NOT_FINITE("rate and yield must be finite fractions per year"),
    VOLATILITY_NEGATIVE("the volatility must be a fraction per year, zero or above"),
    /** Each input is legal, the result does not fit a double. */
    OUT_OF_RANGE("the inputs together are beyond what a double can hold");

    private final String remedy;

    ValuationStatus(String remedy) {
        this.remedy = remedy;
    }

    /** {@return what would be right, for a person} */
    public String remedy() {
        return remedy;
    }
}
