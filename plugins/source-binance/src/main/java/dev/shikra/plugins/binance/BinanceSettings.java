package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.SimulatedTime;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The source's section of the configuration, checked.
 *
 * @param symbols what to follow, upper case, without repeats
 * @param tickSizes smallest price step by symbol; 0 where it is not known
 * @param websocketUrl the venue's address without path
 * @param connectTimeout for address, TLS and handshake together
 * @param readTimeout nothing at all, not even a ping: the connection is dead
 * @param muteAfter pings alone: the feed is mute
 * @param firstPause before the second attempt to connect
 * @param longestPause between attempts
 * @param clock what time it is
 */
record BinanceSettings(
        List<String> symbols,
        Map<String, Double> tickSizes,
        URI websocketUrl,
        Duration connectTimeout,
        Duration readTimeout,
        Duration muteAfter,
        Duration firstPause,
        Duration longestPause,
        InstantSource clock) {
    /** The venue's limit for one connection. */
    static final int MOST_SYMBOLS = 1024;

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9._-]{2,32}");

    BinanceSettings {
        symbols = List.copyOf(symbols);
        tickSizes = Map.copyOf(tickSizes);
    }

    /**
     * Reads the settings; each has a default.
     *
     * @throws IllegalArgumentException if one is wrong; the message names it and says what is right
     */
    static BinanceSettings parse(Map<String, String> settings, InstantSource machineClock) {
        List<String> symbols = symbols(settings.getOrDefault("symbols", "BTCUSDT, ETHUSDT"));
        Duration first = millis(settings, "backoffMs", 500);
        Duration longest = millis(settings, "backoffMostMs", 30_000);
        if (first.compareTo(longest) > 0) {
            throw wrong(
                    "backoffMs",
                    Long.toString(first.toMillis()),
                    "at most backoffMostMs, which is " + longest.toMillis());
        }
        String clock = settings.getOrDefault("clock", "").strip();
        return new BinanceSettings(
                symbols,
                tickSizes(settings.getOrDefault("tickSizes", ""), symbols),
                address(settings.getOrDefault("websocketUrl", "wss://stream.binance.com:9443")),
                millis(settings, "connectTimeoutMs", 10_000),
                millis(settings, "readTimeoutMs", 60_000),
                millis(settings, "muteAfterMs", 120_000),
                first,
                longest,
                clock.isEmpty() ? machineClock : SimulatedTime.parse(clock));
    }

    private static List<String> symbols(String text) {
        var symbols = new LinkedHashSet<String>();
        for (String item : items(text)) {
            String symbol = item.toUpperCase(Locale.ROOT);
            if (!SYMBOL.matcher(symbol).matches()) {
                throw wrong("symbols", item, "pairs as the venue writes them, such as BTCUSDT");
            }
            symbols.add(symbol);
        }
        if (symbols.isEmpty()) {
            throw wrong("symbols", text, "at least one pair, such as BTCUSDT");
        }
        if (symbols.size() > MOST_SYMBOLS) {
            throw wrong(
                    "symbols",
                    symbols.size() + " pairs",
                    "at most "
                            + MOST_SYMBOLS
                            + ", which is what the venue sends on one connection");
        }
        return List.copyOf(symbols);
    }

    private static Map<String, Double> tickSizes(String text, List<String> symbols) {
        var sizes = new LinkedHashMap<String, Double>();
        for (String item : items(text)) {
            String right = "PAIR=STEP for pairs of 'symbols', such as BTCUSDT=0.01";
            int equals = item.indexOf('=');
            if (equals < 0) {
                throw wrong("tickSizes", item, right);
            }
            String symbol = item.substring(0, equals).strip().toUpperCase(Locale.ROOT);
            double size;
            try {
                size = Double.parseDouble(item.substring(equals + 1).strip());
            } catch (NumberFormatException e) {
                throw wrong("tickSizes", item, right);
            }
            if (!symbols.contains(symbol) || !(size > 0) || Double.isInfinite(size)) {
                throw wrong("tickSizes", item, right);
            }
            sizes.put(symbol, size);
        }
        return sizes;
    }

    private static List<String> items(String text) {
        var items = new ArrayList<String>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static URI address(String text) {
        String right = "an address without path, such as wss://stream.binance.com:9443";
        try {
            URI uri = URI.create(text.strip());
            boolean web = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong("websocketUrl", text, right);
        }
        throw wrong("websocketUrl", text, right);
    }

    private static Duration millis(Map<String, String> settings, String key, int otherwise) {
        String text = settings.getOrDefault(key, Integer.toString(otherwise)).strip();
        String right = "a whole number of milliseconds from 1 to 3600000";
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= 3_600_000) {
                return Duration.ofMillis(value);
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text, right);
        }
        throw wrong(key, text, right);
    }

    private static IllegalArgumentException wrong(String key, String value, String right) {
        return new IllegalArgumentException(
                "binance: setting '" + key + "' is '" + value + "': give " + right);
    }

    /** {@return what the session follows; a pair's token is its place} */
    List<Instrument> instruments() {
        var instruments = new ArrayList<Instrument>();
        for (String symbol : symbols) {
            instruments.add(
                    new Instrument(
                            instruments.size(),
                            symbol,
                            "BINANCE",
                            "SPOT",
                            Instrument.Kind.PAIR,
                            tickSizes.getOrDefault(symbol, 0.0),
                            0,
                            true,
                            null));
        }
        return List.copyOf(instruments);
    }

    /** {@return where the trades of all symbols come in one stream} */
    URI streamAddress() {
        var streams = new StringBuilder();
        for (String symbol : symbols) {
            streams.append(streams.isEmpty() ? "" : "/");
            streams.append(symbol.toLowerCase(Locale.ROOT)).append("@trade");
        }
        String base = websocketUrl.toString();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(root + "/stream?streams=" + streams);
    }
}
