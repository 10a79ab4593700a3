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
    private static final byte[] TIME = ascii("time");
    private static final byte[] KIND = ascii("kind");
    private static final byte[][] NUMBERS = {
        ascii("price"), ascii("quantity"), ascii("average"), ascii("volume"),
        ascii("buyQuantity"), ascii("sellQuantity"),
        ascii("open"), ascii("high"), ascii("low"), ascii("close"), ascii("openInterest"),
        ascii("bid"), ascii("bidQuantity"), ascii("ask"), ascii("askQuantity")
    };
    private static final byte[][] KINDS =
            Arrays.stream(Tick.Kind.values())
                    .map(kind -> ascii(kind.name().toLowerCase(Locale.ROOT)))
                    .toArray(byte[][]::new);

    private final byte[] rawKey;
    private final byte[] processedKey;
    private final byte[][] rawTrim;
    private final byte[][] processedTrim;
    private final byte[] source;
    private final byte[] list;
    private final byte[][] names;
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
        int present = fill(tick);
        boolean timed = tick.exchangeTimeMs > 0;
        int fields = 2 * (present + (timed ? 4 : 3));
        byte[][] entry = begin(processedKey, processedTrim, seq, packet, fields);
        int i = entry.length - fields;
        entry[i++] = INSTRUMENT;
        entry[i++] = names[tick.instrument];
        entry[i++] = RECEIVED;
        entry[i++] = ascii(Long.toString(receivedMs));
        if (timed) {
            entry[i++] = TIME;
            entry[i++] = ascii(Long.toString(tick.exchangeTimeMs));
        }
        entry[i++] = KIND;
        entry[i++] = KINDS[tick.kind.ordinal()];
        for (int n = 0; n < numbers.length; n++) {
            if (!Double.isNaN(numbers[n])) {
                entry[i++] = NUMBERS[n];
                entry[i++] = number(numbers[n]);
            }
        }
        return entry;
    }

    private int fill(Tick tick) {
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
        int present = 0;
        for (double each : n) {
            present += Double.isNaN(each) ? 0 : 1;
        }
        return present;
    }

    private static byte[][] begin(byte[] key, byte[][] trim, long seq, int part, int fields) {
        var entry = new byte[2 + trim.length + fields][];
        entry[0] = key;
        System.arraycopy(trim, 0, entry, 1, trim.length);
        entry[1 + trim.length] = ascii(seq + "-" + part);
        return entry;
    }

    /** {@return a number as people write it: without a fraction where there is none} */
    static byte[] number(double value) {
        return ascii(text(value));
    }

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
