package dev.shikra.host.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A YAML file as text that knows its lines: scalars stay as they were written, so that whoever
 * reads a value can say where it stands.
 */
public final class Yaml {
    private Yaml() {}

    /** A value and the line it begins at, from 1. */
    public sealed interface Node permits Scalar, Sequence, Mapping {
        int line();
    }

    /** A single value as written, without quotes; {@code ""} where there is none. */
    public record Scalar(int line, String text) implements Node {}

    public record Sequence(int line, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys in the file's order. */
    public record Mapping(int line, Map<String, Entry> entries) implements Node {}

    /**
     * @param line where the key stands
     */
    public record Entry(int line, Node value) {}

    /**
     * {@return the top of {@code file}; an empty file is an empty mapping}
     *
     * @throws ConfigException if it is no YAML, has a key twice, or its top is no mapping
     * @throws IOException if it can't be read; the message names it
     */
    public static Mapping read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
        return parse(file.toString(), text);
    }

    /** As {@link #read}, from text; {@code place} is what errors call it. */
    public static Mapping parse(String place, String text) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Mapping(1, Map.of());
            }
            Node top = node(place, parser, first);
            if (top instanceof Mapping mapping) {
                return mapping;
            }
            if (top instanceof Scalar(int line, String value) && value.isEmpty()) {
                return new Mapping(line, Map.of());
            }
            throw new ConfigException(
                    place + ":" + top.line() + ": expected keys and values, such as 'key: value'");
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            String said = e.getOriginalMessage();
            int end = said.indexOf('\n');
            throw new ConfigException(
                    place
                            + ":"
                            + line
                            + ": not YAML: "
                            + (end < 0 ? said : said.substring(0, end)));
        }
    }

    private static Node node(String place, JsonParser parser, JsonToken token) {
        int line = parser.currentTokenLocation().getLineNr();
        switch (token) {
            case START_OBJECT -> {
                Map<String, Entry> entries = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String key = parser.currentName();
                    int keyLine = parser.currentTokenLocation().getLineNr();
                    Entry entry = new Entry(keyLine, node(place, parser, parser.nextToken()));
                    Entry before = entries.putIfAbsent(key, entry);
                    if (before != null) {
                        throw new ConfigException(
                                "%s:%d: key '%s' stands already in line %d: keep one"
                                        .formatted(place, keyLine, key, before.line()));
                    }
                }
                return new Mapping(line, entries);
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                for (JsonToken item = parser.nextToken();
                        item != JsonToken.END_ARRAY;
                        item = parser.nextToken()) {
                    items.add(node(place, parser, item));
                }
                return new Sequence(line, items);
            }
            case VALUE_NULL -> {
                return new Scalar(line, "");
            }
            default -> {
                return new Scalar(line, parser.getString());
            }
        }
    }
}
