package dev.shikra.plugins.replay;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from bytes, exactly as {@link Double#parseDouble} would. Any thread. */
final class Decimal {
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Decimal() {}

    /**
     * {@return the number in {@code [from, to)}; {@code NaN} if it is none, is empty or is not
     * finite}
     *
     * <p>With at most 15 significant digits and 22 decimals both the digits and the power of ten
     * are exact doubles, so one division rounds once and correctly (Clinger, 1990); the rest goes
     * the long way.
     */
    static double parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at] == '-';
            at++;
        }
        long digits = 0;
        int significant = 0;
        int decimals = 0;
        int zeros = 0;
        boolean point = false;
        boolean any = false;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                any = true;
                if (digit == 0) {
                    // Kept back: zeros at the end of the decimals say nothing.
                    zeros++;
                    continue;
                }
                int take = significant == 0 && !point ? 1 : zeros + 1;
                if (significant > 0) {
                    significant += zeros + 1;
                } else {
                    significant = 1;
                }
                if (significant > 15) {
                    return slow(bytes, from, to);
                }
                if (point) {
                    decimals += zeros + 1;
                }
                for (int i = 1; i < take; i++) {
                    digits *= 10;
                }
                digits = digits * 10 + digit;
                zeros = 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
                if (significant > 0) {
                    significant += zeros;
                    if (significant > 15) {
                        return slow(bytes, from, to);
                    }
                    for (int i = 0; i < zeros; i++) {
                        digits *= 10;
                    }
                }
                zeros = 0;
            } else {
                return slow(bytes, from, to);
            }
        }
        if (!any) {
            return Double.NaN;
        }
        if (!point && significant > 0) {
            if (significant + zeros > 15) {
                return slow(bytes, from, to);
            }
            for (int i = 0; i < zeros; i++) {
                digits *= 10;
            }
        }
        if (decimals > 22) {
            return slow(bytes, from, to);
        }
        double value = digits / POWERS[decimals];
        return negative ? -value : value;
    }

    private static double slow(byte[] bytes, int from, int to) {
        // Of what parseDouble takes, only digits, sign, point and exponent are numbers in a file.
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double value =
                    Double.parseDouble(
                            new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * {@return the whole number of at most 18 digits in {@code [from, to)}, or -1 if it is none}
     */
    static long digits(byte[] bytes, int from, int to) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
