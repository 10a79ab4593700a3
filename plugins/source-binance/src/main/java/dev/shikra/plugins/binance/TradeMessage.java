package dev.shikra.plugins.binance;

import dev.shikra.api.source.TickSink.Fault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message of the stream from its bytes: {@code {"stream":…,"data":{"e":"trade",…}}}, or
 * the inner object alone as a raw stream sends it. Keys may come in any order; those that are not
 * needed are passed over, whatever they hold. Reused from message to message; for one thread;
 * allocates nothing; never throws, whatever the bytes.
 *
 * <p>Offsets count from the array's start, as those given to {@link #read}.
 */
final class TradeMessage {
    private static final byte[] TRADE = {'t', 'r', 'a', 'd', 'e'};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    /**
     * Times from here on are microseconds, which a stream sends where its address asks for them.
     */
    private static final long MICROSECONDS_FROM = 100_000_000_000_000L;

    /** Where the symbol stands. */
    int symbolFrom;

    int symbolTo;

    /** Number of the trade within its symbol; -1: absent. */
    long tradeId;

    /** In the quote currency. */
    double price;

    /** In units of the base currency. */
    double quantity;

    /** Epoch ms. */
    long tradeTimeMs;

    /** Where the reading stopped, or what can't be stands. */
    int faultAt;

    private byte[] bytes = new byte[0];
    private int at;
    private int to;
    private boolean isTrade;
    private boolean inData;
    private int priceAt;
    private int quantityAt;
    private int timeAt;

    /** Token read last: the inside of a string, or a number or word. */
    private int tokenFrom;

    private int tokenTo;
    private boolean tokenIsText;

    /**
     * Reads {@code [offset, offset + length)}.
     *
     * @return what is wrong; null if it is a trade
     */
    @Nullable Fault read(byte[] array, int offset, int length) {
        bytes = array;
        at = offset;
        to = offset + length;
        inData = false;
        clear();
        faultAt = offset;
        if (!object(true)) {
            faultAt = at;
            return at >= to ? Fault.TRUNCATED : Fault.BAD_VALUE;
        }
        blanks();
        if (at < to) {
            faultAt = at;
            return Fault.TRAILING_BYTES;
        }
        if (!isTrade) {
            faultAt = offset;
            return Fault.UNKNOWN_PACKET;
        }
        return values(offset);
    }

    private @Nullable Fault values(int offset) {
        if (symbolFrom == symbolTo) {
            faultAt = offset;
            return Fault.BAD_VALUE;
        }
        if (!(price > 0)) {
            faultAt = Math.max(priceAt, offset);
            return Fault.BAD_VALUE;
        }
        if (!(quantity > 0)) {
            faultAt = Math.max(quantityAt, offset);
            return Fault.BAD_VALUE;
        }
        if (tradeTimeMs <= 0) {
            faultAt = Math.max(timeAt, offset);
            return Fault.BAD_VALUE;
        }
        return null;
    }

    private void clear() {
        isTrade = false;
        symbolFrom = 0;
        symbolTo = 0;
        tradeId = -1;
        price = Double.NaN;
        quantity = Double.NaN;
        tradeTimeMs = 0;
        priceAt = 0;
        quantityAt = 0;
        timeAt = 0;
    }

    /** Reads an object whose fields matter. {@return whether it is one; {@link #at} tells where} */
    private boolean object(boolean outer) {
        blanks();
        if (!take('{')) {
            return false;
        }
        blanks();
        if (take('}')) {
            return true;
        }
        while (true) {
            blanks();
            if (!text()) {
                return false;
            }
            int keyFrom = tokenFrom;
            int keyTo = tokenTo;
            blanks();
            if (!take(':')) {
                return false;
            }
            blanks();
            if (!field(keyFrom, keyTo, outer)) {
                return false;
            }
            blanks();
            if (take('}')) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
        }
    }

    private boolean field(int keyFrom, int keyTo, boolean outer) {
        if (outer && is(keyFrom, keyTo, DATA) && at < to && bytes[at] == '{') {
            inData = true;
            clear();
            return object(false);
        }
        if (keyTo - keyFrom != 1 || (outer && inData)) {
            return skip();
        }
        byte key = bytes[keyFrom];
        if (key != 'e' && key != 's' && key != 'p' && key != 'q' && key != 'T' && key != 't') {
            return skip();
        }
        if (at < to && (bytes[at] == '{' || bytes[at] == '[')) {
            return skip();
        }
        if (!scalar()) {
            return false;
        }
        switch (key) {
            case 'e' -> isTrade = tokenIsText && is(tokenFrom, tokenTo, TRADE);
            case 's' -> {
                symbolFrom = tokenFrom;
                symbolTo = tokenIsText ? tokenTo : tokenFrom;
            }
            case 'p' -> {
                priceAt = tokenFrom;
                price = Decimals.read(bytes, tokenFrom, tokenTo);
            }
            case 'q' -> {
                quantityAt = tokenFrom;
                quantity = Decimals.read(bytes, tokenFrom, tokenTo);
            }
            case 'T' -> {
                timeAt = tokenFrom;
                long time = tokenIsText ? -1 : Decimals.whole(bytes, tokenFrom, tokenTo);
                tradeTimeMs = time >= MICROSECONDS_FROM ? time / 1000 : time;
            }
            case 't' -> tradeId = tokenIsText ? -1 : Decimals.whole(bytes, tokenFrom, tokenTo);
            default -> throw new AssertionError(key); // listed above
        }
        return true;
    }

    /** Passes over a value of any kind; brackets are counted, strings respected. */
    private boolean skip() {
        int depth = 0;
        do {
            blanks();
            if (at >= to) {
                return false;
            }
            switch (bytes[at]) {
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    if (depth == 0) {
                        return false;
                    }
                    depth--;
                    at++;
                }
                case ',', ':' -> {
                    if (depth == 0) {
                        return false;
                    }
                    at++;
                }
                default -> {
                    if (!scalar()) {
                        return false;
                    }
                }
            }
        } while (depth > 0);
        return true;
    }

    /** A string, number or word. */
    private boolean scalar() {
        if (at < to && bytes[at] == '"') {
            return text();
        }
        tokenIsText = false;
        tokenFrom = at;
        while (at < to && isWord(bytes[at])) {
            at++;
        }
        tokenTo = at;
        return tokenTo > tokenFrom && at < to; // nothing ends with a bare word
    }

    private static boolean isWord(byte c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '+'
                || c == '.';
    }

    /** A string; escapes stay as they are: no value that is needed has any. */
    private boolean text() {
        if (!take('"')) {
            return false;
        }
        tokenIsText = true;
        tokenFrom = at;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= to) {
            at = to;
            return false;
        }
        tokenTo = at;
        at++;
        return true;
    }

    private boolean is(int from, int end, byte[] word) {
        return Arrays.equals(bytes, from, end, word, 0, word.length);
    }

    private boolean take(char c) {
        if (at < to && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < to
                && (bytes[at] == ' '
                        || bytes[at] == '\n'
                        || bytes[at] == '\r'
                        || bytes[at] == '\t')) {
            at++;
        }
    }
}
