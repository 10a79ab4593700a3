package dev.shikra.plugins.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over HTTP/1.1.
 *
 * @param path without the query, {@code /} where a client leaves it out
 * @param query decoded parameters
 * @param headers by lower-case name
 * @param form decoded fields of a form body; empty for other requests
 */
record HttpRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Map<String, String> form) {
    private static final int LONGEST_HEAD = 32 << 10;
    private static final int LONGEST_BODY = 64 << 10;

    /**
     * Reads one request.
     *
     * @throws EOFException if the client hangs up first
     * @throws IOException if what comes is no request or too long
     */
    static HttpRequest read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n");
        String[] start = lines[0].split(" ");
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP request: " + lines[0].length() + " characters");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        int question = start[1].indexOf('?');
        String path = question < 0 ? start[1] : start[1].substring(0, question);
        String query = question < 0 ? "" : start[1].substring(question + 1);
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length < 0 || length > LONGEST_BODY) {
            throw new IOException("a body of " + length + " bytes is refused");
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new HttpRequest(
                start[0],
                path.isEmpty() ? "/" : path,
                parameters(query),
                headers,
                parameters(body));
    }

    /** {@return a header's value, or "" if it is absent} */
    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    boolean wantsWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream(512);
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client hung up within its request");
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
            if (head.size() > LONGEST_HEAD) {
                throw new IOException("a request head above " + LONGEST_HEAD + " bytes is refused");
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
