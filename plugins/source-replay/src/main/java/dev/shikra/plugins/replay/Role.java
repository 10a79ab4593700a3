package dev.shikra.plugins.replay;

import java.util.Locale;

/** What a column of a format holds. */
enum Role {
    PRICE,
    QUANTITY,
    BID,
    BID_QUANTITY,
    ASK,
    ASK_QUANTITY,
    OPEN_INTEREST,
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    SYMBOL;

    /** {@return as a format description writes it: {@code bidQuantity}} */
    String key() {
        var key = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
            key.append(
                    key.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    /** {@return whether the format's divisor applies} */
    boolean isPrice() {
        return switch (this) {
            case PRICE, BID, ASK, OPEN, HIGH, LOW, CLOSE -> true;
            default -> false;
        };
    }
}
