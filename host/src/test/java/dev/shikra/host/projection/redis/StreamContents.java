package dev.shikra.host.projection.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;

/** What streams hold, read back as bytes. */
final class StreamContents {
    private static final Pattern PRICE = Pattern.compile("\"price\":([0-9.]+)[,}]");

    private StreamContents() {}

    static List<FrameJournal.Frame> frames(RedisClient client, String key) {
        var frames = new ArrayList<FrameJournal.Frame>();
        read(client, key)
                .forEach(
                        entry ->
                                frames.add(
                                        new FrameJournal.Frame(
                                                entry.get("id"),
                                                entry.get("received"),
                                                HexFormat.of()
                                                        .formatHex(
                                                                entry.get("frame")
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .ISO_8859_1)))));
        return frames;
    }

    static List<FrameJournal.Entry> entries(RedisClient client, String key) {
        var entries = new ArrayList<FrameJournal.Entry>();
        read(client, key)
                .forEach(
                        entry ->
                                entries.add(
                                        new FrameJournal.Entry(
                                                entry.get("id"),
                                                entry.get("instrument"),
                                                price(entry.get("data")))));
        return entries;
    }

    private static String price(String data) {
        Matcher price = PRICE.matcher(data);
        return price.find() ? price.group(1) : "none in " + data;
    }

    /** {@return all entries: the id under {@code id}, and the fields, a character for each byte} */
    static List<Map<String, String>> read(RedisClient client, String key) {
        var all = new ArrayList<Map<String, String>>();
        for (Object each : client.xrange(key.getBytes(StandardCharsets.UTF_8), bytes("-"), bytes("+"))) {
            var entry = (List<?>) each;
            var fields = new HashMap<String, String>();
            fields.put("id", text(entry.get(0)));
            var pairs = (List<?>) entry.get(1);
            for (int i = 0; i < pairs.size(); i += 2) {
                fields.put(text(pairs.get(i)), text(pairs.get(i + 1)));
            }
            all.add(fields);
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.ISO_8859_1);
    }
}
