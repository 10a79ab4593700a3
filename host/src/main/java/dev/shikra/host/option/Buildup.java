package dev.shikra.host.option;

/**
 * What price and open interest together say, both against the close of the session before. The
 * ordinal is the number that rules read.
 */
public enum Buildup {
    /** Price or open interest has not changed. */
    NONE,
    /** Price up, interest up. */
    LONG_BUILDUP,
    /** Price down, interest up. */
    SHORT_BUILDUP,
    /** Price down, interest down. */
    LONG_UNWINDING,
    /** Price up, interest down. */
    SHORT_COVERING;

    /** {@return the class's number; NaN if a change is not known} */
    static double code(double priceChange, double interestChange) {
        if (Double.isNaN(priceChange) || Double.isNaN(interestChange)) {
            return Double.NaN;
        }
        if (priceChange == 0 || interestChange == 0) {
            return NONE.ordinal();
        }
        Buildup found =
                interestChange > 0
                        ? priceChange > 0 ? LONG_BUILDUP : SHORT_BUILDUP
                        : priceChange > 0 ? SHORT_COVERING : LONG_UNWINDING;
        return found.ordinal();
    }
}
