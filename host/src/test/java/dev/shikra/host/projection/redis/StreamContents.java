package dev.shikra.host.projection.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;

/** What streams hold, read back as bytes. */
final class StreamContents {
    private static final Pattern INSTRUMENT = Pattern.compile("^\\{\"instrument\":\"([^\"]+)\",");
    private static final Pattern PRICE = Pattern.compile("\"price\":([0-9.]+)[,}]");

    private StreamContents() {}

    static List<FrameJournal.Frame> frames(RedisClient client, String key) {
        var frames = new ArrayList<FrameJournal.Frame>();
        for (Map<String, String> entry : read(client, key)) {
            byte[] frame = bytes(field(entry, "frame"));
            frames.add(
                    new FrameJournal.Frame(
                            field(entry, "id"),
                            field(entry, "received"),
                            HexFormat.of().formatHex(frame)));
        }
        return frames;
    }

    static List<FrameJournal.Entry> entries(RedisClient client, String key) {
        var entries = new ArrayList<FrameJournal.Entry>();
        for (Map<String, String> entry : read(client, key)) {
            entries.add(
                    new FrameJournal.Entry(
                            field(entry, "id"),
                            first(INSTRUMENT, field(entry, "data")),
                            first(PRICE, field(entry, "data"))));
        }
        return entries;
    }

    private static String field(Map<String, String> entry, String name) {
        return Objects.requireNonNull(entry.get(name), name);
    }

    private static String first(Pattern pattern, String data) {
        Matcher found = pattern.matcher(data);
        return found.find() ? found.group(1) : "none in " + data;
    }

    /** {@return all entries: the id under {@code id}, and the fields, a character for each byte} */
    static List<Map<String, String>> read(RedisClient client, String key) {
        var all = new ArrayList<Map<String, String>>();
        for (Object each :
                client.xrange(key.getBytes(StandardCharsets.UTF_8), bytes("-"), bytes("+"))) {
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
