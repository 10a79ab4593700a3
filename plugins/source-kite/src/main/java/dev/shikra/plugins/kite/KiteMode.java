package dev.shikra.plugins.kite;

import java.util.Locale;

/** How much of an instrument the ticker sends. */
enum KiteMode {
    /** Last price only. */
    LTP,
    /** Prices and volume of the day, no times, no depth, no open interest. */
    QUOTE,
    FULL;

    /**
     * @throws IllegalArgumentException if {@code text} is no mode
     */
    static KiteMode parse(String text) {
        for (KiteMode mode : values()) {
            if (mode.text().equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "kite: setting 'mode' is '" + text + "': give ltp, quote or full");
    }

    /** {@return as messages write it} */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
