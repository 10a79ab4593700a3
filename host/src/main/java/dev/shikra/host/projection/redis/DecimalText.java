package dev.shikra.host.projection.redis;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as people write them: the shortest decimal that reads back as the same double, without a
 * fraction where there is none ({@code 571}, {@code 571.05}).
 *
 * <p>Prices have few decimals, so they are tried with one, two, three and four: where {@code n /
 * 10^k} is the double, {@code n} of at most 15 digits, no shorter or other decimal is (a double
 * tells all decimals of 15 digits apart). Every other number goes through {@link Double#toString}.
 */
final class DecimalText {
    private static final double LARGEST_PLAIN = 1e7;
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final int LONGEST = 19; // digits of a long
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000};

    private DecimalText() {}

    /** {@return the number's text} */
    static String of(double value) {
        var bytes = new byte[32];
        return new String(bytes, 0, put(bytes, 0, value), StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes a number.
     *
     * @param into has 32 bytes of room from {@code at}
     * @param value finite
     * @return where the text ends
     */
    static int put(byte[] into, int at, double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53) {
            return put(into, at, whole);
        }
        double size = Math.abs(value);
        if (size < LARGEST_PLAIN && size >= SMALLEST_PLAIN) {
            for (int decimals = 1; decimals < POWERS.length; decimals++) {
                long power = POWERS[decimals];
                long scaled = Math.round(size * power);
                if ((double) scaled / power == size) {
                    return put(into, at, value < 0, scaled, power);
                }
            }
        }
        String text = Double.toString(value);
        for (int i = 0; i < text.length(); i++) {
            into[at + i] = (byte) text.charAt(i);
        }
        return at + text.length();
    }

    private static int put(byte[] into, int at, boolean negative, long scaled, long power) {
        int next = at;
        if (negative) {
            into[next++] = '-';
        }
        next = put(into, next, scaled / power);
        into[next++] = '.';
        long rest = scaled % power;
        for (long digit = power / 10; digit > 0; digit /= 10) {
            into[next++] = (byte) ('0' + rest / digit % 10);
        }
        return next;
    }

    /**
     * Writes a whole number.
     *
     * @param into has 20 bytes of room from {@code at}
     * @return where the text ends
     */
    static int put(byte[] into, int at, long value) {
        if (value == Long.MIN_VALUE) {
            byte[] text = Long.toString(value).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(text, 0, into, at, text.length);
            return at + text.length;
        }
        int next = at;
        long rest = value;
        if (rest < 0) {
            into[next++] = '-';
            rest = -rest;
        }
        int end = next + digits(rest);
        for (int i = end - 1; i >= next; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    /** {@return how many digits a number has} {@code value >= 0} */
    static int digits(long value) {
        int digits = 1;
        for (long next = 10; value >= next && digits < LONGEST; next *= 10) {
            digits++;
        }
        return digits;
    }
}
