package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Frames and ticks as entries, an {@code XADD} each. What an entry holds depends on its frame
 * alone. For one thread.
 */
final class StreamEntries {
    private static final byte[] MAXLEN = ascii("MAXLEN");
    private static final byte[] ABOUT = ascii("~");
    private static final byte[] SOURCE = ascii("source");
    private static final byte[] LIST = ascii("instruments");
    private static final byte[] RECEIVED = ascii("received");
    private static final byte[] FRAME = ascii("frame");
    private static final byte[] DATA = ascii("data");
    private static final byte[] TIME = ascii(",\"time\":");
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
    private static final byte[][] LABELS =
            Arrays.stream(NUMBERS).map(name -> ascii(",\"" + name + "\":")).toArray(byte[][]::new);
    private static final byte[][] KINDS =
            Arrays.stream(Tick.Kind.values())
                    .map(kind ->
                            ascii(",\"kind\":\"" + kind.name().toLowerCase(Locale.ROOT) + "\""))
                    .toArray(byte[][]::new);

    /** Longest text of all that follows the instrument's name in a tick's JSON. */
    private static final int LONGEST_REST = 128 + NUMBERS.length * 48;

    private final byte[] rawBegin;
    private final byte[] rawFields;
    private final byte[] processedBegin;

    private final byte[] processedFields;

    /** How the JSON begins, by instrument. */
    private final byte[][] beginnings;

    private final byte[] trims;
    private final int trimCount;
    private final double[] numbers = new double[NUMBERS.length];
    private final byte[] json;

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
        rawBegin = begin(keys.raw(), 8);
        var out = new RespBuffer();
        rawFields = arguments(out, SOURCE, ascii(source), LIST, ascii(list), RECEIVED);
        processedBegin = begin(keys.processed(), 2);
        processedFields = arguments(out, DATA);
        out.clear();
        trim(out, keys.raw(), lengths.raw());
        trim(out, keys.processed(), lengths.processed());
        trims = out.copy();
        trimCount = (lengths.raw() > 0 ? 1 : 0) + (lengths.processed() > 0 ? 1 : 0);
        beginnings =
                instruments.stream()
                        .map(each ->
                                RedisKeys.bytes(
                                        "{\"instrument\":" + quoted(each.id()) + ",\"received\":"))
                        .toArray(byte[][]::new);
        int longest = Arrays.stream(beginnings).mapToInt(each -> each.length).max().orElse(0);
        json = new byte[longest + LONGEST_REST];
    }

    /** {@return the bytes of an {@code XADD} up to the id} */
    private static byte[] begin(String key, int fields) {
        var out = new RespBuffer();
        out.command(3 + fields);
        out.argument(ascii("XADD"));
        out.argument(RedisKeys.bytes(key));
        return out.copy();
    }

    private static void trim(RespBuffer out, String key, long length) {
        if (length > 0) {
            out.command(5);
            out.argument(ascii("XTRIM"));
            out.argument(RedisKeys.bytes(key));
            for (byte[] each : trim(length)) {
                out.argument(each);
            }
        }
    }

    /**
     * {@return a new batch, at whose end the streams are trimmed: that costs as much as an entry}
     */
    StreamBatch batch() {
        return new StreamBatch(trims, trimCount);
    }

    private static byte[] arguments(RespBuffer out, byte[]... arguments) {
        out.clear();
        for (byte[] each : arguments) {
            out.argument(each);
        }
        return out.copy();
    }

    private static String quoted(String name) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
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
     * Adds the entry of a frame.
     *
     * @param seq of the frame
     * @param receivedMs epoch ms
     */
    void raw(RespBuffer out, long seq, long receivedMs, byte[] bytes, int at, int length) {
        out.put(rawBegin);
        out.id(seq, 0);
        out.put(rawFields);
        out.number(receivedMs);
        out.argument(FRAME);
        out.argument(bytes, at, length);
    }

    /**
     * Adds the entry of a tick.
     *
     * @param packet its place in the frame, from 0
     */
    void processed(RespBuffer out, long seq, int packet, long receivedMs, Tick tick) {
        out.put(processedBegin);
        out.id(seq, packet);
        out.put(processedFields);
        out.argument(json, 0, data(receivedMs, tick));
    }

    /**
     * Writes the tick's JSON. One field: a server takes three times as many of these as of entries
     * with a field each. {@return its length}
     */
    private int data(long receivedMs, Tick tick) {
        byte[] out = json;
        int at = put(out, 0, beginnings[tick.instrument]);
        at = DecimalText.put(out, at, receivedMs);
        if (tick.exchangeTimeMs > 0) {
            at = put(out, at, TIME);
            at = DecimalText.put(out, at, tick.exchangeTimeMs);
        }
        at = put(out, at, KINDS[tick.kind.ordinal()]);
        fill(tick);
        for (int n = 0; n < numbers.length; n++) {
            double value = numbers[n];
            if (Double.isFinite(value)) {
                at = put(out, at, LABELS[n]);
                at = DecimalText.put(out, at, value);
            }
        }
        out[at++] = '}';
        return at;
    }

    private static int put(byte[] into, int at, byte[] from) {
        System.arraycopy(from, 0, into, at, from.length);
        return at + from.length;
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

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
