package dev.shikra.api.option;

/** Right to buy or right to sell. */
public enum OptionKind {
    CALL(1),
    PUT(-1);

    private final int sign;

    OptionKind(int sign) {
        this.sign = sign;
    }

    /** {@return 1 for a call, -1 for a put: the pay-off is {@code max(0, sign * (S - K))}} */
    public int sign() {
        return sign;
    }
}
