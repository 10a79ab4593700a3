package dev.shikra.host.projection.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes as they go to the server: arguments in the form that Redis's protocol (RESP) gives them.
 * Grows as it is filled. For one thread.
 */
final class RespBuffer {
    /** What is larger after one batch is given back before the next. */
    private static final int KEPT_BYTES = 4 << 20;

    private static final int FIRST_BYTES = 64 << 10;
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * length));
        }
    }

    /** Appends bytes as they are. */
    void put(byte[] from) {
        put(from, 0, from.length);
    }

    /** Appends bytes as they are. */
    void put(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, length, count);
        length += count;
    }

    /** Appends the head of a command: how many arguments it has, its name included. */
    void command(int arguments) {
        head('*', arguments);
    }

    /** Appends one argument. */
    void argument(byte[] from) {
        argument(from, 0, from.length);
    }

    /** Appends one argument. */
    void argument(byte[] from, int at, int count) {
        head('$', count);
        put(from, at, count);
        end();
    }

    /**
     * Appends a stream id as one argument.
     *
     * @param time its first number, {@code >= 0}
     * @param part its second, {@code >= 0}
     */
    void id(long time, int part) {
        head('$', DecimalText.digits(time) + 1 + DecimalText.digits(part));
        room(2 * LONGEST_NUMBER + 1);
        length = DecimalText.put(bytes, length, time);
        bytes[length++] = '-';
        length = DecimalText.put(bytes, length, part);
        end();
    }

    /**
     * Appends a number as one argument.
     *
     * @param value {@code >= 0}
     */
    void number(long value) {
        head('$', DecimalText.digits(value));
        room(LONGEST_NUMBER);
        length = DecimalText.put(bytes, length, value);
        end();
    }

    private void head(char kind, int number) {
        room(LONGEST_NUMBER + 3);
        bytes[length++] = (byte) kind;
        length = DecimalText.put(bytes, length, number);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    private void end() {
        room(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    /** {@return a command without arguments} */
    static byte[] bare(String command) {
        return ("*1\r\n$" + command.length() + "\r\n" + command + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
