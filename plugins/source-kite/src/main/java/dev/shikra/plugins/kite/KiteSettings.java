package dev.shikra.plugins.kite;

import dev.shikra.api.source.SimulatedTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The source's section of the configuration, checked. Its text never holds a secret.
 *
 * @param apiKey the application's key; no secret, it stands in the login link
 * @param apiSecret empty where only the feed is wanted, no login
 * @param accessToken empty as a rule: then the token file holds it
 * @param tokenFile where a login leaves its token
 * @param websocketUrl the ticker's address without parameters
 * @param apiUrl base address of session and instrument master
 * @param loginUrl page of the login
 * @param instruments patterns of what to subscribe, {@code EXCHANGE:SYMBOL}, {@code *} for anything
 * @param watched patterns of what gets full mode whatever it is
 * @param mode of all that is neither an option nor watched
 * @param connections most connections, 1 to 3
 * @param perConnection most instruments on one connection, 1 to 3,000
 * @param chunk tokens in one message
 * @param connectTimeout for address, TLS and handshake together
 * @param readTimeout nothing at all, not even a heartbeat: the connection is dead
 * @param muteAfter heartbeats alone while the market is open: the feed is mute
 * @param backoff pauses between attempts
 * @param clock what time it is
 * @param simulated whether that is a simulated venue's time
 */
record KiteSettings(
        String apiKey,
        String apiSecret,
        String accessToken,
        Path tokenFile,
        URI websocketUrl,
        URI apiUrl,
        URI loginUrl,
        List<String> instruments,
        List<String> watched,
        KiteMode mode,
        int connections,
        int perConnection,
        int chunk,
        Duration connectTimeout,
        Duration readTimeout,
        Duration muteAfter,
        Backoff.Range backoff,
        InstantSource clock,
        boolean simulated) {
    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "apiKey",
                            "apiSecret",
                            "accessToken",
                            "tokenFile",
                            "websocketUrl",
                            "apiUrl",
                            "loginUrl",
                            "instruments",
                            "watched",
                            "mode",
                            "connections",
                            "perConnection",
                            "chunk",
                            "connectTimeoutMs",
                            "readTimeoutMs",
                            "muteAfterMs",
                            "backoffMs",
                            "backoffMostMs",
                            "clock"));
    private static final int MOST_CONNECTIONS = 3;
    private static final int MOST_PER_CONNECTION = 3_000;

    /**
     * Reads the settings; each but {@code apiKey} has a default.
     *
     * @throws IllegalArgumentException if one is missing or wrong; the message names it and says
     *     what is right
     */
    static KiteSettings parse(Map<String, String> settings, InstantSource machineClock) {
        return parse(settings, Optional.empty(), machineClock);
    }

    /**
     * As {@link #parse(Map, InstantSource)}.
     *
     * @param venueClock a simulated venue's own clock; it goes before the one that {@code settings}
     *     name
     */
    static KiteSettings parse(
            Map<String, String> settings,
            Optional<InstantSource> venueClock,
            InstantSource machineClock) {
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "kite: there is no setting '" + key + "': there are " + KEYS);
            }
        }
        var text = new Text(settings);
        Optional<InstantSource> simulated =
                venueClock.or(() ->
                        text.or("clock", "").isEmpty()
                                ? Optional.empty()
                                : Optional.of(SimulatedTime.parse(text.or("clock", ""))));
        return new KiteSettings(
                text.required("apiKey", "the key of your app on developers.kite.trade"),
                text.or("apiSecret", ""),
                text.or("accessToken", ""),
                Path.of(text.or("tokenFile", "var/kite/token.json")),
                text.uri("websocketUrl", "wss://ws.kite.trade"),
                text.uri("apiUrl", "https://api.kite.trade"),
                text.uri("loginUrl", "https://kite.zerodha.com/connect/login"),
                text.list("instruments", "*"),
                text.list("watched", ""),
                KiteMode.parse(text.or("mode", "quote")),
                text.whole("connections", 3, 1, MOST_CONNECTIONS),
                text.whole("perConnection", MOST_PER_CONNECTION, 1, MOST_PER_CONNECTION),
                text.whole("chunk", 500, 1, MOST_PER_CONNECTION),
                text.millis("connectTimeoutMs", 10_000),
                text.millis("readTimeoutMs", 10_000),
                text.millis("muteAfterMs", 9_000),
                new Backoff.Range(
                        text.millis("backoffMs", 1_000), text.millis("backoffMostMs", 30_000)),
                simulated.orElse(machineClock),
                simulated.isPresent());
    }

    /** {@return what must never be shown} */
    Secrets secrets() {
        var secrets = new Secrets();
        secrets.add(apiSecret);
        secrets.add(accessToken);
        return secrets;
    }

    /** {@return the page of the login} */
    URI loginLink() {
        char joint = loginUrl.getQuery() == null ? '?' : '&';
        return URI.create(loginUrl + (joint + KiteApi.encoded(Map.of("api_key", apiKey))) + "&v=3");
    }

    /** {@return what a person must do for a new token} */
    String loginRemedy() {
        return "log in at "
                + loginLink()
                + " or with './shikra kite login'; the feed goes on by itself then";
    }

    /** {@return most instruments that can be followed} */
    int capacity() {
        return connections * perConnection;
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "KiteSettings[" + websocketUrl + ", " + instruments + "]";
    }

    /** Reads one setting at a time. */
    private record Text(Map<String, String> settings) {
        String or(String key, String otherwise) {
            return Optional.ofNullable(settings.get(key)).map(String::strip).orElse(otherwise);
        }

        String required(String key, String what) {
            String value = or(key, "");
            if (value.isEmpty()) {
                throw new IllegalArgumentException(
                        "kite: setting '" + key + "' is missing: " + what);
            }
            return value;
        }

        List<String> list(String key, String otherwise) {
            return Arrays.stream(or(key, otherwise).split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
        }

        URI uri(String key, String otherwise) {
            String value = or(key, otherwise);
            try {
                URI uri = URI.create(value);
                if (uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw wrong(key, value, "an address such as " + otherwise);
            }
            throw wrong(key, value, "an address such as " + otherwise);
        }

        int whole(String key, int otherwise, int least, int most) {
            String value = or(key, Integer.toString(otherwise));
            String right = "a whole number from " + least + " to " + most;
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw wrong(key, value, right);
            }
            throw wrong(key, value, right);
        }

        Duration millis(String key, int otherwise) {
            return Duration.ofMillis(whole(key, otherwise, 1, 3_600_000));
        }

        private static IllegalArgumentException wrong(String key, String value, String right) {
            return new IllegalArgumentException(
                    "kite: setting '" + key + "' is '" + value + "': give " + right);
        }
    }
}
