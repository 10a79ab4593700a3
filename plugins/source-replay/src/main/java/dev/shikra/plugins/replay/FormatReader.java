package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a description's YAML into {@link FileFormat}s and refuses what it does not know. */
final class FormatReader {
    private static final List<String> KEYS =
            List.of(
                    "about",
                    "match",
                    "members",
                    "kind",
                    "separator",
                    "header",
                    "time",
                    "columns",
                    "optional",
                    "priceDivisor",
                    "volume",
                    "zeroQuantity",
                    "symbol",
                    "instrument",
                    "overrides",
                    "parts");
    private static final List<String> TERMS =
            List.of("exchange", "segment", "kind", "tick", "lot", "traded", "underlying", "expiry");

    private final String place;

    FormatReader(String place) {
        this.place = place;
    }

    Formats.Description description(JsonNode top) {
        if (!(top instanceof ObjectNode object)) {
            throw wrong("", "a description is keys and values, such as 'kind: trades'");
        }
        check(object, "", KEYS);
        List<FileFormat> formats = new ArrayList<>();
        JsonNode parts = object.path("parts");
        if (parts.isMissingNode()) {
            formats.add(format(object));
        }
        for (JsonNode part : parts) {
            ObjectNode merged = object.deepCopy();
            merged.remove("parts");
            merge(merged, part);
            check(merged, "parts.", KEYS);
            formats.add(format(merged));
        }
        JsonNode match = object.path("match");
        check(match, "match.", List.of("files", "headers"));
        return new Formats.Description(
                place,
                texts(match.path("files")).stream().map(Formats::glob).toList(),
                texts(match.path("headers")).stream()
                        .map(line -> List.of(line.toLowerCase(Locale.ROOT).split(",")))
                        .toList(),
                List.copyOf(formats));
    }

    private static void merge(ObjectNode into, JsonNode from) {
        for (Map.Entry<String, JsonNode> each : from.properties()) {
            // A time is replaced whole: half of one and half of another is none.
            if (into.get(each.getKey()) instanceof ObjectNode inner
                    && each.getValue() instanceof ObjectNode
                    && !each.getKey().equals("time")) {
                merge(inner, each.getValue());
            } else {
                into.set(each.getKey(), each.getValue());
            }
        }
    }

    private FileFormat format(ObjectNode node) {
        FileFormat.Kind kind = choice(node, "kind", FileFormat.Kind.class, "trades");
        String separator = node.path("separator").asString(",");
        if (separator.equals("tab")) {
            separator = "\t";
        }
        if (separator.length() != 1 || separator.charAt(0) > 127) {
            throw wrong("separator", "'" + separator + "' is not one ASCII character, or 'tab'");
        }
        Map<Role, FileFormat.Column> columns = columns(node.path("columns"));
        for (Role role : needed(kind)) {
            if (!columns.containsKey(role)) {
                throw wrong("columns." + role.key(), "is missing: " + kind + " need it");
            }
        }
        double divisor = node.path("priceDivisor").asDouble(1);
        if (!(divisor > 0)) {
            throw wrong("priceDivisor", divisor + " is not above 0: 100 for paise, else 1");
        }
        String volume = oneOf(node, "volume", "own", "cumulative");
        String zero = oneOf(node, "zeroQuantity", "trade", "quote");
        if (volume.equals("cumulative") && kind != FileFormat.Kind.TRADES) {
            throw wrong("volume", "'cumulative' is for kind: trades");
        }
        FileFormat.Terms terms = terms(node.path("instrument"), null);
        List<FileFormat.Override> overrides = new ArrayList<>();
        for (JsonNode each : node.path("overrides")) {
            String globs =
                    texts(each.path("symbols")).stream()
                            .map(text -> Formats.glob(text).pattern())
                            .collect(Collectors.joining("|"));
            ObjectNode own = ((ObjectNode) each).deepCopy();
            own.remove("symbols");
            overrides.add(
                    new FileFormat.Override(
                            Pattern.compile(globs, Pattern.CASE_INSENSITIVE), terms(own, terms)));
        }
        return new FileFormat(
                place,
                Formats.glob(node.path("members").asString("*")),
                kind,
                (byte) separator.charAt(0),
                node.path("header").asBoolean(true),
                time(node.path("time")),
                columns,
                optional(node.path("optional")),
                divisor,
                volume.equals("cumulative"),
                zero.equals("quote"),
                symbol(node.path("symbol"), columns.containsKey(Role.SYMBOL)),
                terms,
                List.copyOf(overrides));
    }

    private static List<Role> needed(FileFormat.Kind kind) {
        return switch (kind) {
            case TRADES -> List.of(Role.PRICE);
            case QUOTES -> List.of(Role.BID, Role.ASK);
            case BARS -> List.of(Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE);
        };
    }

    private Map<Role, FileFormat.Column> columns(JsonNode node) {
        Map<Role, FileFormat.Column> columns = new EnumMap<>(Role.class);
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            columns.put(
                    role("columns", each.getKey()),
                    column("columns." + each.getKey(), each.getValue()));
        }
        return columns;
    }

    private Set<Role> optional(JsonNode node) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        texts(node).forEach(text -> roles.add(role("optional", text)));
        return roles;
    }

    private Role role(String key, String text) {
        for (Role role : Role.values()) {
            if (role.key().equals(text)) {
                return role;
            }
        }
        throw wrong(
                key,
                "'%s' is not known: one of %s"
                        .formatted(
                                text,
                                Arrays.stream(Role.values())
                                        .map(Role::key)
                                        .collect(Collectors.joining(", "))));
    }

    private FileFormat.Column column(String key, JsonNode node) {
        if (node.isIntegralNumber()) {
            if (node.asInt() < 1) {
                throw wrong(key, node.asInt() + ": columns are numbered from 1");
            }
            return new FileFormat.Column(List.of(), node.asInt());
        }
        List<String> names = texts(node);
        if (names.isEmpty()) {
            throw wrong(key, "needs a column's name, names to choose from, or a number from 1");
        }
        return new FileFormat.Column(names, 0);
    }

    private FileFormat.Time time(JsonNode node) {
        check(node, "time.", List.of("column", "pattern", "unit", "date", "clock", "zone"));
        ZoneId zone;
        String name = node.path("zone").asString("UTC");
        try {
            zone = ZoneId.of(name);
        } catch (DateTimeException e) {
            throw wrong("time.zone", "'" + name + "' is not known: such as Asia/Kolkata or UTC");
        }
        if (node.has("column")) {
            return new FileFormat.Time(stamp("time", node), null, zone);
        }
        if (node.has("date") && node.has("clock")) {
            return new FileFormat.Time(
                    stamp("time.date", node.path("date")),
                    stamp("time.clock", node.path("clock")),
                    zone);
        }
        throw wrong("time", "needs a column with pattern or unit, or date and clock");
    }

    private FileFormat.Stamp stamp(String key, JsonNode node) {
        FileFormat.Column column = column(key + ".column", node.path("column"));
        List<String> patterns = texts(node.path("pattern"));
        String unit = node.path("unit").asString("");
        TimeReader.Unit read =
                switch (unit) {
                    case "" -> TimeReader.Unit.NONE;
                    case "s" -> TimeReader.Unit.SECONDS;
                    case "ms" -> TimeReader.Unit.MILLISECONDS;
                    case "us" -> TimeReader.Unit.MICROSECONDS;
                    case "ns" -> TimeReader.Unit.NANOSECONDS;
                    case "epoch" -> TimeReader.Unit.EPOCH;
                    case "seconds-of-day" -> TimeReader.Unit.SECONDS_OF_DAY;
                    default ->
                            throw wrong(
                                    key + ".unit",
                                    "'" + unit + "': one of s, ms, us, ns, epoch, seconds-of-day");
                };
        if (patterns.isEmpty() && read == TimeReader.Unit.NONE) {
            throw wrong(key, "needs a pattern such as yyyy-MM-dd HH:mm:ss, or a unit such as ms");
        }
        try {
            new TimeReader(patterns, read, ZoneId.of("UTC"));
        } catch (IllegalArgumentException e) {
            throw wrong(key, String.valueOf(e.getMessage()));
        }
        return new FileFormat.Stamp(column, patterns, read);
    }

    private FileFormat.Symbol symbol(JsonNode node, boolean column) {
        check(node, "symbol.", List.of("file", "constant"));
        String file = node.path("file").asString("");
        String constant = node.path("constant").asString("");
        if (file.isEmpty() && constant.isEmpty() && !column) {
            throw wrong("symbol", "needs file, constant, or columns.symbol");
        }
        try {
            Pattern pattern =
                    file.isEmpty() ? null : Pattern.compile(file, Pattern.CASE_INSENSITIVE);
            if (pattern != null && pattern.matcher("").groupCount() < 1) {
                throw wrong(
                        "symbol.file", "'" + file + "' has no group for the symbol: (.*)\\.csv");
            }
            return new FileFormat.Symbol(pattern, constant);
        } catch (PatternSyntaxException e) {
            throw wrong("symbol.file", "'" + file + "': " + e.getDescription());
        }
    }

    private FileFormat.Terms terms(JsonNode node, FileFormat.@Nullable Terms base) {
        check(node, "instrument.", TERMS);
        String exchange = node.path("exchange").asString(base == null ? "FILE" : base.exchange());
        String expiry = node.path("expiry").asString("");
        Instrument.Contract contract = null;
        if (!expiry.isEmpty()) {
            try {
                contract =
                        new Instrument.Contract(
                                node.path("underlying").asString(""), LocalDate.parse(expiry), 0);
            } catch (DateTimeException e) {
                throw wrong("instrument.expiry", "'" + expiry + "' is no date: such as 2026-01-29");
            }
        }
        double tick = node.path("tick").asDouble(base == null ? 0 : base.tick());
        int lot = node.path("lot").asInt(base == null ? 0 : base.lot());
        if (!(tick >= 0) || lot < 0) {
            throw wrong("instrument", "tick " + tick + " and lot " + lot + " must not be negative");
        }
        return new FileFormat.Terms(
                exchange,
                node.path("segment").asString(base == null ? exchange : base.segment()),
                choice(
                        node,
                        "kind",
                        Instrument.Kind.class,
                        base == null ? "equity" : base.kind().name()),
                tick,
                lot,
                node.path("traded").asBoolean(base == null || base.traded()),
                contract);
    }

    private <E extends Enum<E>> E choice(JsonNode node, String key, Class<E> type, String absent) {
        String text = node.path(key).asString(absent).toUpperCase(Locale.ROOT);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw wrong(
                key,
                "'%s': one of %s"
                        .formatted(text, Arrays.toString(type.getEnumConstants()))
                        .toLowerCase(Locale.ROOT));
    }

    private String oneOf(JsonNode node, String key, String absent, String other) {
        String text = node.path(key).asString(absent);
        if (!text.equals(absent) && !text.equals(other)) {
            throw wrong(key, "'" + text + "': " + absent + " or " + other);
        }
        return text;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(each.asString()));
        } else if (!node.isMissingNode()) {
            texts.add(node.asString());
        }
        return texts;
    }

    private void check(JsonNode node, String under, List<String> known) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!known.contains(each.getKey())) {
                throw wrong(
                        under + each.getKey(), "is not known: one of " + String.join(", ", known));
            }
        }
    }

    private IllegalArgumentException wrong(String key, String what) {
        return new IllegalArgumentException(
                "format " + place + ": " + (key.isEmpty() ? "" : key + " ") + what);
    }
}
