package dev.shikra.plugins.kite;

import dev.shikra.api.source.LoginNeededException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kite's web API as far as a feed needs it. Any thread; messages hold no secret. */
final class KiteApi {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final KiteSettings settings;
    private final Secrets secrets;

    KiteApi(KiteSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /**
     * Trades a one-time request token for a session's token.
     *
     * @throws IOException if the venue refuses or can't be reached; the message says why
     */
    Token session(String requestToken) throws IOException, InterruptedException {
        secrets.add(requestToken);
        Map<String, String> form =
                Map.of(
                        "api_key",
                        settings.apiKey(),
                        "request_token",
                        requestToken,
                        "checksum",
                        checksum(settings.apiKey(), requestToken, settings.apiSecret()));
        HttpRequest request =
                request("/session/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                        .build();
        HttpResponse<byte[]> response = send(request);
        JsonNode answer = json(response);
        String token = answer.path("data").path("access_token").asString("");
        if (response.statusCode() != 200 || token.isEmpty()) {
            throw new IOException(
                    "the login was refused: "
                            + refusal(response, answer)
                            + "; open the link again, a request token serves once and for minutes,"
                            + " and check apiKey and apiSecret");
        }
        secrets.add(token);
        return new Token(
                token,
                answer.path("data").path("user_id").asString(""),
                settings.clock().instant());
    }

    /**
     * {@return the instrument master as it comes: gzip or plain CSV}
     *
     * @throws LoginNeededException if the token is refused
     * @throws IOException if the venue refuses otherwise or can't be reached
     */
    byte[] instruments(Token token) throws IOException, InterruptedException {
        HttpRequest request =
                request("/instruments")
                        .header(
                                "Authorization",
                                "token " + settings.apiKey() + ":" + token.accessToken())
                        .header("Accept-Encoding", "gzip")
                        .GET()
                        .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() == 200) {
            return response.body();
        }
        String why = "the instrument master was refused: " + refusal(response, json(response));
        throw response.statusCode() == 403 ? new LoginNeededException(why) : new IOException(why);
    }

    /** What the venue says when it is asked for candles. */
    sealed interface Candles {
        /** The answer, with {@code data.candles}. */
        record Given(JsonNode json) implements Candles {}

        /** Asked too fast. */
        record TooManyRequests() implements Candles {}
    }

    /**
     * {@return an instrument's minute candles}
     *
     * @param from {@code yyyy-MM-dd HH:mm:ss} in India
     * @throws IOException if the venue refuses or can't be reached
     */
    Candles minutes(Token token, long instrument, String from, String to)
            throws IOException, InterruptedException {
        HttpRequest request =
                request("/instruments/historical/"
                                + instrument
                                + "/minute?from="
                                + encoded(from)
                                + "&to="
                                + encoded(to))
                        .header(
                                "Authorization",
                                "token " + settings.apiKey() + ":" + token.accessToken())
                        .GET()
                        .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() == 429) {
            return new Candles.TooManyRequests();
        }
        JsonNode answer = json(response);
        if (response.statusCode() != 200) {
            throw new IOException(
                    "history was refused: "
                            + refusal(response, answer)
                            + "; the account needs the historical data of Kite Connect");
        }
        return new Candles.Given(answer);
    }

    /** {@return hexadecimal SHA-256 of key, request token and secret one after another} */
    static String checksum(String apiKey, String requestToken, String apiSecret) {
        try {
            byte[] text = (apiKey + requestToken + apiSecret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        String base = settings.apiUrl().toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_TIMEOUT)
                .header("X-Kite-Version", "3");
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectTimeout())
                        .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            // The cause is left out on purpose: nothing vouches for its text.
            throw new IOException(
                    secrets.hide(request.uri().getHost() + " can't be reached: " + e));
        }
    }

    private String refusal(HttpResponse<byte[]> response, JsonNode answer) {
        String message = answer.path("message").asString("");
        return secrets.hide(
                "HTTP " + response.statusCode() + (message.isEmpty() ? "" : ", " + message));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
