package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Frames and ticks as the arguments of {@code XADD}. What an entry holds depends on its frame
 * alone. For one thread.
 */
final class StreamEntries {
    private static final byte[] MAXLEN = ascii("MAXLEN");
    private static final byte[] ABOUT = ascii("~");
    private static final byte[] SOURCE = ascii("source");
    private static final byte[] LIST = ascii("instruments");
    private static final byte[] RECEIVED = ascii("received");
    private static final byte[] FRAME = ascii("frame");
    private static final byte[] INSTRUMENT = ascii("instrument");
    private static final byte[] DATA = ascii("data");
    private static final String[] NUMBERS = {
        "price",
        "quantity",
        "average",
        "volume",
        "buyQuantity",
        "sellQuantity",
        "open",
        "high",
        "low",
        "close",
        "openInterest",
        "bid",
        "bidQuantity",
        "ask",
        "askQuantity"
    };
    private static final String[] KINDS =
            Arrays.stream(Tick.Kind.values())
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);

    private final byte[] rawKey;
    private final byte[] processedKey;
    private final byte[][] rawTrim;
    private final byte[][] processedTrim;
    private final byte[] source;
    private final byte[] list;
    private final byte[][] names;
    private final String[] beginnings;
    private final StringBuilder json = new StringBuilder(512);
    private final double[] numbers = new double[NUMBERS.length];

    /**
     * @param source id of the source whose decoder reads the frames
     * @param list name of the instrument list
     */
    StreamEntries(
            RedisKeys keys,
            RedisSettings.Lengths lengths,
            String source,
            String list,
            List<Instrument> instruments) {
        rawKey = RedisKeys.bytes(keys.raw());
        processedKey = RedisKeys.bytes(keys.processed());
        rawTrim = trim(lengths.raw());
        processedTrim = trim(lengths.processed());
        this.source = ascii(source);
        this.list = ascii(list);
        names =
                instruments.stream()
                        .map(each -> RedisKeys.bytes(each.id()))
                        .toArray(byte[][]::new);
        beginnings =
                instruments.stream()
                        .map(each -> "{\"instrument\":" + quoted(each.id()) + ",\"received\":")
                        .toArray(String[]::new);
    }

    private static String quoted(String name) {
        var out = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    static byte[][] trim(long length) {
        return length == 0
                ? new byte[0][]
                : new byte[][] {MAXLEN, ABOUT, ascii(Long.toString(length))};
    }

    /**
     * {@return the entry of a frame}
     *
     * @param seq of the frame
     * @param receivedMs epoch ms
     */
    byte[][] raw(long seq, long receivedMs, byte[] bytes, int at, int length) {
        byte[][] entry = begin(rawKey, rawTrim, seq, 0, 8);
        int i = entry.length - 8;
        entry[i++] = SOURCE;
        entry[i++] = source;
        entry[i++] = LIST;
        entry[i++] = list;
        entry[i++] = RECEIVED;
        entry[i++] = ascii(Long.toString(receivedMs));
        entry[i++] = FRAME;
        entry[i] = Arrays.copyOfRange(bytes, at, at + length);
        return entry;
    }

    /**
     * {@return the entry of a tick}
     *
     * @param packet its place in the frame, from 0
     */
    byte[][] processed(long seq, int packet, long receivedMs, Tick tick) {
        byte[][] entry = begin(processedKey, processedTrim, seq, packet, 4);
        int i = entry.length - 4;
        entry[i++] = INSTRUMENT;
        entry[i++] = names[tick.instrument];
        entry[i++] = DATA;
        entry[i] = data(receivedMs, tick);
        return entry;
    }

    /** One field: a server takes three times as many of these as of entries with a field each. */
    private byte[] data(long receivedMs, Tick tick) {
        StringBuilder out = json;
        out.setLength(0);
        out.append(beginnings[tick.instrument]).append(receivedMs);
        if (tick.exchangeTimeMs > 0) {
            out.append(",\"time\":").append(tick.exchangeTimeMs);
        }
        out.append(",\"kind\":\"").append(KINDS[tick.kind.ordinal()]).append('"');
        fill(tick);
        for (int n = 0; n < numbers.length; n++) {
            double value = numbers[n];
            if (Double.isFinite(value)) {
                out.append(",\"").append(NUMBERS[n]).append("\":");
                append(out, value);
            }
        }
        return RedisKeys.bytes(out.append('}').toString());
    }

    private static void append(StringBuilder out, double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53) {
            out.append(whole);
        } else {
            out.append(value);
        }
    }

    private void fill(Tick tick) {
        boolean book = tick.depth > 0;
        double[] n = numbers;
        n[0] = tick.lastPrice;
        n[1] = tick.lastQuantity;
        n[2] = tick.averagePrice;
        n[3] = tick.volume;
        n[4] = tick.totalBuyQuantity;
        n[5] = tick.totalSellQuantity;
        n[6] = tick.open;
        n[7] = tick.high;
        n[8] = tick.low;
        n[9] = tick.close;
        n[10] = tick.openInterest;
        n[11] = book ? tick.bidPrice[0] : Double.NaN;
        n[12] = book ? tick.bidQuantity[0] : Double.NaN;
        n[13] = book ? tick.askPrice[0] : Double.NaN;
        n[14] = book ? tick.askQuantity[0] : Double.NaN;
    }

    private static byte[][] begin(byte[] key, byte[][] trim, long seq, int part, int fields) {
        var entry = new byte[2 + trim.length + fields][];
        entry[0] = key;
        System.arraycopy(trim, 0, entry, 1, trim.length);
        entry[1 + trim.length] = ascii(seq + "-" + part);
        return entry;
    }

    /** {@return a number as people write it: without a fraction where there is none} */
    static String text(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(whole) < 1L << 53
                ? Long.toString(whole)
                : Double.toString(value);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
