package dev.shikra.plugins.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** What the broker answers over plain HTTP: login, session, instrument master. Any thread. */
final class HttpRoutes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final String FAULTS = "/simulator/";

    private final Accounts accounts;
    private final Faults faults;
    private final List<Listing> listings;
    private final InstantSource clock;
    private final PastMinutes past;
    private final Supplier<List<Map<Long, Mode>>> subscriptions;

    HttpRoutes(
            Accounts accounts,
            Faults faults,
            List<Listing> listings,
            InstantSource clock,
            PastMinutes past,
            Supplier<List<Map<Long, Mode>>> subscriptions) {
        this.past = past;
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.faults = faults;
        this.listings = listings;
        this.clock = clock;
    }

    private record Answer(int status, String reason, Map<String, String> headers, byte[] body) {}

    /** Answers and leaves the connection to be closed. */
    void answer(HttpRequest request, OutputStream out) throws IOException {
        Answer answer = route(request);
        var head = new StringBuilder();
        head.append("HTTP/1.1 ").append(answer.status()).append(' ').append(answer.reason());
        answer.headers().forEach((name, value) -> head.append("\r\n" + name + ": " + value));
        head.append("\r\nContent-Length: ").append(answer.body().length);
        head.append("\r\nConnection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(answer.body());
        out.flush();
    }

    private Answer route(HttpRequest request) throws IOException {
        String route = request.method() + " " + request.path();
        if (request.method().equals("GET")
                && request.path().startsWith("/instruments/historical/")) {
            return historical(request);
        }
        if (request.method().equals("GET") && request.path().startsWith("/instruments")) {
            return instruments(request);
        }
        if (route.equals("GET " + FAULTS + "subscriptions")) {
            return json(200, "OK", Map.of("status", "success", "data", subscribed()));
        }
        if (request.path().startsWith(FAULTS)) {
            return request.method().equals("POST")
                    ? fault(request)
                    : error(405, "Method Not Allowed", "GeneralException", "POST a fault");
        }
        return switch (route) {
            case "GET /connect/login" -> login(request);
            case "POST /session/token" -> session(request);
            case "DELETE /session/token" -> logout(request);
            default -> error(404, "Not Found", "GeneralException", "Route not found");
        };
    }

    /** Of each connection, oldest first: token to mode. */
    private List<Map<String, String>> subscribed() {
        return subscriptions.get().stream()
                .map(connection -> {
                    var modes = new TreeMap<String, String>();
                    connection.forEach(
                            (token, mode) -> modes.put(Long.toString(token), mode.text()));
                    return (Map<String, String>) modes;
                })
                .toList();
    }

    /** Lets something go wrong, as {@link Faults} can; for trials by hand. */
    private Answer fault(HttpRequest request) {
        String name = request.path().substring(FAULTS.length());
        try {
            int frames = Integer.parseInt(request.query().getOrDefault("frames", "1"));
            Duration pause =
                    Duration.ofMillis(Long.parseLong(request.query().getOrDefault("ms", "1000")));
            switch (name) {
                case "silence" -> faults.silence();
                case "freeze" -> faults.freeze();
                case "restore" -> faults.restore();
                case "reset" -> faults.resetConnections();
                case "expire" -> faults.expireTokens();
                case "duplicate" -> faults.duplicate(frames);
                case "reorder" -> faults.reorder(frames);
                case "delay" -> faults.delay(frames, pause);
                case "malform" -> faults.malform(frames);
                case "trickle" -> faults.trickle(pause);
                default -> {
                    return error(
                            404,
                            "Not Found",
                            "InputException",
                            "No fault '"
                                    + name
                                    + "': silence, freeze, restore, reset, expire, duplicate,"
                                    + " reorder, delay, malform, trickle; ?frames= and ?ms=");
                }
            }
            return json(200, "OK", Map.of("status", "success", "data", name));
        } catch (NumberFormatException e) {
            return error(400, "Bad Request", "InputException", "frames and ms are whole numbers");
        }
    }

    private Answer login(HttpRequest request) {
        if (!accounts.apiKey().equals(request.query().get("api_key"))) {
            return error(400, "Bad Request", "InputException", "Invalid api_key");
        }
        String back = request.query().getOrDefault("redirect", "http://127.0.0.1/");
        String address =
                back
                        + (back.contains("?") ? "&" : "?")
                        + "action=login&status=success&request_token="
                        + URLEncoder.encode(accounts.newRequestToken(), StandardCharsets.UTF_8);
        return new Answer(302, "Found", Map.of("Location", address), new byte[0]);
    }

    private Answer session(HttpRequest request) {
        Map<String, String> form = request.form();
        String requestToken = form.getOrDefault("request_token", "");
        if (!accounts.redeem(
                form.getOrDefault("api_key", ""),
                requestToken,
                form.getOrDefault("checksum", ""))) {
            return error(403, "Forbidden", "TokenException", "Token is invalid or has expired.");
        }
        var data = new TreeMap<String, Object>();
        data.put("user_id", Accounts.USER);
        data.put("user_name", "Simulated user");
        data.put("broker", "ZERODHA");
        data.put("api_key", accounts.apiKey());
        data.put("access_token", accounts.newAccessToken());
        data.put("public_token", "");
        data.put("refresh_token", "");
        data.put("exchanges", List.of("NSE", "NFO"));
        data.put("login_time", TIME.format(LocalDateTime.ofInstant(clock.instant(), Market.ZONE)));
        return json(200, "OK", Map.of("status", "success", "data", data));
    }

    private Answer logout(HttpRequest request) {
        accounts.revoke(request.query().getOrDefault("access_token", ""));
        return json(200, "OK", Map.of("status", "success", "data", true));
    }

    private boolean isLoggedIn(HttpRequest request) {
        String[] authorization = request.header("authorization").split("[ :]");
        return authorization.length == 3
                && authorization[0].equals("token")
                && accounts.isGood(authorization[1], authorization[2]);
    }

    private Answer historical(HttpRequest request) {
        if (!isLoggedIn(request)) {
            return error(
                    403, "Forbidden", "TokenException", "Incorrect `api_key` or `access_token`.");
        }
        String[] parts = request.path().split("/", -1);
        if (parts.length != 5 || !parts[4].equals("minute")) {
            return error(400, "Bad Request", "InputException", "invalid interval");
        }
        try {
            long token = Long.parseLong(parts[3]);
            if (listings.stream().noneMatch(listing -> listing.token() == token)) {
                return error(400, "Bad Request", "InputException", "invalid token");
            }
            return json(
                    200,
                    "OK",
                    Map.of(
                            "status",
                            "success",
                            "data",
                            Map.of(
                                    "candles",
                                    past.candles(
                                            token, time(request, "from"), time(request, "to")))));
        } catch (DateTimeException | NumberFormatException e) {
            return error(400, "Bad Request", "InputException", "invalid token, from or to date");
        }
    }

    private static Instant time(HttpRequest request, String parameter) {
        return LocalDateTime.parse(request.query().getOrDefault(parameter, ""), TIME)
                .atZone(Market.ZONE)
                .toInstant();
    }

    private Answer instruments(HttpRequest request) throws IOException {
        if (!isLoggedIn(request)) {
            return error(
                    403, "Forbidden", "TokenException", "Incorrect `api_key` or `access_token`.");
        }
        String exchange = request.path().substring("/instruments".length()).replace("/", "");
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            var text = new StringBuilder(Listing.HEADER).append('\n');
            for (Listing listing : listings) {
                if (exchange.isEmpty() || exchange.equals(listing.exchange())) {
                    text.append(listing.csv()).append('\n');
                }
            }
            gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new Answer(
                200,
                "OK",
                Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"),
                bytes.toByteArray());
    }

    private static Answer error(int status, String reason, String type, String message) {
        return json(
                status, reason, Map.of("status", "error", "error_type", type, "message", message));
    }

    private static Answer json(int status, String reason, Object value) {
        return new Answer(
                status,
                reason,
                Map.of("Content-Type", "application/json"),
                JsonMapper.shared().writeValueAsBytes(value));
    }
}
