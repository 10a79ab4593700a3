package dev.shikra.plugins.binance;

/** Reads the decimal numbers of the stream, {@code 0.0100000000}, from bytes. Allocates nothing. */
final class Decimals {
    /** A long holds any 18 digits. */
    private static final int MOST_DIGITS = 18;

    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /**
     * {@return the number in {@code [from, to)}, {@code >= 0}; {@code NaN} if it is none}
     *
     * <p>Up to 15 significant digits and 22 decimals the digits and the power of ten are exact
     * doubles, so that the one division rounds as {@link Double#parseDouble} does. Beyond, the
     * result may be one unit in the last place away; what has more than 18 significant digits
     * before its zeros at the end is refused.
     */
    static double read(byte[] bytes, int from, int to) {
        long digits = 0;
        int significant = 0;
        int decimals = 0;
        int point = -1;
        int end = to;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '.') {
                if (point >= 0) {
                    return Double.NaN;
                }
                point = at;
            }
        }
        if (point >= 0) {
            while (end > point + 1 && bytes[end - 1] == '0') {
                end--; // zeros at the end of the decimals say nothing
            }
        }
        if (to - from - (point >= 0 ? 1 : 0) <= 0) {
            return Double.NaN;
        }
        for (int at = from; at < end; at++) {
            if (at == point) {
                continue;
            }
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return Double.NaN;
            }
            if (significant > 0 || digit > 0) {
                significant++;
            }
            if (significant > MOST_DIGITS) {
                return Double.NaN;
            }
            digits = digits * 10 + digit;
            if (point >= 0 && at > point) {
                decimals++;
            }
        }
        return decimals < POWERS.length ? digits / POWERS[decimals] : Double.NaN;
    }

    /** {@return the whole number in {@code [from, to)}, or -1 if it is none of 1 to 18 digits} */
    static long whole(byte[] bytes, int from, int to) {
        if (from >= to || to - from > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
