package dev.shikra.host.delivery;

/** How a delivery ended. The codes are on disk: never reuse one. */
public enum DeliveryOutcome {
    DELIVERED(1),
    /** The notifier said that it will never work, or it did not work as often as was allowed. */
    FAILED(2);

    private final int code;

    DeliveryOutcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * @throws IllegalArgumentException if no outcome has this code
     */
    public static DeliveryOutcome of(int code) {
        for (DeliveryOutcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no delivery outcome has the code " + code);
    }
}
