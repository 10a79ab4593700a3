package dev.shikra.host.projection.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads what a server answers to a transaction of {@code XADD}s: counted, not kept, for there is an
 * answer for each command and then one more. For one thread.
 */
final class TransactionAnswers {
    private static final byte[] KNOWN_ID =
            "equal or smaller than the target stream top item"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final InputStream in;
    private byte[] buffer = new byte[32 << 10];

    /** What was read and not looked at. */
    private int at;

    private int filled;

    /** The line under way, without its kind and its end. */
    private int lineAt;

    private int lineEnd;

    TransactionAnswers(InputStream in) {
        this.in = in;
    }

    /**
     * Returns when the server has answered for a whole transaction.
     *
     * @param commands in it
     * @return how many entries the streams already held
     * @throws JedisDataException if it was refused, with the server's reason
     */
    int read(int commands) throws IOException {
        String refusal = null;
        for (int i = 0; i <= commands; i++) { // that it begins, and that each command waits
            if (line() == '-') {
                refusal = refusal == null ? text() : refusal;
            }
        }
        char kind = line();
        if (kind != '*' || number() != commands) {
            throw refused(refusal, kind);
        }
        int known = 0;
        for (int i = 0; i < commands; i++) {
            switch (line()) {
                case '$' -> skip(number());
                case ':' -> {} // how many went
                case '-' -> {
                    if (!isKnown()) {
                        throw new JedisDataException(text());
                    }
                    known++;
                }
                default ->
                        throw new JedisDataException("it answers an entry with '" + text() + "'");
            }
        }
        return known;
    }

    /** The transaction's own refusal names no reason: the command that it is due to does. */
    private JedisDataException refused(@Nullable String reason, char kind) {
        return new JedisDataException(
                reason != null ? reason : "it did not carry out a transaction: " + kind + text());
    }

    private boolean isKnown() {
        for (int from = lineAt; from + KNOWN_ID.length <= lineEnd; from++) {
            if (Arrays.equals(buffer, from, from + KNOWN_ID.length, KNOWN_ID, 0, KNOWN_ID.length)) {
                return true;
            }
        }
        return false;
    }

    private String text() {
        return new String(buffer, lineAt, lineEnd - lineAt, StandardCharsets.UTF_8);
    }

    private int number() {
        int number = 0;
        for (int i = lineAt; i < lineEnd; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9 || number > 100_000_000) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** Reads a line. {@return its kind, its first sign} */
    private char line() throws IOException {
        int end = at + 1;
        while (true) {
            for (; end < filled; end++) {
                if (buffer[end] == '\n' && buffer[end - 1] == '\r') {
                    char kind = (char) buffer[at];
                    lineAt = at + 1;
                    lineEnd = end - 1;
                    at = end + 1;
                    return kind;
                }
            }
            int had = end - at;
            more();
            end = at + had;
        }
    }

    /** Passes over a text and its end. */
    private void skip(int length) throws IOException {
        if (length < 0) {
            throw new JedisDataException("it added no entry, and does not say why");
        }
        int left = length + 2;
        while (filled - at < left) {
            left -= filled - at;
            at = filled;
            more();
        }
        at += left;
    }

    /** Reads on; what was not looked at moves to the front. */
    private void more() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
            at = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the server has ended the connection");
        }
        filled += read;
    }
}
