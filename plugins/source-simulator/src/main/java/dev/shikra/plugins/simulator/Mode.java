package dev.shikra.plugins.simulator;

import java.util.Locale;

/** How much of an instrument a connection gets. */
public enum Mode {
    LTP,
    QUOTE,
    FULL;

    /** {@return as messages write it} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
